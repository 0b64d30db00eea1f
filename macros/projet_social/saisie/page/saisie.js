// Deux commodités, sans lesquelles tout marche : prévenir avant de quitter une page que l'on a
// remplie sans l'enregistrer ; mener à ce qui vient d'arriver, faute ou enregistrement.
const formulaire = document.querySelector("[data-saisie]");
if (formulaire) {
  let changee = "changee" in formulaire.dataset;
  formulaire.addEventListener("input", () => { changee = true; });
  formulaire.addEventListener("submit", () => { changee = false; });
  window.addEventListener("beforeunload", (depart) => { if (changee) depart.preventDefault(); });
}
if (!location.hash) document.querySelector("#fautes[role=alert], #fait")?.focus();
