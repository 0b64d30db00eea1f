// La page de recherche : rien n'est chargé avant la première demande. Chaque demande a son adresse,
// et une réponse en retard ne se mêle jamais à la suivante. Sans ce script, la page mène ailleurs.
(() => {
  const formulaire = document.querySelector("form[data-recherche]");
  if (!formulaire) return;
  const PAR_PAGE = 10;
  const situer = (adresse) => adresse && new URL(adresse, document.baseURI).href;
  const adresses = {
    moteur: situer(formulaire.dataset.moteur),
    vocabulaire: situer(formulaire.dataset.vocabulaire),
    communes: situer(formulaire.dataset.listeDesCommunes),
  };
  const [etat, precisions, liste, suite, rien, commune] = ["etat", "precisions", "liste", "suite", "rien", "commune"]
    .map((nom) => document.getElementById(`recherche-${nom}`));
  const filtres = [...formulaire.querySelectorAll("select")];
  let tour = 0;
  formulaire.hidden = false;

  const creer = (nom, contenus, classe = "") => {
    const element = document.createElement(nom);
    element.append(...contenus);
    if (classe) element.className = classe;
    return element;
  };
  const cheminDe = (adresse) => {
    const { pathname, hash } = new URL(adresse, document.baseURI);
    return pathname.replace(/index\.html$/, "") + hash;
  };

  const dessiner = ({ url, titre, sorte, texte, extrait }) => {
    const lien = creer("a", [titre]);
    lien.href = url;
    const dit = creer("p", [texte ?? ""], "discret");
    if (extrait) dit.innerHTML = extrait;
    return creer("li", [...(sorte ? [creer("p", [sorte], "recherche-sorte")] : []), lien, dit]);
  };

  /** Dix réponses de plus, chacune une seule fois ; une onzième, lue d'avance, dit s'il en reste. */
  const avancer = async ({ reste, vues, avance }, lire) => {
    while (reste.length && avance.length <= PAR_PAGE) {
      const lues = await Promise.all(reste.splice(0, PAR_PAGE + 1 - avance.length).map((une) => lire(une, adresses)));
      for (const lue of lues.filter(Boolean)) {
        const chemin = cheminDe(lue.url);
        if (!vues.has(chemin)) avance.push(lue);
        vues.add(chemin);
      }
    }
    return avance.splice(0, PAR_PAGE).map(dessiner);
  };

  const compter = (nombre, encore, demande) => {
    const pour = demande ? ` pour «\u00a0${demande}\u00a0»` : "";
    return `${encore ? "Plus de " : ""}${nombre || "Aucun"} résultat${nombre > 1 ? "s" : ""}${pour}.`;
  };
  const citer = (mots) => mots.map((mot) => `«\u00a0${mot}\u00a0»`).join(", ");
  const preciser = ({ absents, ensemble, lus, proposes }) => {
    const dits = [];
    if (absents.length) dits.push(`Aucune page ne contient ${citer(absents)}${liste.children.length && !lus.length ? "\u202f; celles-ci peuvent aider" : ""}.`);
    if (!ensemble) dits.push("Aucune page ne contient tous ces mots à la fois.");
    if (lus.length) dits.push(lus.every(Boolean) ? `Voici les réponses pour ${citer(lus)}.` : "Voici ce qui s’en approche.");
    const liens = proposes.flatMap((mot, rang) => {
      const lien = creer("a", [mot]);
      lien.href = `?${new URLSearchParams({ q: mot })}`;
      return [rang ? ", " : "Vouliez-vous dire\u00a0: ", lien];
    });
    return [...(dits.length ? [creer("p", [dits.join(" ")])] : []), ...(liens.length ? [creer("p", [...liens, "\u202f?"])] : [])];
  };

  const chercher = async () => {
    const moi = (tour += 1);
    const champs = new FormData(formulaire);
    const demande = champs.get("q").trim();
    const choisis = Object.fromEntries(filtres.filter((f) => f.value).map((f) => [f.name, f.value]));
    suite.hidden = rien.hidden = true;
    if (commune) commune.search = new URLSearchParams({ commune: demande });
    precisions.replaceChildren();
    liste.replaceChildren();
    etat.textContent = "";
    if (!demande && !Object.keys(choisis).length) return;
    etat.textContent = "Recherche…";
    try {
      const { chercherPartout, lireUneReponse } = await import("./reponses.js");
      const trouve = await chercherPartout(demande, { choisis, agents: champs.has("agents") }, adresses);
      if (moi !== tour) return;
      const file = { reste: trouve.reponses, vues: new Set(), avance: [] };
      const montrer = async () => {
        const nouvelles = await avancer(file, lireUneReponse);
        if (moi !== tour) return;
        liste.append(...nouvelles);
        suite.hidden = !file.avance.length;
        rien.hidden = liste.children.length > 0;
        etat.textContent = compter(liste.children.length, file.avance.length, demande);
      };
      suite.onclick = montrer;
      await montrer();
      if (moi === tour) precisions.replaceChildren(...preciser(trouve));
    } catch {
      if (moi === tour) etat.textContent = "La recherche n’est pas disponible ici\u202f; le plan du site mène à toutes les pages.";
    }
  };

  const relire = () => {
    const voulu = new URLSearchParams(location.search);
    for (const champ of formulaire.elements) {
      if (champ.type === "checkbox") champ.checked = voulu.has(champ.name);
      else if (champ.name) champ.value = voulu.get(champ.name) ?? "";
    }
    const replis = formulaire.querySelector("details");
    if (replis && [...voulu.keys()].some((nom) => nom !== "q" && voulu.get(nom))) replis.open = true;
    chercher();
  };
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    const ecrits = [...new FormData(formulaire)].filter(([nom, valeur]) => nom === "q" || valeur);
    const voulue = `?${new URLSearchParams(ecrits)}`;
    if (voulue !== location.search) history.pushState(null, "", voulue);
    chercher();
  });
  addEventListener("popstate", relire);
  relire();
})();
