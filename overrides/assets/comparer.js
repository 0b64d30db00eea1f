// Met côte à côte les synthèses choisies ; le choix est dans l'adresse, il s'envoie et s'imprime.
// Sans ce script, la page donne toutes les synthèses et leur tableau.
(() => {
  const formulaire = document.querySelector("form[data-comparer]");
  if (!formulaire) return;
  const sortie = document.getElementById(formulaire.dataset.comparer);
  const etat = formulaire.querySelector("[data-comparer-etat]");
  const cases = [...formulaire.elements.t];
  formulaire.hidden = false;

  const lire = async (choix) => {
    const reponse = await fetch(choix.dataset.synthese);
    if (!reponse.ok) throw new Error(reponse.status);
    const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
    for (const lien of page.querySelectorAll(".synthese a[href]")) {
      lien.href = new URL(lien.getAttribute("href"), reponse.url).href;
    }
    return { nom: choix.parentElement.textContent.trim(), parties: [...page.querySelectorAll(".synthese > section")] };
  };

  const montrer = async () => {
    const choisies = cases.filter((choix) => choix.checked);
    if (choisies.length < 2 || choisies.length > 4) {
      sortie.replaceChildren();
      etat.textContent = choisies.length ? "Choisissez de deux à quatre territoires." : "";
      return;
    }
    etat.textContent = "Lecture des synthèses…";
    try {
      const syntheses = await Promise.all(choisies.map(lire));
      const rangees = syntheses[0].parties.map((partie, rang) => {
        const section = document.createElement("section");
        const titre = document.createElement("h2");
        titre.textContent = partie.querySelector("h2").textContent;
        const rangee = document.createElement("div");
        rangee.className = "cote-a-cote";
        for (const synthese of syntheses) {
          const colonne = document.createElement("div");
          const nom = document.createElement("p");
          nom.className = "groupe";
          nom.textContent = synthese.nom;
          const contenu = synthese.parties[rang];
          contenu.querySelector("h2").remove();
          for (const identifie of contenu.querySelectorAll("[id]")) identifie.removeAttribute("id");
          colonne.append(nom, ...contenu.childNodes);
          rangee.append(colonne);
        }
        section.append(titre, rangee);
        return section;
      });
      sortie.replaceChildren(...rangees);
      etat.textContent = `${syntheses.length} synthèses côte à côte, sous ce formulaire.`;
    } catch {
      etat.textContent = "Les synthèses n’ont pas pu être lues ; leurs pages sont dans la liste plus bas.";
    }
  };

  const choix = new URLSearchParams(location.search).getAll("t");
  for (const une of cases) une.checked = choix.includes(une.value);
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    const choisies = cases.filter((une) => une.checked).map((une) => ["t", une.value]);
    history.replaceState(null, "", `?${new URLSearchParams(choisies)}`);
    montrer();
  });
  montrer();
})();
