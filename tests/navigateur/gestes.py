"""Mesurer la mise en page d'une page ouverte : ce qui déborde, se chevauche, se perd, se touche.

Chaque fonction rend des phrases, une par défaut ; les tests et la preuve les emploient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from .couleurs import evaluer, feuille_posee, mesurer

CIBLE_MINIMALE = 24
HAUTEUR = 800

DEBORDEMENTS = """() => {
  const racine = document.documentElement;
  const coupes = [...document.querySelectorAll("body *")].filter((e) => {
    const s = getComputedStyle(e);
    return ["hidden", "clip"].includes(s.overflowX) && s.clipPath === "none"
      && s.position !== "absolute" && !(e instanceof SVGElement)
      && e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  }).map((e) => `texte coupé : ${e.localName}.${e.className} « ${e.innerText.slice(0, 40)} »`);
  if (racine.scrollWidth > racine.clientWidth)
    coupes.push(`la page fait ${racine.scrollWidth} px de large`);
  return coupes;
}"""

ZONES_QUI_DEFILENT = """() => [...document.querySelectorAll("main *")]
  .filter((e) => ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && visible(e))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && !e.querySelector("table, svg"))
  .map((e) => `${citer(e, e.innerText)} défile de côté, sans tableau ni dessin`)"""
"""Un tableau ou un dessin ont besoin de leurs deux dimensions ; un texte, non."""

CHEVAUCHEMENTS = """() => {
  const rogner = (r, e) => {
    let [g, h, d, b] = [r.left, r.top, r.right, r.bottom];
    for (let f = e; f && f !== document.body; f = f.parentElement) {
      if (getComputedStyle(f).overflow === "visible" || f instanceof SVGElement) continue;
      const cadre = f.getBoundingClientRect();
      [g, h] = [Math.max(g, cadre.left), Math.max(h, cadre.top)];
      [d, b] = [Math.min(d, cadre.right), Math.min(b, cadre.bottom)];
    }
    const marge = Math.min(d - g, b - h) / 4;
    return { g: g + marge, h: h + marge, d: d - marge, b: b - marge };
  };
  const boites = [];
  for (const [e, texte] of textes()) {
    for (const noeud of e.childNodes) {
      if (noeud.nodeType !== Node.TEXT_NODE || !noeud.data.trim()) continue;
      const plage = document.createRange();
      plage.selectNodeContents(noeud);
      for (const r of plage.getClientRects()) {
        const boite = rogner(r, e);
        if (boite.d > boite.g && boite.b > boite.h) boites.push({ ...boite, e, texte });
      }
    }
  }
  boites.sort((une, autre) => une.h - autre.h);
  const meles = [];
  boites.forEach((une, rang) => {
    for (let suivant = rang + 1; suivant < boites.length; suivant += 1) {
      const autre = boites[suivant];
      if (autre.h >= une.b) break;
      if (autre.g < une.d && une.g < autre.d && autre.e !== une.e)
        meles.push(`${citer(une.e, une.texte)} et ${citer(autre.e, autre.texte)} se chevauchent`);
    }
  });
  return meles;
}"""
"""Le cœur de chaque ligne de texte, deux à deux ; ce qu'un cadre cache n'est pas compté."""

ESPACEMENT = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""Les réglages que le critère 10.12 demande de supporter, tous ensemble."""

CONTENU = """() => ({
  mots: document.querySelector("main").innerText.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? [],
  liens: [...document.querySelectorAll("a[href]:not([href^='#'])")]
    .filter((a) => visible(a) || a.closest("details:not([open]), [popover]"))
    .map((a) => a.getAttribute("href")),
  commandes: [...document.querySelectorAll("button, input, select, summary")]
    .filter((e) => !e.matches(".recherche-entete input")) // sur un téléphone, son bouton y mène
    .filter((e) => visible(e) || e.closest("[popover]"))
    .map((e) => citer(e, e.textContent.trim() || e.name)),
})"""

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
    .filter(([, r]) => r.width > 0 && r.bottom + scrollY > 0)
    .filter(([, r]) => r.width < minimum || r.height < minimum)
    .map(([e, r]) => `${e.localName} « ${(e.innerText || e.name || e.id).slice(0, 40)} »`
      + ` : ${r.width.toFixed(1)} × ${r.height.toFixed(1)} px`);
}"""

MOUVEMENTS = """() => [...document.querySelectorAll("*")].filter((e) => {
  const s = getComputedStyle(e);
  return parseFloat(s.transitionDuration) > 0 || s.animationName !== "none"
    || s.scrollBehavior === "smooth";
}).map((e) => `${e.localName}.${e.className} bouge`)"""


CONDITIONS = """() => {
  const dites = new Set();
  const noter = (regle) => {
    if (regle instanceof CSSMediaRule)
      dites.add(`${regle.conditionText} : ${matchMedia(regle.conditionText).matches}`);
    if (regle instanceof CSSContainerRule) dites.add(`${regle.conditionText} à ${innerWidth} px`);
    for (const dedans of regle.cssRules ?? []) noter(dedans);
  };
  for (const feuille of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    noter(feuille);
    dites.add(`${feuille.media.mediaText} : ${matchMedia(feuille.media.mediaText).matches}`);
  }
  return [...dites];
}"""
"""Ce que vaut ici chaque condition ; celle qui dépend d'un cadre est tenue pour changeante."""


@contextmanager
def replis_rendus(onglet: Page) -> Iterator[None]:
    """Referme, à la fin d'un bloc, les replis qui l'étaient à son début."""
    fermes = onglet.evaluate_handle("() => [...document.querySelectorAll('details:not([open])')]")
    yield
    fermes.evaluate("(replis) => { for (const repli of replis) repli.open = false; }")


@contextmanager
def a_la_taille(onglet: Page, largeur: int, hauteur: int = HAUTEUR) -> Iterator[None]:
    """Donne à la fenêtre une autre taille, le temps d'un bloc."""
    taille = onglet.viewport_size
    assert taille is not None
    onglet.set_viewport_size({"width": largeur, "height": hauteur})
    yield
    onglet.set_viewport_size(taille)


def conditions(onglet: Page) -> set[str]:
    """Chaque condition des feuilles de style, et si elle vaut à cette largeur."""
    return set(evaluer(onglet, CONDITIONS))


def debordements(onglet: Page) -> list[str]:
    """Ce qui sort de l'écran, ou que sa boîte coupe."""
    return list(onglet.evaluate(DEBORDEMENTS))


def mal_disposes(onglet: Page) -> list[str]:
    """Les textes qui débordent, que l'on fait défiler de côté, ou qui se chevauchent."""
    return [
        *debordements(onglet),
        *mesurer(onglet, ZONES_QUI_DEFILENT),
        *mesurer(onglet, CHEVAUCHEMENTS),
    ]


def agrandis(onglet: Page) -> list[str]:
    """Ce qui se lit mal quand les caractères sont deux fois plus grands."""
    taille = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    double = f"html {{ font-size: {2 * onglet.evaluate(taille)}px !important }}"
    with feuille_posee(onglet, double):
        return mal_disposes(onglet)


def espaces(onglet: Page) -> list[str]:
    """Ce qui se lit mal quand lettres, mots, lignes et paragraphes sont écartés."""
    with feuille_posee(onglet, ESPACEMENT):
        return mal_disposes(onglet)


def perdus(onglet: Page, largeur: int) -> list[str]:
    """Ce qu'un écran étroit ne donne plus : des mots, des liens, des commandes."""
    with replis_rendus(onglet):
        large = mesurer_le_contenu(onglet)
        with a_la_taille(onglet, largeur):
            etroit = mesurer_le_contenu(onglet)
    return [
        f"{quoi} absents à {largeur} px : {sorted(absents)[:8]}"
        for quoi, dits in large.items()
        if (absents := dits - etroit[quoi])
    ]


def mesurer_le_contenu(onglet: Page) -> dict[str, set[str]]:
    """Les mots, les liens, les commandes que la page donne ainsi, replis et tiroir ouverts."""
    onglet.evaluate("() => document.querySelectorAll('main details').forEach((d) => d.open = true)")
    return {quoi: set(dits) for quoi, dits in evaluer(onglet, CONTENU).items()}


def petites_cibles(onglet: Page) -> list[str]:
    """Ce qui se touche et mesure moins de 24 px, hors des liens pris dans une phrase."""
    return list(onglet.evaluate(PETITES_CIBLES, CIBLE_MINIMALE))


def mouvements(onglet: Page) -> list[str]:
    """Ce qui bouge encore quand le lecteur a demandé que rien ne bouge."""
    return list(onglet.evaluate(MOUVEMENTS))


def reperes(onglet: Page) -> Iterator[str]:
    """Ce qui manque à l'arbre d'accessibilité : un titre principal, des zones nommées."""
    arbre = onglet.locator("html").aria_snapshot()
    comptes = {
        "h1": len(re.findall(r"- '?heading .*\[level=1\]", arbre)),
        **{r: len(re.findall(rf"- {r}\b", arbre)) for r in ("banner", "main", "contentinfo")},
    }
    yield from (f"{nombre} {quoi}" for quoi, nombre in comptes.items() if nombre != 1)
    navigations = re.findall(r'- navigation(?: "([^"]*)")?', arbre)
    if "" in navigations or len(set(navigations)) < len(navigations):
        yield f"navigations mal nommées : {navigations}"
    if not onglet.locator("nav:not(main nav)").count():
        yield "toutes les navigations sont dans le contenu"
