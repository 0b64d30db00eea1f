"""Ce qui ressort des durées : médiane, étendue, la plus courte, la plus longue.

Seules les durées exactes comptent ; les autres restent nommées à côté.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ..corpus.plan import Plan
from .calendriers import Calendrier, Ecart, calendrier_de
from .selection import Selection
from .temps import INTERVALLES, NatureDEtape


@dataclass(frozen=True)
class Resume:
    """La médiane et l'étendue de durées exactes."""

    mediane: float
    minimum: int
    maximum: int
    nombre: int


@dataclass(frozen=True)
class BilanDesDurees:
    """Ce que durent toutes les démarches, d'un temps à un autre.

    Attributes:
        ecarts: un par calendrier, dans l'ordre.
        tous: les durées exactes, dates douteuses comprises.
        surs: les mêmes, sans celles dont une date est douteuse.
    """

    de: NatureDEtape
    a: NatureDEtape
    ecarts: list[tuple[Calendrier, Ecart]]
    tous: Resume | None
    surs: Resume | None

    @property
    def douteux(self) -> int:
        """Nombre de durées exactes dont une date est douteuse."""
        return (self.tous.nombre if self.tous else 0) - (self.surs.nombre if self.surs else 0)

    @property
    def plus_courts(self) -> list[tuple[Calendrier, Ecart]]:
        """Les démarches à la durée la plus courte ; plusieurs à égalité."""
        return self._de(self.tous.minimum) if self.tous else []

    @property
    def plus_longs(self) -> list[tuple[Calendrier, Ecart]]:
        """Les démarches à la durée la plus longue ; plusieurs à égalité."""
        return self._de(self.tous.maximum) if self.tous else []

    def _de(self, jours: int) -> list[tuple[Calendrier, Ecart]]:
        return [(calendrier, ecart) for calendrier, ecart in self.ecarts if ecart.jours == jours]


@dataclass(frozen=True)
class Calendriers:
    """Les calendriers d'une sélection.

    Attributes:
        calendriers: un par plan dont le document décrit la démarche, dans l'ordre.
        bilans: un par intervalle, de qui suit la méthode ; la durée totale en dernier.
        muets: plans dont le document ne décrit pas la démarche.
    """

    calendriers: list[Calendrier]
    bilans: list[BilanDesDurees]
    muets: list[Plan]

    @property
    def en_quatre_temps(self) -> list[Calendrier]:
        """Ceux qui suivent la méthode."""
        return [calendrier for calendrier in self.calendriers if calendrier.suit_la_methode]

    @property
    def autres(self) -> list[Calendrier]:
        """Ceux dont le document raconte autrement la démarche : ils n'ont que des dates."""
        return [calendrier for calendrier in self.calendriers if not calendrier.suit_la_methode]

    @property
    def total(self) -> BilanDesDurees:
        """Le bilan de la durée totale."""
        return self.bilans[-1]


def comparer(selection: Selection) -> Calendriers:
    """Les calendriers des plans choisis, et ce qui en ressort."""
    calendriers = [calendrier_de(plan) for plan in selection.plans]
    decrits = [calendrier for calendrier in calendriers if calendrier.etapes]
    return Calendriers(
        decrits,
        [
            _dresser(de, a, [(c, c.ecarts[rang]) for c in decrits if c.suit_la_methode])
            for rang, (de, a) in enumerate(INTERVALLES)
        ],
        [calendrier.plan for calendrier in calendriers if not calendrier.etapes],
    )


def _dresser(
    de: NatureDEtape, a: NatureDEtape, ecarts: list[tuple[Calendrier, Ecart]]
) -> BilanDesDurees:
    exacts = [ecart for _, ecart in ecarts if ecart.connu]
    return BilanDesDurees(
        de, a, ecarts, _resumer(exacts), _resumer([ecart for ecart in exacts if not ecart.doutes])
    )


def _resumer(ecarts: Sequence[Ecart]) -> Resume | None:
    jours = [ecart.jours for ecart in ecarts if ecart.jours is not None]
    if not jours:
        return None
    return Resume(statistics.median(jours), min(jours), max(jours), len(jours))
