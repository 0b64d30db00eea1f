"""Les valeurs d'un indicateur dans le temps : ce qui fut relevé, ce qui est visé, ce qui manque.

Une année sans valeur est un trou : rien ici n'est déduit de ce qui l'entoure. Ce module ne dessine
rien (voir `courbe.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..modele.etape import Indicateur, ValeurDatee
from ..modele.vocabulaire import MesureIndicateur, Vocabulaire
from .courbe import Courbe, tracer
from .echelle import bornes_a_dessiner


class NatureDeValeur(Vocabulaire):
    """Ce qu'est une valeur datée d'un indicateur."""

    DEPART = "depart", "Départ"
    RELEVEE = "relevee", "Relevée"
    VISEE = "visee", "Visée"


@dataclass(frozen=True, slots=True)
class ValeurDeSerie:
    """Une valeur datée, et ce qu'elle est."""

    nature: NatureDeValeur
    dite: ValeurDatee


@dataclass(frozen=True)
class Serie:
    """Un indicateur relevé plusieurs fois.

    Attributes:
        valeurs: toutes ses valeurs, dans l'ordre du temps.
    """

    indicateur: Indicateur
    valeurs: tuple[ValeurDeSerie, ...]

    @cached_property
    def courbe(self) -> Courbe | None:
        """Son dessin ; None d'un indicateur qualitatif, ou de moins de deux nombres relevés."""
        if self.indicateur.mesure is MesureIndicateur.QUALITATIF:
            return None
        return tracer(
            [valeur.dite for valeur in self.valeurs if valeur.nature is not NatureDeValeur.VISEE],
            [valeur.dite for valeur in self.valeurs if valeur.nature is NatureDeValeur.VISEE],
        )

    @property
    def annees_sans_valeur(self) -> list[int]:
        """Les années entières où rien ne fut relevé, entre la première valeur et la dernière."""
        annees: set[int] = set()
        for valeur in self.valeurs:
            if valeur.nature is not NatureDeValeur.VISEE:
                premiere, derniere = _annees(valeur.dite)
                annees.update(range(premiere, derniere + 1))
        return [annee for annee in range(min(annees), max(annees)) if annee not in annees]

    def porte(self, champ: str) -> bool:
        """Vrai si une valeur au moins dit ce champ (`valeur`, `appreciation`)."""
        return any(getattr(valeur.dite, champ) is not None for valeur in self.valeurs)


@dataclass(frozen=True)
class IndicateursRanges:
    """Des indicateurs, selon ce que l'on peut en montrer.

    Attributes:
        series: relevés deux fois au moins : chacun a son tableau, et sa courbe si c'en est une.
        chiffres: ceux dont une ou deux valeurs se lisent sur une ligne.
        nommes: ceux dont aucune valeur n'est dite.
    """

    series: Sequence[Serie]
    chiffres: Sequence[Indicateur]
    nommes: Sequence[Indicateur]


def ranger_les_indicateurs(indicateurs: Iterable[Indicateur]) -> IndicateursRanges:
    """Range des indicateurs d'après leurs valeurs, dans leur ordre."""
    series: list[Serie] = []
    chiffres: list[Indicateur] = []
    nommes: list[Indicateur] = []
    for indicateur in indicateurs:
        if len(indicateur.valeurs) + bool(indicateur.initial) > 1:
            series.append(Serie(indicateur, _valeurs_de(indicateur)))
        else:
            (chiffres if indicateur.chiffre else nommes).append(indicateur)
    return IndicateursRanges(series, chiffres, nommes)


def _valeurs_de(indicateur: Indicateur) -> tuple[ValeurDeSerie, ...]:
    depart = [indicateur.initial] if indicateur.initial else []
    toutes = [
        ValeurDeSerie(nature, dite)
        for nature, dites in (
            (NatureDeValeur.DEPART, depart),
            (NatureDeValeur.RELEVEE, indicateur.valeurs),
            (NatureDeValeur.VISEE, indicateur.cible),
        )
        for dite in dites
    ]
    return tuple(sorted(toutes, key=lambda valeur: bornes_a_dessiner(valeur.dite.date)[::-1]))


def _annees(valeur: ValeurDatee) -> tuple[int, int]:
    premier, dernier = bornes_a_dessiner(valeur.date)
    return date.fromordinal(premier).year, date.fromordinal(dernier).year
