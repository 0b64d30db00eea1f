// Filtre une liste ou un tableau d'après ce que l'on écrit et choisit ; accents et casse sans effet.
// Un élément se cherche par le nom qu'il porte, ou à défaut par tout ce qu'il montre.
// Sans ce script, la liste est entière et un formulaire de recherche y mène quand même.
(() => {
  const plat = (texte) =>
    texte.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[-'’]/g, " ").trim();

  for (const formulaire of document.querySelectorAll("form[data-filtre]")) {
    const zone = document.getElementById(formulaire.dataset.filtre);
    const champ = formulaire.querySelector("input");
    const criteres = [...formulaire.querySelectorAll("[data-critere]")];
    const compte = formulaire.querySelector("[data-filtre-compte]") ?? document.querySelector("[data-filtre-compte]");
    const elements = [...zone.querySelectorAll("[data-filtrable]")];
    const noms = elements.map((element) => plat(element.dataset.filtrable || element.textContent));

    const filtrer = () => {
      const voulu = plat(champ.value);
      const lignes = new Set();
      elements.forEach((element, rang) => {
        const garde = noms[rang].includes(voulu) && criteres.every(
          (choix) => !choix.value || (element.dataset[choix.dataset.critere] ?? "").split(" ").includes(choix.value));
        element.hidden = !garde;
        if (garde) lignes.add(element.dataset.ligne ?? rang);  // une ligne dessinée et au tableau : un résultat
      });
      const trouves = lignes.size;
      for (const groupe of zone.children) {
        if (!groupe.matches("[data-filtrable]")) groupe.hidden = !groupe.querySelector("[data-filtrable]:not([hidden])");
      }
      const actif = voulu || criteres.some((choix) => choix.value);
      if ("adresse" in formulaire.dataset) garder();
      compte.textContent = !actif ? "" : trouves ? `${trouves} résultat${trouves > 1 ? "s" : ""}` : "Aucun résultat";
    };

    // L'adresse garde ce que l'on a choisi : elle se copie, se met en favori, se recharge.
    const garder = () => {
      const adresse = new URL(location.href);
      for (const { name, value } of [champ, ...criteres]) {
        if (value) adresse.searchParams.set(name, value);
        else adresse.searchParams.delete(name);
      }
      if (adresse.href !== location.href) history.replaceState(null, "", adresse);
    };

    const demande = new URLSearchParams(location.search);
    formulaire.hidden = false;
    for (const choix of [champ, ...criteres]) choix.value = demande.get(choix.name) ?? choix.value;
    formulaire.addEventListener("input", filtrer);
    formulaire.addEventListener("submit", (evenement) => { evenement.preventDefault(); filtrer(); });
    filtrer();
  }

  // Un autre ordre des lignes ; celui de la page quand rien n'est choisi.
  for (const choix of document.querySelectorAll("select[data-ordre]")) {
    const zone = document.getElementById(choix.dataset.ordre);
    const lignes = [...zone.children];
    choix.addEventListener("input", () => {
      const place = (ligne) => Number(ligne.dataset[choix.value] ?? lignes.indexOf(ligne));
      zone.append(...[...lignes].sort((a, b) => place(a) - place(b)));
    });
  }

  // Une famille de colonnes à la fois, dans la matrice.
  for (const choix of document.querySelectorAll("select[data-colonnes]")) {
    const tableau = document.getElementById(choix.dataset.colonnes);
    choix.addEventListener("input", () => {
      for (const cellule of tableau.querySelectorAll("[data-famille]")) {
        cellule.hidden = choix.value !== "" && cellule.dataset.famille !== choix.value;
      }
    });
  }
})();
