// Propose des communes pendant la frappe, dans tout formulaire qui le demande par `data-propositions`,
// l'adresse du fichier des communes. Rien n'est chargé avant la première lettre. Sans ce script, le formulaire
// mène à la page des communes.
(() => {
  const PROPOSEES = 8;

  for (const formulaire of document.querySelectorAll("form[data-propositions]")) {
    const champ = formulaire.querySelector("input[name=commune]");
    const adresse = new URL(formulaire.dataset.propositions, document.baseURI).href;
    const liste = document.createElement("ul");
    Object.assign(liste, { id: `${champ.id}-propositions`, className: "propositions", hidden: true });
    liste.setAttribute("role", "listbox");
    liste.setAttribute("aria-label", "Communes proposées");
    const boite = document.createElement("span");
    boite.className = "champ-propose";
    champ.replaceWith(boite);
    boite.append(champ, liste);
    champ.removeAttribute("list");
    champ.autocomplete = "off";
    for (const [nom, valeur] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", liste.id]]) {
      champ.setAttribute(nom, valeur);
    }
    let choisie = -1;
    let tour = 0;  // une réponse en retard n’ouvre pas la liste que l’on a quittée

    const choisir = (rang) => {
      choisie = rang;
      [...liste.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === rang)));
      if (rang < 0) champ.removeAttribute("aria-activedescendant");
      else {
        champ.setAttribute("aria-activedescendant", liste.children[rang].id);
        liste.children[rang].scrollIntoView({ block: "nearest" });
      }
    };
    const fermer = () => {
      tour += 1;
      liste.hidden = true;
      champ.setAttribute("aria-expanded", "false");
      choisir(-1);
    };
    const prendre = (option) => {
      champ.value = option.dataset.nom;
      fermer();
      formulaire.requestSubmit();
    };
    const montrer = (propositions) => {
      const memes = propositions.map(([, dit]) => dit).join("\n") === [...liste.children].map((o) => o.textContent).join("\n");
      if (memes && !liste.hidden) return;  // la frappe continue, le choix reste
      liste.replaceChildren(...propositions.map(([nom, dit], rang) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${liste.id}-${rang}`, textContent: dit, tabIndex: -1 });
        option.dataset.nom = nom;
        option.setAttribute("role", "option");
        option.addEventListener("click", () => prendre(option));
        return option;
      }));
      fermer();
      liste.hidden = !propositions.length;
      champ.setAttribute("aria-expanded", String(!liste.hidden));
    };

    const proposer = async () => {
      const moi = (tour += 1);
      const { lesPubliees, lire, trouver } = await import("./communes-cherchees.js");
      const base = await lesPubliees(adresse);
      if (moi !== tour) return;
      const ecrit = champ.value;
      if (ecrit.trim().length < 2) return fermer();
      const { exactes, debuts, proches, territoires } = trouver(base, lire(ecrit));
      montrer([
        ...[...exactes, ...debuts, ...proches].map((c) => [c.nom, `${c.nom} (${c.departement})`]),
        ...territoires.map((t) => [t.nom, `${t.nom}, ${t.type.toLowerCase()}`]),
      ].slice(0, PROPOSEES));
    };
    const essayer = () => proposer().catch(fermer);  // sans réseau, le formulaire marche encore

    champ.addEventListener("input", essayer);
    champ.addEventListener("blur", ({ relatedTarget }) => { if (!liste.contains(relatedTarget)) fermer(); });
    champ.addEventListener("keydown", (evenement) => {
      const ouverte = !liste.hidden;
      if (evenement.key === "Escape") {
        if (ouverte) evenement.preventDefault();
        fermer();
      } else if (evenement.key === "Enter" && ouverte && choisie >= 0) {
        evenement.preventDefault();
        prendre(liste.children[choisie]);
      } else if (ouverte && ["ArrowDown", "ArrowUp"].includes(evenement.key)) {
        evenement.preventDefault();
        const pas = evenement.key === "ArrowDown" ? 1 : -1;
        const nombre = liste.children.length;
        choisir(choisie < 0 && pas < 0 ? nombre - 1 : (choisie + pas + nombre) % nombre);
      }
    });
  }
})();
