// L'apparence choisie par le lecteur : automatique, claire ou sombre. Rien n'est gardé sans son choix.
(() => {
  const racine = document.documentElement;
  const gardee = localStorage.getItem("apparence") ?? "";
  racine.dataset.apparence = gardee;
  addEventListener("DOMContentLoaded", () => {
    const choix = document.querySelector(".apparence");
    const liste = choix.querySelector("select");
    choix.hidden = false;
    liste.value = gardee;
    liste.addEventListener("input", () => {
      racine.dataset.apparence = liste.value;
      if (liste.value) localStorage.setItem("apparence", liste.value);
      else localStorage.removeItem("apparence");
    });
  });
})();
