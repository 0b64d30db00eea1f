"""Les versions d'un plan et le bilan d'une année, dans un vrai navigateur, à toute largeur."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from projet_social.chargement import charger
from projet_social.impression.reunion import preparer_la_reunion
from projet_social.pages.publication import Publication

from ..fabrique import CORPUS, Chantier
from ..visiteur import rien
from .gestes import debordements, petites_cibles
from .harnais import examiner_les_deux_palettes, ouvrir
from .serveur import servir

pytestmark = pytest.mark.navigateur

VERSIONS = "territoires/val-imaginaire/versions/"
LARGEURS = (320, 1280)


def fautes(navigateur: Browser, adresse: str) -> list[str]:
    """Ce qu'axe, la largeur et le doigt reprochent à une page, étroite puis large."""
    trouvees: list[str] = []
    for largeur in LARGEURS:
        onglet = ouvrir(navigateur, largeur).new_page()
        onglet.goto(adresse)
        dites = [*examiner_les_deux_palettes(onglet), *debordements(onglet)]
        dites += petites_cibles(onglet)
        trouvees += [f"{adresse.rpartition('/')[2] or adresse}, {largeur} : {d}" for d in dites]
        onglet.context.close()
    return trouvees


def test_les_versions_se_lisent_a_toute_largeur(navigateur: Browser, chantier: Chantier) -> None:
    """Ce qui a changé, et le plan d'alors en entier."""
    chantier.garnir()
    assert chantier.construire().returncode == 0
    with servir(chantier.site) as servi:
        for page in (VERSIONS, f"{VERSIONS}2024-06-20-vote/"):
            rien(fautes(navigateur, f"{servi.adresse}{page}"))


def test_le_bilan_se_lit_et_se_projette(navigateur: Browser, tmp_path: Path) -> None:
    """Ouverts d'un double clic : la page, puis les vues, dont la seconde s'atteint par son lien."""
    publication = Publication(charger(CORPUS), recherche=False, aujourd_hui=date(2026, 12, 1))
    reunion = preparer_la_reunion(publication, "val-imaginaire", 2025, projet="projet")
    for nom, octets in reunion.a_l_ecran():
        (tmp_path / nom).write_bytes(octets)
        rien(fautes(navigateur, (tmp_path / nom).as_uri()))

    onglet = ouvrir(navigateur).new_page()
    onglet.goto((tmp_path / "bilan-2025-a-projeter.html").as_uri())
    onglet.keyboard.press("Tab")
    onglet.keyboard.press("Enter")
    assert onglet.url.endswith("#vue-2")
    assert onglet.locator("#vue-2").bounding_box() is not None
