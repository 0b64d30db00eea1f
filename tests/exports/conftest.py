"""Les sites dont on tire des fichiers : les seize territoires, et le corpus inventé."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from projet_social.chargement import charger
from projet_social.exports.fichier import Fichier, FormatDeFichier, fichiers_de
from projet_social.pages.publication import Publication
from tests.fabrique import CORPUS, RACINE

ADRESSE = "https://exemple.test/"
DOSSIERS = {"seize": RACINE / "data", "invente": CORPUS}


def publier(dossier: Path, url: str = ADRESSE) -> Publication:
    """La publication d'un dossier de données."""
    return Publication(charger(dossier), url=url)


@pytest.fixture(scope="session", params=DOSSIERS)
def publication(request: pytest.FixtureRequest) -> Publication:
    """Tour à tour les seize territoires, puis le corpus inventé, où tout est rempli."""
    return publier(DOSSIERS[request.param])


@pytest.fixture(scope="session")
def inventee() -> Publication:
    """Le corpus inventé."""
    return publier(CORPUS)


def fichier(publication: Publication, adresse: str) -> Fichier:
    """Un fichier de données, par son adresse."""
    return next(f for f in fichiers_de(publication) if f.adresse == adresse)


def en_clair(publie: Fichier) -> bytes:
    """Tout ce que porte un fichier, archive ouverte."""
    if publie.format not in (FormatDeFichier.XLSX, FormatDeFichier.ODS, FormatDeFichier.ZIP):
        return publie.octets
    with ZipFile(io.BytesIO(publie.octets)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.fixture
def ecrits(publication: Publication, tmp_path: Path) -> Path:
    """Tous les fichiers de données, écrits comme sur le site."""
    for publie in fichiers_de(publication):
        chemin = tmp_path / publie.adresse
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_bytes(publie.octets)
    return tmp_path
