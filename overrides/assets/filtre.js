// Filtre les éléments d'une page d'après ce que l'on écrit, accents et casse sans effet.
// Sans ce script, le formulaire mène à la même liste, entière.
(() => {
  const plat = (texte) => texte.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[-'’]/g, " ");
  for (const formulaire of document.querySelectorAll("form[data-filtre]")) {
    const zone = document.getElementById(formulaire.dataset.filtre);
    const champ = formulaire.querySelector("input");
    const compte = document.querySelector("[data-filtre-compte]");
    const elements = [...zone.querySelectorAll("[data-filtrable]")].map((el) => [el, plat(el.dataset.filtrable)]);
    const filtrer = () => {
      const voulu = plat(champ.value.trim());
      let trouves = 0;
      for (const [element, texte] of elements) {
        element.hidden = !texte.includes(voulu);
        if (!element.hidden) trouves += 1;
      }
      for (const groupe of zone.children) groupe.hidden = !groupe.querySelector("[data-filtrable]:not([hidden])");
      compte.textContent = voulu ? (trouves ? `${trouves} résultat${trouves > 1 ? "s" : ""}` : "Aucun résultat") : "";
    };
    champ.value = new URLSearchParams(location.search).get(champ.name) ?? champ.value;
    champ.addEventListener("input", filtrer);
    formulaire.addEventListener("submit", (evenement) => { evenement.preventDefault(); filtrer(); });
    filtrer();
  }
})();
