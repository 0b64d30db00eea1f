"""La conformité HTML, dite par le vérificateur Nu du W3C, sur toutes les pages d'un coup."""

import os
from pathlib import Path

import pytest

from .. import nu
from ..visiteur import SiteConstruit, rien

OBLIGATOIRE = os.environ.get("TESTS_COMPLETS") == "1"


@pytest.fixture(scope="session")
def verificateur() -> Path:
    """Le vérificateur Nu ; son absence saute le test, sauf dans l'intégration continue."""
    try:
        return nu.trouver(installer=OBLIGATOIRE)
    except nu.NuAbsent as absence:
        if OBLIGATOIRE:
            pytest.fail(f"{absence}, et TESTS_COMPLETS=1 rend ce test obligatoire", pytrace=False)
        pytest.skip(f"{absence} (TESTS_COMPLETS=1 rend ce test obligatoire)")


def test_toutes_les_pages_sont_du_html_conforme(site: SiteConstruit, verificateur: Path) -> None:
    """Aucune erreur, sur aucune page."""
    rien(nu.erreurs(site, verificateur))
