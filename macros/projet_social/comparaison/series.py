"""Les valeurs d'un indicateur dans le temps : ce qui fut relevé, ce qui est visé, ce qui manque.

Une année sans valeur est un trou : rien ici n'est déduit de ce qui l'entoure. Ce module ne dessine
rien (voir `courbe.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..modele.etape import Indicateur, ValeurDatee
from ..modele.vocabulaire import MesureIndicateur, Vocabulaire
from .courbe import Courbe, tracer
from .echelle import bords_de


class NatureDeValeur(Vocabulaire):
    """Ce qu'est une valeur datée d'un indicateur."""

    DEPART = "depart", "Départ"
    RELEVEE = "relevee", "Relevée"
    VISEE = "visee", "Visée"


@dataclass(frozen=True)
class Serie:
    """Un indicateur relevé plusieurs fois.

    Attributes:
        valeurs: toutes ses valeurs, dans l'ordre du temps, chacune après ce qu'elle est.
    """

    indicateur: Indicateur
    valeurs: Sequence[tuple[NatureDeValeur, ValeurDatee]]

    @cached_property
    def courbe(self) -> Courbe | None:
        """Son dessin ; None d'un indicateur qualitatif, ou de moins de deux nombres relevés."""
        if self.indicateur.mesure is MesureIndicateur.QUALITATIF:
            return None
        return tracer(
            [dite for nature, dite in self.valeurs if nature is not NatureDeValeur.VISEE],
            [dite for nature, dite in self.valeurs if nature is NatureDeValeur.VISEE],
        )

    @property
    def annees_sans_valeur(self) -> list[int]:
        """Les années entières où rien ne fut relevé, entre la première valeur et la dernière."""
        annees: set[int] = set()
        for nature, dite in self.valeurs:
            if nature is not NatureDeValeur.VISEE:
                premier, dernier = bords_de(dite.date)
                annees.update(range(premier.year, dernier.year + 1))
        return [annee for annee in range(min(annees), max(annees)) if annee not in annees]

    def porte(self, champ: str) -> bool:
        """Vrai si une valeur au moins dit ce champ (`valeur`, `appreciation`)."""
        return any(getattr(dite, champ) is not None for _, dite in self.valeurs)


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


def _valeurs_de(indicateur: Indicateur) -> list[tuple[NatureDeValeur, ValeurDatee]]:
    depart = [indicateur.initial] if indicateur.initial else []
    toutes = [
        (nature, dite)
        for nature, dites in (
            (NatureDeValeur.DEPART, depart),
            (NatureDeValeur.RELEVEE, indicateur.valeurs),
            (NatureDeValeur.VISEE, indicateur.cible),
        )
        for dite in dites
    ]
    return sorted(toutes, key=lambda valeur: bords_de(valeur[1].date)[::-1])
