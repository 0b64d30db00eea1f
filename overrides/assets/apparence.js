// L'apparence choisie par le lecteur : automatique, claire ou sombre. Rien n'est gardé sans son choix.
(() => {
  const racine = document.documentElement;
  const imposee = racine.dataset.apparence ?? "";
  const SCHEMAS = { clair: "default", sombre: "slate" };
  const poser = (mode) => {
    racine.dataset.apparence = mode;
    if (document.body && mode) document.body.dataset.mdColorScheme = SCHEMAS[mode];
  };
  poser(localStorage.getItem("apparence") ?? imposee);
  addEventListener("DOMContentLoaded", () => {
    const bouton = document.querySelector("[data-apparences]");
    const choix = [...bouton.querySelectorAll("[data-mode]")];
    const montrer = () => {
      poser(racine.dataset.apparence);
      const actif = choix.find((un) => un.dataset.mode === racine.dataset.apparence) ?? choix[0];
      for (const un of choix) un.hidden = un !== actif;
      return choix.indexOf(actif);
    };
    bouton.hidden = false;
    montrer();
    bouton.addEventListener("click", () => {
      const { mode } = choix[(montrer() + 1) % choix.length].dataset;
      racine.dataset.apparence = mode;
      if (mode === imposee) localStorage.removeItem("apparence");
      else localStorage.setItem("apparence", mode);
      montrer();
    });
  });
})();
