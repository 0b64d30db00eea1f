"""Dater ce qu'une écriture change : la fiche, la ligne du plan, le projet qui disent autre chose.

Ce qui est neuf ne reçoit pas de date : c'est le premier changement qui en donne une. Une date que
l'on a écrite soi-même, dans le classeur ou dans le fichier, est gardée.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from ..lecture.yaml_marque import lire_le_yaml
from ..modele.niveau import PLURIELS
from .arbre import identifiant_ecrit
from .yaml_conserve import fusionner

MAJ = "maj"
DATES = re.compile(r"territoires/[^/]+/(?:projet(?:-[^/]+)?|actions/[^/]+)\.yml")
"""Les fichiers qui ont une date : plans et fiches."""


def dater_les_changements(
    lus: Mapping[str, bytes | None], voulus: Mapping[str, bytes | None], jour: date
) -> dict[str, bytes | None]:
    """Les fichiers voulus, où ce qui change porte le jour du changement dans `maj`.

    Args:
        lus: octets de chaque fichier tel qu'il est (None : absent), par chemin.
        voulus: octets voulus (None : à supprimer), par chemin.
    """
    return {
        chemin: octets
        if octets is None or (avant := lus.get(chemin)) is None or avant == octets
        else _dater_un_fichier(chemin, avant, octets, jour.isoformat())
        for chemin, octets in voulus.items()
    }


def _dater_un_fichier(chemin: str, avant: bytes, octets: bytes, jour: str) -> bytes:
    if not DATES.fullmatch(chemin):
        return octets
    ancien, neuf = lire_le_yaml(avant, chemin)[0], lire_le_yaml(octets, chemin)[0]
    if not (isinstance(ancien, dict) and isinstance(neuf, dict)):
        return octets
    date_ = deepcopy(neuf)
    _dater_les_lignes(ancien, date_, jour)
    if neuf != ancien:
        _dater(ancien, date_, jour)
    return fusionner(octets, date_, chemin)


def _dater_les_lignes(ancien: dict[str, Any], neuf: dict[str, Any], jour: str) -> None:
    """Date les lignes du plan, à toute profondeur, dont les mots à elles ont changé."""
    for pluriel in PLURIELS.keys() & ancien.keys() & neuf.keys():
        connues = {identifiant_ecrit(ligne): ligne for ligne in _groupes(ancien[pluriel])}
        for ligne in _groupes(neuf[pluriel]):
            if (connue := connues.get(identifiant_ecrit(ligne))) is not None:
                _dater_les_lignes(connue, ligne, jour)
                if _propre(connue) != _propre(ligne):
                    _dater(connue, ligne, jour)


def _dater(ancien: dict[str, Any], neuf: dict[str, Any], jour: str) -> None:
    if ancien.get(MAJ) == neuf.get(MAJ):
        neuf[MAJ] = jour


def _groupes(lignes: Any) -> list[dict[str, Any]]:
    return (
        [ligne for ligne in lignes if isinstance(ligne, dict)] if isinstance(lignes, list) else []
    )


def _propre(ligne: Mapping[str, Any]) -> dict[str, Any]:
    """Ce qu'une ligne dit elle-même, ses enfants et sa date exceptés."""
    return {cle: v for cle, v in ligne.items() if cle not in PLURIELS and cle != MAJ}
