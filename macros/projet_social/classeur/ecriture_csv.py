"""Écrire en CSV, comme un tableur français l'ouvre d'un clic, sans rien qui passe pour une formule.

UTF-8 avec marque, points-virgules, nombres à virgule, dates internationales.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain

from ..archive import archiver
from ..texte.identifiant import identifiant_de
from .classeur import NON, OUI, Classeur, cellule_et_valeur
from .desamorcage import desamorcer

VIRGULE = ","
"""La marque décimale : un tableur français lit « 12.5 » comme une date."""


def en_csv(colonnes: Sequence[str], lignes: Iterable[Sequence[object]]) -> bytes:
    """Un tableau : le nom des colonnes, puis ses lignes."""
    return _lignes_en_csv(chain([colonnes], lignes))


def _lignes_en_csv(lignes: Iterable[Sequence[object]]) -> bytes:
    flux = io.StringIO()
    ecrivain = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    ecrivain.writerows([texte_en_csv(valeur) for valeur in ligne] for ligne in lignes)
    return flux.getvalue().encode("utf-8-sig")


def texte_en_csv(valeur: object) -> str:
    """Le texte d'une case ; vide pour None, désamorcé s'il a l'air d'une formule.

    Un nombre n'est pas un texte : négatif, il reste un nombre.
    """
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return OUI if valeur else NON
    if isinstance(valeur, int):
        return str(valeur)
    if isinstance(valeur, float):
        return format(Decimal(repr(valeur)), "f").replace(".", VIRGULE)
    return desamorcer(valeur.isoformat() if isinstance(valeur, datetime) else str(valeur))


def ecrire_csv(classeur: Classeur) -> bytes:
    """Un classeur : le zip d'un fichier par feuille, `01-lisez-moi.csv`, `02-territoire.csv`…"""
    return archiver(
        {
            f"{rang:02}-{identifiant_de(feuille.nom)}.csv": _lignes_en_csv(
                [cellule_et_valeur(case)[1] for case in rangee] for rangee in feuille.rangees()
            )
            for rang, feuille in enumerate(classeur.feuilles, 1)
        }
    )
