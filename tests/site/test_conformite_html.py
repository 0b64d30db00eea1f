"""La conformité HTML, dite par le vérificateur Nu du W3C, sur toutes les pages d'un coup."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ..fabrique import RACINE
from ..visiteur import SiteConstruit, rien

OBLIGATOIRE = os.environ.get("TESTS_COMPLETS") == "1"
DOSSIER = RACINE / ".cache" / "vnu"
JARRE = DOSSIER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def s_abstenir(raison: str) -> None:
    """Saute le test hors de l'intégration continue ; l'y fait échouer."""
    if OBLIGATOIRE:
        pytest.fail(f"{raison}, et TESTS_COMPLETS=1 rend ce test obligatoire", pytrace=False)
    pytest.skip(f"{raison} (TESTS_COMPLETS=1 rend ce test obligatoire)")


@pytest.fixture(scope="session")
def verificateur() -> Path:
    """Le vérificateur Nu, installé au besoin dans un dossier que git ignore."""
    for commande, nom in (("java", "Java"), ("npm", "npm")):
        if shutil.which(commande) is None:
            s_abstenir(f"{nom} n'est pas installé")
    if not JARRE.is_file():
        if not OBLIGATOIRE:
            s_abstenir("le vérificateur Nu n'est pas installé")
        installer = ["npm", "install", "--silent", "--no-save", "--prefix", str(DOSSIER), "vnu-jar"]
        sortie = subprocess.run(installer, capture_output=True, text=True, check=False)
        if not JARRE.is_file():
            pytest.fail(f"npm n'a pas installé vnu-jar : {sortie.stderr[-500:]}", pytrace=False)
    return JARRE


def test_toutes_les_pages_sont_du_html_conforme(site: SiteConstruit, verificateur: Path) -> None:
    """Aucune erreur, sur aucune page."""
    commande = ["java", "-Xss4m", "-jar", str(verificateur), "--format", "json", "--errors-only"]
    pages = [str(site.dossier / chemin) for chemin in site.pages]

    sortie = subprocess.run([*commande, *pages], capture_output=True, text=True, check=False)

    messages = json.loads(sortie.stderr)["messages"]
    rien(
        f"{Path(m['url'].removeprefix('file:')).relative_to(site.dossier)}:"
        f"{m.get('lastLine')} : {m['message']} « {m.get('extract', '').strip()[:90]} »"
        for m in messages
    )
