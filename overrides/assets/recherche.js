// La recherche : rien n'est chargé avant la première demande ; ensuite, les seuls morceaux utiles.
// Sans ce script, la page mène au plan du site et aux listes.
(() => {
  const formulaire = document.querySelector("form[data-recherche]");
  if (!formulaire) return;
  const moteur = new URL("../pagefind/pagefind.js", document.currentScript.src).href;
  const [etat, liste, suite] = ["etat", "liste", "suite"].map((nom) => document.getElementById(`recherche-${nom}`));
  const filtres = [...formulaire.querySelectorAll("select")];
  formulaire.hidden = false;

  const montrer = async (trouvailles) => {
    for (const trouvaille of await Promise.all(trouvailles.splice(0, 10).map((t) => t.data()))) {
      const element = document.createElement("li");
      const lien = document.createElement("a");
      lien.href = trouvaille.url;
      lien.textContent = trouvaille.meta.title;
      const extrait = document.createElement("p");
      extrait.className = "discret";
      extrait.innerHTML = trouvaille.excerpt;
      element.append(`${[trouvaille.filters.type, trouvaille.filters.territoire].flat().filter(Boolean).join(" · ")} `, lien, extrait);
      liste.append(element);
    }
    suite.hidden = !trouvailles.length;
    suite.onclick = () => montrer(trouvailles);
  };

  const chercher = async () => {
    const demande = formulaire.elements.q.value.trim();
    liste.replaceChildren();
    suite.hidden = true;
    if (!demande) return;
    etat.textContent = "Recherche…";
    try {
      const { search } = await import(moteur);
      const filters = Object.fromEntries(filtres.filter((f) => f.value).map((f) => [f.name, f.value]));
      const { results } = await search(demande, { filters });
      etat.textContent = `${results.length || "Aucun"} résultat${results.length > 1 ? "s" : ""} pour « ${demande} ».`;
      await montrer(results);
    } catch {
      etat.textContent = "La recherche n’est pas disponible ici ; le plan du site mène à toutes les pages.";
    }
  };

  const voulu = new URLSearchParams(location.search);
  for (const champ of formulaire.elements) if (voulu.has(champ.name)) champ.value = voulu.get(champ.name);
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams(new FormData(formulaire))}`);
    chercher();
  });
  chercher();
})();
