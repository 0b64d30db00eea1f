"""Parcourir une page ouverte au clavier : ce qui s'oublie, retient, agit seul ou ne se voit pas.

Chaque fonction rend des phrases, une par défaut ; les tests et la preuve les emploient.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from .couleurs import OUTILS

ATTEIGNABLES = """() => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true })).length"""

PREPARER = f"""() => {{ {OUTILS}
  const suites = "main li:nth-child(n + 6):not(:has(button, input, select, summary))";
  for (const e of document.querySelectorAll(suites)) e.remove();
  const vus = new Set();
  const arret = () => {{
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e);
    const dessus = [...e.getClientRects()].some((c) => {{
      const [haut, bas] = [Math.max(c.top, 0), Math.min(c.bottom, innerHeight)];
      const [gauche, droite] = [Math.max(c.left, 0), Math.min(c.right, innerWidth)];
      const la = document.elementFromPoint((gauche + droite) / 2, (haut + bas) / 2);
      return bas > haut && droite > gauche && la && e.contains(la);
    }});
    const trouve = {{
      nom: citer(e, e.textContent || e.name || e.id),
      contour: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      contraste: contraste(lire(style.outlineColor), fond(e.parentElement)),
      visible: dessus || e instanceof SVGElement,
      deja_vu: vus.has(e),
    }};
    vus.add(e);
    return trouve;
  }};
  const arrets = [];
  addEventListener("keyup", (frappe) => frappe.key === "Tab" && arrets.push(arret()), true);
  window.relire = () => arrets.splice(0);
}}"""
"""La page note d'elle-même où s'arrête chaque tabulation ; on la relit de loin en loin.

D'une longue liste de liens, qui se ressemblent tous, elle ne garde que les premiers.
"""
TOUCHES_DE_SUITE = 25
CONTRASTE_DU_FOCUS = 3
REPLIS_ESSAYES = 3


def _arrets(onglet: Page, touche: str, attendus: int) -> Iterator[dict[str, Any]]:
    """Les éléments où s'arrête une touche, jusqu'à sortir de la page ou revenir sur ses pas."""
    for _ in range(0, attendus + 20, TOUCHES_DE_SUITE):
        for _ in range(TOUCHES_DE_SUITE):
            onglet.keyboard.press(touche)
        for arret in onglet.evaluate("window.relire()"):
            if arret is None:
                return
            yield arret
            if arret["deja_vu"]:
                return


def parcours(onglet: Page) -> Iterator[str]:
    """Les défauts d'un parcours entier au clavier : piège, oubli, focus qui ne se voit pas."""
    onglet.evaluate(PREPARER)
    attendus = onglet.evaluate(ATTEIGNABLES)
    premier, arrets = "", 0
    for arret in _arrets(onglet, "Tab", attendus):
        premier = premier or arret["nom"]
        if arret["deja_vu"]:
            if arret["nom"] != premier:
                yield f"piège : {arret['nom']}"
            break
        arrets += 1
        if not arret["contour"]:
            yield f"sans contour : {arret['nom']}"
        elif arret["contraste"] < CONTRASTE_DU_FOCUS:
            yield f"contour trop pâle ({arret['contraste']:.1f}) : {arret['nom']}"
        if not arret["visible"]:
            yield f"focus caché : {arret['nom']}"
    if arrets < attendus:
        yield f"{arrets} arrêts au clavier pour {attendus} éléments à atteindre"


def remontee(onglet: Page) -> Iterator[str]:
    """Les pièges d'un parcours à rebours, depuis la fin de la page."""
    onglet.evaluate(PREPARER)
    attendus = onglet.evaluate(ATTEIGNABLES)
    onglet.evaluate("document.activeElement.blur()")
    arrets = [arret for arret in _arrets(onglet, "Shift+Tab", attendus) if not arret["deja_vu"]]
    if len(arrets) < attendus:
        ou = arrets[-1]["nom"] if arrets else "dès le départ"
        yield f"à rebours, {len(arrets)} arrêts pour {attendus} ; retenu à {ou}"


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


def replis(onglet: Page) -> Iterator[str]:
    """Les replis qu'Entrée n'ouvre pas, ou dont la tabulation n'atteint pas le contenu."""
    tous = onglet.locator("details")
    visibles = tous.evaluate_all("""(replis) => replis.flatMap((repli, rang) =>
      repli.querySelector("summary").checkVisibility({ visibilityProperty: true }) ? rang : [])""")
    for repli in map(tous.nth, visibles[:REPLIS_ESSAYES]):
        bouton = repli.locator("summary").first
        nom = bouton.inner_text()
        bouton.focus()
        if repli.get_attribute("open") is None:
            onglet.keyboard.press("Enter")
        if repli.get_attribute("open") is None:
            yield f"« {nom} » ne s'ouvre pas au clavier"
        if repli.locator("a[href]:visible, summary:visible").nth(1).count():
            onglet.keyboard.press("Tab")
            dedans = (
                "e => e.contains(document.activeElement) && !e.matches(':has(> summary:focus)')"
            )
            if not repli.evaluate(dedans):
                yield f"« {nom} » est ouvert, et la tabulation n'y entre pas"
