"""La feuille réduite ne change rien à ce que l'on voit, ni la feuille serrée à ce qu'elle dit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from projet_social.adaptateurs.feuilles.analyse import ecrire_la_feuille, lire_la_feuille
from projet_social.adaptateurs.feuilles.material import FICHIER, FeuilleDeMaterial
from projet_social.adaptateurs.theme import DOSSIER_DU_THEME
from projet_social.de_material import FEUILLE, PALETTE

from ..visiteur import rien
from .conftest import Contexte
from .harnais import ouvrir

pytestmark = pytest.mark.navigateur

ENTIERE = f"{FICHIER}?entiere"
COMPARER = """async (entiere) => {
  const nommer = (e) => e ? `${e.localName}.${e.getAttribute("class") ?? ""}` : "";
  const rangs = {};
  const elements = [...document.querySelectorAll("html, body, body *")].filter((e) => {
    const place = [e, e.parentElement, e.parentElement?.parentElement].map(nommer).join(" ");
    rangs[place] = (rangs[place] ?? 0) + 1;
    return rangs[place] <= 3;
  });
  const proprietes = [...getComputedStyle(document.body)].filter((nom) => !nom.startsWith("--"));
  const style = (e, partie) => {
    const lu = getComputedStyle(e, partie);
    if (partie && ["none", "normal"].includes(lu.content)) return "";
    return proprietes.map((nom) => lu.getPropertyValue(nom)).join("|");
  };
  const styles = () => elements.map(
    (e) => [null, "::before", "::after"].map((partie) => style(e, partie)).join("|"));
  const reduits = styles();
  const lien = document.querySelector("link[href*='material.css']");
  await new Promise((fini, rate) => {
    lien.onload = fini; lien.onerror = rate; lien.href = entiere; });
  const entiers = styles();
  return [reduits.join().length, elements.filter((_, rang) => entiers[rang] !== reduits[rang])
    .map(nommer)];
}"""
"""Compare les styles calculés sous la feuille réduite, puis sous l'entière : trois éléments de
chaque place, sans les variables, dont la feuille réduite n'a plus que celles que l'on lit."""
REGLES = """async (feuille) => {
  const lue = await new CSSStyleSheet().replace(feuille);
  return [...lue.cssRules].map((regle) => regle.cssText);
}"""


def comparer(onglet: Page, adresse: str, base: str) -> tuple[int, list[str]]:
    """Ce qui a été comparé, en signes, et les éléments que la feuille entière dessine autrement."""
    onglet.goto(adresse)
    nombre, differents = onglet.evaluate(COMPARER, base + ENTIERE)
    return int(nombre), list(differents)


@pytest.fixture(scope="module")
def entiere() -> str:
    """La feuille de Material, avant toute réduction."""
    return FeuilleDeMaterial(None).entiere


@pytest.mark.parametrize("largeur", [360, 1280])
def test_la_feuille_reduite_dessine_les_memes_pages(
    contexte: Contexte, base: str, gabarits: dict[str, str], entiere: str, largeur: int
) -> None:
    """Une page par gabarit : chaque élément, et ce qui le précède ou le suit, a le même style."""
    onglet = contexte(largeur).new_page()

    donnees = []

    def donner(route: Route) -> None:
        donnees.append(route.request.url)
        route.fulfill(body=entiere, content_type="text/css")

    onglet.route(lambda url: url.endswith(ENTIERE), donner)
    fautes: list[str] = []
    for sorte, adresse in gabarits.items():
        nombre, differents = comparer(onglet, base + adresse, base)
        assert nombre > 10_000
        fautes += [f"{sorte} ({adresse}) : {element}" for element in differents]
    assert len(donnees) == len(gabarits)
    rien(fautes)


@pytest.fixture(scope="module")
def page_vide(navigateur: Browser) -> Iterator[Page]:
    """Un onglet où lire des feuilles de style."""
    contexte = ouvrir(navigateur)
    yield contexte.new_page()
    contexte.close()


FEUILLES = [
    *(FEUILLE, PALETTE),
    *sorted((DOSSIER_DU_THEME / "assets").glob("*.css")),
    *sorted((DOSSIER_DU_THEME / "habit").glob("*.css")),
]


ECHAPPE = re.compile(r"\\([0-9a-fA-F]{1,6}) ?")


def sans_espaces_libres(regle: str) -> str:
    """Une règle, sans les espaces ni les échappements que garde la valeur d’une variable."""
    claire = ECHAPPE.sub(lambda vu: chr(int(vu[1], 16)), regle)
    return " ".join(claire.split()).replace(", ", ",").replace("( ", "(")


@pytest.mark.parametrize("fichier", FEUILLES, ids=lambda fichier: fichier.name)
def test_une_feuille_serree_dit_les_memes_regles(page_vide: Page, fichier: Path) -> None:
    """Le navigateur y lit, règle pour règle, ce qu'il lit dans l'originale."""
    feuille = fichier.read_text(encoding="utf-8")
    attendues = page_vide.evaluate(REGLES, feuille)
    serrees = page_vide.evaluate(REGLES, ecrire_la_feuille(lire_la_feuille(feuille)))
    assert attendues
    rien(
        f"{attendue}\n  devient {serree}"
        for attendue, serree in zip(attendues, serrees, strict=True)
        if sans_espaces_libres(attendue) != sans_espaces_libres(serree)
    )
