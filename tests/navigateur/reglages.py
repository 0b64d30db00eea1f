"""Ce qu'une page ouverte respecte : l'apparence de l'appareil, la mémoire du lecteur, la sûreté.

Chaque fonction rend des phrases, une par défaut ; les tests et la preuve les emploient.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from projet_social.polices.web import FAMILLE_DES_PAGES

INTRUS = """() => {
  const script = document.createElement("script");
  script.textContent = "window.intrus = true";
  const style = document.createElement("style");
  style.textContent = "html { --intrus: oui }";
  document.head.append(script, style);
  return {
    script: window.intrus === true,
    style: getComputedStyle(document.documentElement).getPropertyValue("--intrus") !== "",
  };
}"""

FAMILLES_DES_TEXTES = """async () => (await document.fonts.ready,
  [...document.querySelectorAll("body, body *")]).filter((e) =>
  !e.closest("code, pre, kbd, script, style") &&
  [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()),
).map((e) => [`${e.localName}.${e.getAttribute("class")}`, getComputedStyle(e).fontFamily])"""


def fond(onglet: Page) -> str:
    """La couleur du fond de la page."""
    return str(onglet.evaluate("getComputedStyle(document.body).backgroundColor"))


def memoire(onglet: Page) -> dict[str, Any]:
    """Ce que la page garde chez le lecteur."""
    gardes: dict[str, Any] = onglet.evaluate("() => ({ ...localStorage, ...sessionStorage })")
    return gardes


def retenus(onglet: Page) -> Iterator[str]:
    """Ce que la page garde chez le lecteur, témoins compris, quand il n'a rien choisi."""
    yield from (f"gardé sans choix : {nom}" for nom in memoire(onglet))
    if temoins := onglet.evaluate("document.cookie"):
        yield f"témoins posés : {temoins}"


def autres_polices(onglet: Page) -> Iterator[str]:
    """Les textes, code excepté, qui n'ont pas la police du site ; ou la page, si elle est vide."""
    familles = onglet.evaluate(FAMILLES_DES_TEXTES)
    if not familles:
        yield "aucun texte"
    for element, famille in familles:
        if not famille.startswith(f'"{FAMILLE_DES_PAGES}"'):
            yield f"{element} en {famille}"


def apparence_imposee(onglet: Page) -> Iterator[str]:
    """Ce qui ne suit pas l'appareil, ou se retient sans que personne n'ait rien choisi."""
    fonds = set()
    for palette in ("light", "dark"):
        onglet.emulate_media(color_scheme=palette)
        onglet.reload()
        fonds.add(fond(onglet))
    if len(fonds) == 1:
        yield f"le fond reste {fonds.pop()}, que l'appareil soit en clair ou en sombre"
    yield from retenus(onglet)


def intrusions(onglet: Page) -> Iterator[str]:
    """Ce qu'un texte malveillant, glissé dans la page, arriverait à y faire."""
    for quoi, agit in onglet.evaluate(INTRUS).items():
        if agit:
            yield f"un {quoi} écrit dans la page y agit"
