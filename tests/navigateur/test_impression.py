"""Ce que le papier porte : chaque vue entière sur A4, et la synthèse en deux feuilles."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ..visiteur import SiteConstruit, rien
from .conftest import Contexte
from .papier import illisibles, imprimer, mots_de_la_page, mots_du_papier, rangees

FEUILLES = 2

pytestmark = pytest.mark.navigateur


@pytest.fixture(scope="module", autouse=True)
def poppler() -> None:
    """Les outils qui lisent un PDF ; obligatoires dans l'intégration continue."""
    if shutil.which("pdftotext") and shutil.which("pdfinfo"):
        return
    if os.environ.get("TESTS_COMPLETS") == "1":
        pytest.fail("pdftotext n'est pas installé, et TESTS_COMPLETS=1 l'exige", pytrace=False)
    pytest.skip("pdftotext n'est pas installé (paquet poppler-utils)")


def feuilles(pdf: Path) -> int:
    """Le nombre de pages d'un PDF."""
    sortie = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    return int(sortie.stdout.partition("Pages:")[2].split()[0])


def pertes(onglet: Page, pdf: Path) -> Iterator[str]:
    """Ce que le papier perd de la page ouverte."""
    imprimer(onglet, pdf)
    manquants = mots_de_la_page(onglet) - mots_du_papier(pdf)
    if manquants:
        yield f"{manquants.total()} mots absents du papier : {dict(manquants.most_common(8))}"
    yield from illisibles(pdf)
    coupees = sum(nombre > 1 for nombre in rangees(pdf))
    if coupees:
        yield f"{coupees} lignes de tableau à cheval sur deux feuilles"


def test_chaque_gabarit_s_imprime_entier(
    contexte: Contexte, base: str, gabarits: dict[str, str], tmp_path: Path
) -> None:
    """Tous les mots, donc toutes les colonnes ; sur A4, assez grands, aucune ligne coupée."""
    onglet = contexte().new_page()
    fautes, lignes = [], 0
    for sorte, adresse in gabarits.items():
        onglet.goto(base + adresse)
        pdf = tmp_path / "page.pdf"
        fautes += [f"{sorte} ({adresse}) : {perte}" for perte in pertes(onglet, pdf)]
        lignes += len(list(rangees(pdf)))
    rien(fautes)
    assert lignes > 100


def test_chaque_fiche_s_imprime_entiere(
    contexte: Contexte, base: str, site: SiteConstruit, tmp_path: Path
) -> None:
    """De la plus courte à la plus longue : tout ce que la fiche dit est sur le papier."""
    fiches = [c for c in site.vraies_pages if re.match(r"territoires/[^/]+/actions/", c)]
    assert fiches
    onglet = contexte().new_page()
    fautes = []
    for chemin in fiches:
        onglet.goto(base + chemin)
        fautes += [f"{chemin} : {perte}" for perte in pertes(onglet, tmp_path / "fiche.pdf")]
    rien(fautes)


def test_une_synthese_tient_sur_deux_feuilles(
    contexte: Contexte, base: str, site: SiteConstruit, tmp_path: Path
) -> None:
    """Imprimée depuis le navigateur, sans réglage, chaque synthèse tient sur deux feuilles."""
    onglet = contexte().new_page()
    pdf, trop = tmp_path / "synthese.pdf", []
    for chemin in sorted(site.vraies_pages):
        if chemin.endswith("/synthese/index.html"):
            onglet.goto(base + chemin.removesuffix("index.html"))
            onglet.pdf(path=str(pdf), prefer_css_page_size=True)
            if (nombre := feuilles(pdf)) > FEUILLES:
                trop.append(f"{chemin} : {nombre} feuilles")
    rien(trop)
