"""La synthèse imprimée : deux feuilles A4 au plus, pour les seize territoires."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ..visiteur import SiteConstruit, rien
from .conftest import Contexte

FEUILLES = 2

pytestmark = pytest.mark.navigateur


def feuilles(pdf: Path) -> int:
    """Le nombre de pages d'un PDF."""
    sortie = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    return int(sortie.stdout.partition("Pages:")[2].split()[0])


def test_une_synthese_tient_sur_deux_feuilles(
    contexte: Contexte, base: str, site: SiteConstruit, tmp_path: Path
) -> None:
    """Imprimée depuis le navigateur, sans réglage, chaque synthèse tient sur deux feuilles."""
    if shutil.which("pdfinfo") is None:
        if os.environ.get("TESTS_COMPLETS") == "1":
            pytest.fail("pdfinfo n'est pas installé, et TESTS_COMPLETS=1 l'exige", pytrace=False)
        pytest.skip("pdfinfo n'est pas installé (paquet poppler-utils)")
    onglet = contexte().new_page()
    pdf, trop = tmp_path / "synthese.pdf", []
    for chemin in sorted(site.vraies_pages):
        if chemin.endswith("/synthese/index.html"):
            onglet.goto(base + chemin.removesuffix("index.html"))
            onglet.pdf(path=str(pdf), prefer_css_page_size=True)
            if (nombre := feuilles(pdf)) > FEUILLES:
                trop.append(f"{chemin} : {nombre} feuilles")
    rien(trop)
