"""Les jours d'une date partielle, et ce qu'il faut en dire à qui ne lit qu'un agenda.

Un agenda ne connaît que des jours. Une année y serait une bande de trois cent soixante-cinq jours,
qui cacherait tout le reste : une date imprécise n'y tient qu'un jour, le premier ou le dernier de
sa plage, et sa précision est écrite.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..comparaison.echelle import bords_de
from ..modele.date_partielle import DatePartielle


@dataclass(frozen=True, slots=True)
class Jours:
    """Des journées entières, bornes comprises : celles qu'occupe un événement.

    Attributes:
        precision: ce que la date a d'imprécis, en toutes lettres ; vide pour un jour précis.
    """

    premier: date
    dernier: date
    precision: str = ""


def jours_de(dite: DatePartielle, echeance: bool = False) -> Jours:
    """Les jours d'une date ; imprécise, celui de sa plage où elle se place.

    Args:
        dite: la date.
        echeance: vrai si elle se place au dernier jour de sa plage, et non au premier.
    """
    premier, dernier = bords_de(dite)
    if dite.exacte:
        return Jours(premier, dernier)
    jour = dernier if echeance else premier
    sorte = "période" if dite.periode else "date approximative"
    if dite.debut is None or dite.fin is None:
        sorte = "date limite" if dite.debut is None else "date ouverte"
    return Jours(jour, jour, f"{sorte} : {dite}")


def jour_de_mise_a_jour(*dites: DatePartielle | None) -> date | None:
    """Le jour de la première date connue : au plus tôt, pour ne jamais être en avance."""
    for dite in dites:
        if dite is not None:
            return dite.debut or dite.fin
    return None


def dernier_jour(jours: Iterable[date | None]) -> date | None:
    """Le plus récent des jours connus."""
    return max((jour for jour in jours if jour is not None), default=None)
