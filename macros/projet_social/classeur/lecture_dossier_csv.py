"""Lire un classeur en plusieurs CSV : un dossier, ou un zip, d'un fichier par feuille."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from .classeur import Cellule, Classeur
from .desamorcage import reamorcer
from .lecture_csv import lire_csv

SUFFIXE = ".csv"
RANG = re.compile(r"^\d+[-_ ]*")
"""Le numéro qui range les fichiers, et ne fait pas partie du nom de la feuille."""


def lire_les_csv(fichiers: Mapping[str, bytes]) -> Classeur:
    """Un classeur d'une feuille par fichier, dans l'ordre des noms.

    Raises:
        RefusDeClasseur: l'un des fichiers ne se lit pas.
    """
    classeur = Classeur()
    for nom in sorted(fichiers):
        titre = RANG.sub("", Path(nom).stem)
        for feuille in lire_csv(fichiers[nom], titre).feuilles:
            for rangee in feuille.lignes:
                rangee[:] = [_reamorcee(cellule) for cellule in rangee]
            classeur.feuilles.append(feuille)
    return classeur


def csv_du_dossier(dossier: Path) -> dict[str, bytes]:
    """Les CSV d'un dossier, par nom."""
    return {
        f.name: f.read_bytes() for f in sorted(dossier.iterdir()) if f.suffix.lower() == SUFFIXE
    }


def csv_de_l_archive(octets: bytes) -> dict[str, bytes]:
    """Les CSV d'un zip, par nom ; un dossier qui les contiendrait tous ne compte pas."""
    with ZipFile(io.BytesIO(octets)) as archive:
        noms = [nom for nom in archive.namelist() if nom.lower().endswith(SUFFIXE)]
        return {nom.rsplit("/", 1)[-1]: archive.read(nom) for nom in noms}


def _reamorcee(cellule: Cellule) -> Cellule:
    if isinstance(cellule.valeur, str):
        cellule.valeur = reamorcer(cellule.valeur)
    return cellule
