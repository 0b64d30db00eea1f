// La page des communes : la réponse au-dessus de l'alphabet, qui reste entière.
// Sans ce script, on suit les lettres.
(() => {
  const formulaire = document.querySelector("form[data-communes]");
  if (!formulaire) return;
  const champ = formulaire.elements.commune;
  const publiees = new URL(formulaire.dataset.communes, document.baseURI).href;
  const etat = document.getElementById("communes-etat");
  const reponse = document.getElementById("communes-reponse");
  const MONTREES = 20;
  let tour = 0;

  const creer = (nom, contenus = [], classe = "") => {
    const element = document.createElement(nom);
    element.append(...contenus);
    if (classe) element.className = classe;
    return element;
  };
  const nommer = ({ nom, departement }) => `${nom} (${departement})`;
  const lienVers = (territoire) => {
    const lien = creer("a", [territoire.nom]);
    lien.href = new URL(`../${territoire.adresse}`, publiees).href;
    return lien;
  };
  const lister = (communes, territoires) => creer("ul", communes.slice(0, MONTREES).map((commune) =>
    creer("li", [
      creer("span", [`${commune.nom} `, creer("span", [`(${commune.departement})`], "discret")]), " ",
      ...commune.rangs.flatMap((rang, place) => [...(place ? [", "] : []), lienVers(territoires[rang])]),
    ])), "communes");
  const grouper = (titre, communes, territoires) => {
    if (!communes.length) return [];
    const reste = communes.length - MONTREES;
    return [
      creer("p", [titre], "communes-groupe"), lister(communes, territoires),
      ...(reste > 0 ? [creer("p", [`Et ${reste} autre${reste > 1 ? "s" : ""} dans la liste de A à Z.`], "discret")] : []),
    ];
  };

  const direAilleurs = (ailleurs) => {
    const [premiere, ...autres] = ailleurs;
    if (autres.length) return `${autres.length + 1} communes de la liste officielle répondent, hors des territoires publiés ici\u00a0:`;
    return `${nommer(premiere)} n’est pas dans les territoires publiés ici\u202f; ${direSonIntercommunalite(premiere)}`;
  };
  const direSonIntercommunalite = ({ intercommunalite }) => intercommunalite
    ? `elle fait partie de\u00a0: ${intercommunalite} (intercommunalité, liste officielle ${formulaire.dataset.millesime}).`
    : `elle ne fait partie d’aucune intercommunalité (liste officielle ${formulaire.dataset.millesime}).`;

  const composer = (demande, trouvees, territoires, ailleurs) => {
    const { exactes, debuts, proches, membres } = trouvees;
    const lies = new Set(exactes.flatMap((commune) => commune.rangs));
    const seuls = trouvees.territoires.filter((t) => !lies.has(territoires.indexOf(t)));
    const nombre = exactes.length + debuts.length + proches.length + seuls.length;
    const contenus = [];
    if (exactes.length) contenus.push(lister(exactes, territoires));
    if (!exactes.length && ailleurs.length > 1) {
      contenus.push(creer("ul", ailleurs.slice(0, MONTREES).map((c) => creer("li", [`${nommer(c)}\u00a0: ${c.intercommunalite || "aucune intercommunalité"}`]))));
    }
    if (seuls.length) contenus.push(creer("p", ["Territoire\u00a0: ", ...seuls.flatMap((t, rang) => [rang ? ", " : "", lienVers(t)])]));
    contenus.push(...grouper("Leur nom s’écrit presque ainsi\u00a0:", proches, territoires));
    contenus.push(...grouper(exactes.length || ailleurs.length ? "Leur nom commence de même\u00a0:" : "Leur nom commence ainsi\u00a0:", debuts, territoires));
    if (membres.length) {
      const noms = trouvees.territoires.map((territoire) => territoire.nom).join(", ");
      contenus.push(
        creer("p", [`${exactes.length ? "Les autres communes" : "Les communes"} de ${noms}\u00a0:`], "communes-groupe"),
        creer("p", [`${membres.map((commune) => commune.nom).join(", ")}.`]));
    }
    if (exactes.length && ailleurs.length) {
      const noms = ailleurs.slice(0, MONTREES).map(nommer).join(", ");
      contenus.push(creer("p", [`Hors des territoires publiés ici, la liste officielle connaît aussi\u00a0: ${noms}.`], "discret"));
    }
    if (!exactes.length && ailleurs.length) etat.textContent = direAilleurs(ailleurs);
    else if (nombre) etat.textContent = `${nombre} résultat${nombre > 1 ? "s" : ""} pour «\u00a0${demande}\u00a0».`;
    else etat.textContent = `Aucun résultat pour «\u00a0${demande}\u00a0»\u00a0: ni commune, ni territoire. La liste de A à Z est plus bas.`;
    reponse.replaceChildren(...contenus);
  };

  const repondre = async () => {
    const moi = (tour += 1);
    const demande = champ.value.trim();
    if (!demande) {
      etat.textContent = "";
      reponse.replaceChildren();
      return;
    }
    try {
      const { chercherAilleurs, lesPubliees, lire, trouver } = await import("./communes-cherchees.js");
      const [base, lue] = [await lesPubliees(publiees), lire(demande)];
      const trouvees = trouver(base, lue);
      const ici = new Set(base.communes.map(nommer));
      const ailleurs = (await chercherAilleurs(publiees, lue)).filter((commune) => !ici.has(nommer(commune)));
      if (moi === tour) composer(demande, trouvees, base.territoires, ailleurs);
    } catch {
      if (moi === tour) etat.textContent = "Chercher une commune n’est pas possible ici\u202f; la liste de A à Z est entière.";
    }
  };

  let attente;
  const relire = () => {
    champ.value = new URLSearchParams(location.search).get(champ.name) ?? "";
    repondre();
  };
  formulaire.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(repondre, 250);
  });
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    clearTimeout(attente);
    const suite = `?${new URLSearchParams(new FormData(formulaire))}`;
    if (suite !== location.search) history.pushState(null, "", suite);
    repondre();
  });
  addEventListener("popstate", relire);
  if (location.search) relire();
})();
