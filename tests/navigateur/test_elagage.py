"""La feuille réduite ne change rien à ce que l'on voit, ni la feuille serrée à ce qu'elle dit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from projet_social.adaptateurs.feuilles.analyse import ecrire_la_feuille, lire_la_feuille
from projet_social.adaptateurs.feuilles.material import FeuilleDeMaterial
from projet_social.adaptateurs.theme import DOSSIER_DU_THEME
from projet_social.de_material import FEUILLE, PALETTE

from ..visiteur import rien
from .conftest import Contexte
from .harnais import ouvrir

pytestmark = pytest.mark.navigateur

TELEPHONE, ECRAN = ViewportSize(width=360, height=800), ViewportSize(width=1280, height=800)
CHOISIR = """async ([entiere, deja]) => {
  const vus = new Map(JSON.parse(deja));
  const nommer = (e) => e ? [e.localName, ...[...e.attributes].map(({ name, value }) =>
    name === "class" ? `.${value}` : `[${name}]`).sort()].join("") : "";
  const lignees = new Map([[null, ""]]);
  const lignee = (e) => {
    if (!lignees.has(e)) lignees.set(e, `${lignee(e.parentElement)} ${nommer(e)}`);
    return lignees.get(e);
  };
  const choisis = [...document.querySelectorAll("html, body, body *")].filter((e) => {
    const place = [lignee(e), nommer(e.previousElementSibling), !e.nextElementSibling,
      ...new Set([...e.children].map(nommer))].join(" ");
    vus.set(place, (vus.get(place) ?? 0) + 1);
    return vus.get(place) <= 3;
  });
  const declarees = new Set();
  const noter = (regle) => {
    for (const nom of regle.style ?? []) declarees.add(nom);
    for (const dedans of regle.cssRules ?? []) noter(dedans);
  };
  [await new CSSStyleSheet().replace(entiere), ...document.styleSheets].forEach(noter);
  const proprietes = [...declarees].filter((nom) => !nom.startsWith("--"));
  const style = (e, partie) => {
    const lu = getComputedStyle(e, partie);
    if (partie && ["none", "normal"].includes(lu.content)) return "";
    return proprietes.map((nom) => lu.getPropertyValue(nom)).join("|");
  };
  const styles = () => choisis.map((e) =>
    [null, "::before", "::after"].map((partie) => style(e, partie)).join("|"));
  const releves = {};
  window.relever = () => { releves[innerWidth] = styles(); };
  window.comparer = () => {
    const entiers = styles();
    return choisis.filter((_, rang) => entiers[rang] !== releves[innerWidth][rang])
      .map((e) => `${nommer(e)} à ${innerWidth} px`);
  };
  return [JSON.stringify([...vus]), choisis.length];
}"""
"""Choisit trois éléments, d'une page à l'autre, de ceux qu'une règle ne distingue que par leur
rang : mêmes noms, classes et attributs jusqu'à la racine, même frère devant, mêmes enfants. On en
relève ce que déclare au moins une règle, hors les variables, dont la feuille réduite n'a plus que
celles que l'on lit."""
RELEVER = "window.relever()"
COMPARER = "window.comparer()"
REMPLACER = """async (entiere) => {
  const lien = document.querySelector("link[href*='material.css']");
  await new Promise((fini, rate) => {
    lien.onload = fini; lien.onerror = rate;
    lien.href = URL.createObjectURL(new Blob([entiere], { type: "text/css" })); });
}"""
REGLES = """async (feuille) => {
  const lue = await new CSSStyleSheet().replace(feuille);
  return [...lue.cssRules].map((regle) => regle.cssText);
}"""


@pytest.fixture(scope="module")
def entiere() -> str:
    """La feuille de Material, avant toute réduction."""
    return FeuilleDeMaterial(None).entiere


def test_la_feuille_reduite_dessine_les_memes_pages(
    contexte: Contexte, base: str, gabarits: dict[str, str], entiere: str
) -> None:
    """Une page par gabarit : chaque élément, et ce qui le précède ou le suit, a le même style."""
    onglet = contexte(bypass_csp=True).new_page()
    fautes: list[str] = []
    deja = "[]"
    compares = 0
    for sorte, adresse in gabarits.items():
        onglet.goto(base + adresse)
        deja, choisis = onglet.evaluate(CHOISIR, [entiere, deja])
        compares += choisis
        onglet.evaluate(RELEVER)
        onglet.set_viewport_size(TELEPHONE)
        onglet.evaluate(RELEVER)
        onglet.evaluate(REMPLACER, entiere)
        differents = onglet.evaluate(COMPARER)
        onglet.set_viewport_size(ECRAN)
        differents += onglet.evaluate(COMPARER)
        fautes += [f"{sorte} ({adresse}) : {un}" for un in differents]
    assert compares > 50 * len(gabarits)
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
