"""Les archives npm du formulaire : prises une fois, gardées dans le cache du dépôt."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from projet_social.formulaire.paquet import PAQUETS

from .fabrique import RACINE

ARCHIVES = RACINE / ".cache" / "formulaire"


def archives_du_formulaire() -> Path:
    """Leur dossier ; sans elles le test s'abstient, ou échoue si TESTS_COMPLETS=1."""
    ARCHIVES.mkdir(parents=True, exist_ok=True)
    for paquet in PAQUETS:
        if not (ARCHIVES / paquet.archive).is_file() and shutil.which("npm"):
            demande = ["npm", "pack", "--silent", f"{paquet.nom}@{paquet.version}"]
            subprocess.run(demande, cwd=ARCHIVES, capture_output=True, check=False)
        if not (ARCHIVES / paquet.archive).is_file():
            raison = f"{paquet.archive} n'a pas pu être pris sur npm"
            if os.environ.get("TESTS_COMPLETS") == "1":
                pytest.fail(raison, pytrace=False)
            pytest.skip(raison)
    return ARCHIVES
