"""Le corpus du dépôt et les relevés faits à la main dans les documents."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from projet_social.chargement import charger
from projet_social.corps import Corps
from projet_social.corpus.corpus import Corpus
from projet_social.pages.publication import Publication

from ..conftest import corps_de

ICI = Path(__file__).resolve().parent
DONNEES = ICI.parents[1] / "data"


def lire_releve(nom: str) -> Any:
    """Le contenu d'un relevé rangé à côté des tests."""
    return yaml.safe_load((ICI / nom).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def dossier_des_donnees() -> Path:
    """Le dossier `data/` du dépôt."""
    return DONNEES


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Le corpus publié ; une erreur dans les données arrête tout ici."""
    return charger(DONNEES)


@pytest.fixture(scope="session")
def site(corpus: Corpus) -> Corps:
    """Le site du corpus publié."""
    return corps_de(Publication(corpus, recherche=False))
