"""Les jours d'une date partielle, et ce qu'il faut en dire à qui ne lit qu'un agenda.

Un agenda ne connaît que des jours : la date y couvre toute sa plage, et sa précision est écrite.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..modele.date_partielle import DatePartielle


@dataclass(frozen=True, slots=True)
class Jours:
    """Des journées entières, bornes comprises.

    Attributes:
        precision: ce que la date a d'imprécis, en toutes lettres ; vide pour un jour précis.
    """

    premier: date
    dernier: date
    precision: str = ""


def jours_de(dite: DatePartielle) -> Jours:
    """Les jours que couvre une date ; une date ouverte se place au jour que l'on en sait."""
    premier = dite.debut or dite.fin
    dernier = dite.fin or dite.debut
    assert premier is not None
    assert dernier is not None
    if dite.exacte:
        return Jours(premier, dernier)
    if dite.debut is None:
        return Jours(premier, dernier, f"date limite : {dite}")
    if dite.fin is None:
        return Jours(premier, dernier, f"date ouverte : {dite}")
    if dite.periode:
        return Jours(premier, dernier, f"période : {dite}")
    return Jours(premier, dernier, f"date approximative : {dite}")


def jour_de_mise_a_jour(*dites: DatePartielle | None) -> date | None:
    """Le jour de la première date connue : au plus tôt, pour ne jamais être en avance."""
    for dite in dites:
        if dite is not None:
            return dite.debut or dite.fin
    return None


def dernier_jour(jours: Iterable[date | None]) -> date | None:
    """Le plus récent des jours connus."""
    return max((jour for jour in jours if jour is not None), default=None)
