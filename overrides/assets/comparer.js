// Met en regard deux à quatre territoires, d'après leur profil. Le choix est dans l'adresse : il
// s'envoie, se recharge, se retrouve. Sans ce script, la page dit où lire la même chose.
(() => {
  const [choix, etat, modele, sortie, ailleurs] = document.querySelectorAll("[data-comparer]");
  if (!choix) return;
  const listes = [...choix.t];
  for (const liste of listes.slice(1)) liste.innerHTML = listes[0].innerHTML;
  choix.hidden = false;
  ailleurs.hidden = true;

  // Les territoires de même type, de taille et de thèmes voisins passent devant les autres.
  const rapprocher = () => {
    const proches = (listes[0].selectedOptions[0]?.dataset.comparables ?? "").split(" ").filter(Boolean);
    for (const liste of listes.slice(1)) {
      const choisi = liste.value;
      liste.querySelector("optgroup.proches")?.remove();
      if (proches.length) {
        const groupe = Object.assign(document.createElement("optgroup"), { label: choix.dataset.proches, className: "proches" });
        groupe.append(...proches.map((slug) => liste.querySelector(`[value="${slug}"]`).cloneNode(true)));
        liste.options[0].after(groupe);
      }
      liste.value = choisi;
    }
  };

  const lire = async (slug) => {
    const reponse = await fetch(choix.dataset.profil.replace("{}", slug));
    const profil = new DOMParser().parseFromString(await reponse.text(), "text/html");
    for (const lien of profil.links) lien.href = new URL(lien.getAttribute("href"), reponse.url);
    return profil;
  };

  const dresser = (profils) => {
    const copie = modele.content.cloneNode(true);
    const [intitule, constats, table] = copie.children;
    const titres = profils.map((profil) => profil.querySelector("th"));
    const noms = titres.map((titre) => titre.textContent);
    for (const rang of table.querySelectorAll("[data-question]")) {
      const { question, part } = rang.dataset;
      const cellules = profils.map((profil) => profil.querySelector(`.${question}`).cloneNode(true));
      // La règle, écrite ici seulement : chez tous, chez plusieurs mais pas tous, ou chez un seul.
      const elements = cellules.map((cellule) => [...cellule.querySelectorAll("[data-cle]")]);
      const toutes = elements.flat().map((element) => element.dataset.cle);
      const compter = (voulue) => toutes.filter((cle) => cle === voulue).length;
      // Qui n'est là que par un acteur qui relève de lui n'ajoute rien, chez les mêmes, à celui-ci.
      const redit = (cle) => elements.flat().filter((element) => element.dataset.cle === cle).every(
        ({ dataset }) => (dataset.par ?? "").split(" ").some((siens) => compter(siens) === compter(cle)));
      const cles = toutes.filter((cle) => !redit(cle));
      const chez = (i, voulue) => elements[i].filter(({ dataset: { cle } }) => {
        const fois = compter(cle);
        return cles.includes(cle) && voulue === (fois === profils.length ? "tous" : fois > 1 ? "plusieurs" : "un");
      });
      if (part === "tous") {
        const seuls = noms.map((nom, i) => (cellules[i].dataset.vide ?? chez(i, "un").length + " seulement") + " chez " + nom);
        constats.querySelector(`.${question}`).append([`${chez(0, part).length} sur ${new Set(cles).size} chez tous`, ...seuls].join(" ; "));
      }
      const pareilles = new Set(cellules.map((cellule) => cellule.textContent)).size < 2;
      cellules.forEach((cellule, i) => {
        const repli = cellule.querySelector("details");
        if (repli) repli.open = innerWidth > 767;
        if (!part) return;
        const gardes = chez(i, part);
        const [resume, liste] = repli.children;
        resume.prepend(`${gardes.length} `);
        liste.replaceChildren(...gardes);
        if (gardes.length < 4) repli.replaceWith(gardes.length ? liste : (part === "un" && cellule.dataset.vide) || "Aucun");
      });
      if (part === "tous" || pareilles) {
        cellules.length = 1;
        cellules[0].colSpan = profils.length;
        cellules[0].dataset.titre = "Tous";
        if (!part) table.tBodies[1].append(rang);
      }
      rang.append(...cellules);
    }
    table.rows[0].append(...titres);
    intitule.append(new Intl.ListFormat("fr").format(noms));
    return copie;
  };

  let tour = 0; // une réponse en retard ne prend pas la place de la suivante
  const montrer = async () => {
    const moi = (tour += 1);
    const slugs = choisis();
    sortie.replaceChildren();
    etat.textContent = slugs.length ? choix.dataset.peu : "";
    if (slugs.length < 2) return;
    try {
      const profils = await Promise.all(slugs.map(lire));
      if (moi !== tour) return;
      sortie.replaceChildren(dresser(profils));
      etat.textContent = slugs.length + choix.dataset.fait;
    } catch {
      if (moi !== tour) return;
      etat.textContent = choix.dataset.panne;
      ailleurs.hidden = false;
    }
  };
  const choisis = () => [...new Set(listes.map((liste) => liste.value).filter(Boolean))];
  const suivre = () => {
    const voulus = new URLSearchParams(location.search).getAll("t");
    listes.forEach((liste, i) => { liste.value = voulus[i] ?? ""; });
    rapprocher();
    montrer();
  };

  listes[0].addEventListener("input", rapprocher);
  choix.addEventListener("submit", async (evenement) => {
    evenement.preventDefault();
    history.pushState(null, "", `?t=${choisis().join("&t=")}`);
    await montrer();
    (sortie.querySelector("h2") ?? listes[1]).focus();
  });
  addEventListener("popstate", suivre);
  suivre();
})();
