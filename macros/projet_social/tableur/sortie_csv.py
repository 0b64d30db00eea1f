"""Écrire un classeur en CSV : un fichier par feuille, réunis dans un zip."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from ..texte.identifiant import identifiant_de
from .archive import archiver
from .classeur import Classeur, Feuille, Valeur
from .desamorcage import desamorcer


def ecrire_csv(classeur: Classeur) -> bytes:
    """Le zip d'un fichier CSV par feuille : `01-lisez-moi.csv`, `02-territoire.csv`…"""
    return archiver(
        {nom_de_fichier(rang, f): feuille_en_csv(f) for rang, f in enumerate(classeur.feuilles, 1)}
    )


def nom_de_fichier(rang: int, feuille: Feuille) -> str:
    """Le nom du fichier d'une feuille : son rang, puis son nom sans accent."""
    return f"{rang:02}-{identifiant_de(feuille.nom)}.csv"


def feuille_en_csv(feuille: Feuille) -> bytes:
    """Une feuille : UTF-8 avec marque, points-virgules, comme un tableur français l'ouvre."""
    flux = io.StringIO()
    ecrivain = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    for rangee in feuille.lignes:
        ecrivain.writerow([texte(cellule.valeur) for cellule in rangee])
    return flux.getvalue().encode("utf-8-sig")


def texte(valeur: Valeur) -> str:
    """Le texte d'une case : un nombre français, une date internationale, aucune formule."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, float):
        return str(valeur).replace(".", ",")
    if isinstance(valeur, (date, datetime)):
        return valeur.isoformat()
    return desamorcer("" if valeur is None else str(valeur))
