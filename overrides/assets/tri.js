// Trie un tableau d'un appui sur un titre de colonne ; sans ce script, l'ordre est celui de la page.
(() => {
  const comparer = new Intl.Collator("fr", { numeric: true }).compare;
  const valeur = (rangee, colonne) => {
    const cellule = rangee.cells[colonne];
    return cellule.dataset.valeur ?? cellule.textContent.trim();
  };

  for (const tableau of document.querySelectorAll("table[data-triable]")) {
    const corps = tableau.tBodies[0];
    [...tableau.tHead.rows[0].cells].forEach((titre, colonne) => {
      const bouton = document.createElement("button");
      bouton.type = "button";
      bouton.className = "tri";
      bouton.append(...titre.childNodes);
      titre.append(bouton);
      bouton.addEventListener("click", () => {
        const sens = titre.ariaSort === "ascending" ? -1 : 1;
        for (const autre of tableau.tHead.rows[0].cells) autre.ariaSort = null;
        titre.ariaSort = sens === 1 ? "ascending" : "descending";
        const rangees = [...corps.rows].sort((a, b) => {
          const [x, y] = [valeur(a, colonne), valeur(b, colonne)];
          return (x === "") - (y === "") || sens * comparer(x, y);
        });
        corps.append(...rangees);
      });
    });
  }
})();
