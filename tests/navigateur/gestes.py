"""Mesurer une page ouverte : ce qui déborde, ce qui se touche, ce que la tabulation parcourt.

Chaque fonction rend des phrases, une par défaut ; les tests et la preuve les emploient.
"""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

CIBLE_MINIMALE = 24

DEBORDEMENTS = """() => {
  const racine = document.documentElement;
  const coupes = [...document.querySelectorAll("body *")].filter((e) => {
    const s = getComputedStyle(e);
    return ["hidden", "clip"].includes(s.overflowX) && s.clipPath === "none"
      && s.position !== "absolute" && e.checkVisibility() && !(e instanceof SVGElement)
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  }).map((e) => `texte coupé : ${e.localName}.${e.className} « ${e.innerText.slice(0, 40)} »`);
  if (racine.scrollWidth > racine.clientWidth)
    coupes.push(`la page fait ${racine.scrollWidth} px de large`);
  return coupes;
}"""

PETITES_CIBLES = """(minimum) => {
  const dans_une_phrase = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    const bloc = e.closest("p, li, dd, dt, td, th, caption, figcaption, h1, h2, h3, h4");
    return bloc !== null && bloc.innerText.trim().length > e.innerText.trim().length + 1;
  };
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((e) => !(e instanceof SVGElement) && !dans_une_phrase(e))
    .map((e) => [e, e.closest("label")?.getBoundingClientRect() ?? e.getBoundingClientRect()])
    .filter(([, r]) => r.width > 0 && r.bottom > 0 && (r.width < minimum || r.height < minimum))
    .map(([e, r]) => `${e.localName} « ${(e.innerText || e.name || e.id).slice(0, 40)} »`
      + ` : ${r.width.toFixed(1)} × ${r.height.toFixed(1)} px`);
}"""

ATTEIGNABLES = """() => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true })).length"""

ARRET = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.vus ??= new Set();
  const style = getComputedStyle(e), r = e.getBoundingClientRect();
  const dessus = [...e.getClientRects()].some((c) => {
    const la = document.elementFromPoint(c.x + c.width / 2, c.y + c.height / 2);
    return la && (e.contains(la) || la.contains(e));
  });
  const arret = {
    nom: `${e.localName} « ${(e.textContent || e.name || e.id).trim().slice(0, 40)} »`,
    contour: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    visible: dessus || e instanceof SVGElement,
    deja_vu: window.vus.has(e),
  };
  window.vus.add(e);
  return arret;
}"""


def debordements(onglet: Page) -> list[str]:
    """Ce qui sort de l'écran, ou que sa boîte coupe."""
    return list(onglet.evaluate(DEBORDEMENTS))


def petites_cibles(onglet: Page) -> list[str]:
    """Ce qui se touche et mesure moins de 24 px, hors des liens pris dans une phrase."""
    return list(onglet.evaluate(PETITES_CIBLES, CIBLE_MINIMALE))


def parcours(onglet: Page) -> Iterator[str]:
    """Les défauts d'un parcours entier au clavier : piège, oubli, focus qui ne se voit pas."""
    attendus = onglet.evaluate(ATTEIGNABLES)
    arrets = 0
    for _ in range(attendus + 20):
        onglet.keyboard.press("Tab")
        arret = onglet.evaluate(ARRET)
        if arret is None or arret["deja_vu"]:
            break
        arrets += 1
        if not arret["contour"]:
            yield f"sans contour : {arret['nom']}"
        if not arret["visible"]:
            yield f"focus caché : {arret['nom']}"
    if arrets < attendus:
        yield f"{arrets} arrêts au clavier pour {attendus} éléments à atteindre"


def raccourcis(onglet: Page) -> Iterator[str]:
    """Les touches seules qui changent de page, déplacent le focus ou font défiler."""
    etat = "() => [location.href, document.activeElement.tagName, scrollY].join(' ')"
    for touche in "abcdefghijklmnopqrstuvwxyz0123456789?,.;":
        avant = onglet.evaluate(etat)
        onglet.keyboard.press(touche)
        onglet.wait_for_load_state()
        if onglet.evaluate(etat) != avant:
            yield f"la touche « {touche} » agit seule"
            onglet.evaluate("document.activeElement.blur()")
