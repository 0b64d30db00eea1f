"""Placer des étapes datées sur une frise, à leur vraie précision.

Un jour est un point, une période une barre ; une date absente n'a pas de place sur la frise.
Les positions sont des pourcentages de la largeur : le gabarit les dessine telles quelles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..modele.date_partielle import DatePartielle
from ..modele.projet import EtapeDemarche

MARGE = 4.0
"""Pourcentage laissé libre de chaque côté."""
ECART = 5.0
"""Pourcentage sous lequel deux repères passent sur deux rangs."""
REPERES_MAXIMUM = 6


@dataclass(frozen=True, slots=True)
class Repere:
    """Une étape placée : `debut` et `fin` en pourcentage, égaux pour un jour."""

    numero: int
    etape: EtapeDemarche
    debut: float
    fin: float
    rang: int
    ouverte: bool

    @property
    def milieu(self) -> float:
        """Le centre de la marque."""
        return round((self.debut + self.fin) / 2, 2)


@dataclass(frozen=True, slots=True)
class Graduation:
    """Un trait de l'axe et ce qu'on y lit."""

    position: float
    texte: str


@dataclass(frozen=True, slots=True)
class Frise:
    """Une frise prête à dessiner, et les étapes sans date qu'elle ne montre pas."""

    reperes: tuple[Repere, ...]
    graduations: tuple[Graduation, ...]
    sans_date: tuple[EtapeDemarche, ...]


def dessiner(etapes: Sequence[EtapeDemarche]) -> Frise:
    """Place les étapes d'une démarche."""
    datees = [(rang, etape) for rang, etape in enumerate(etapes, 1) if etape.date]
    sans_date = tuple(etape for etape in etapes if not etape.date)
    if not datees:
        return Frise((), (), sans_date)
    bornes = [_bornes(etape.date) for _, etape in datees if etape.date]
    debut, fin = min(b[0] for b in bornes), max(b[1] for b in bornes)
    if fin - debut < timedelta(days=60):
        debut, fin = debut - timedelta(days=30), fin + timedelta(days=30)
    etendue = (fin - debut).days

    def placer(jour: date) -> float:
        return round(MARGE + (100 - 2 * MARGE) * (jour - debut).days / etendue, 2)

    reperes: list[Repere] = []
    occupes = [-100.0, -100.0, -100.0]
    for (numero, etape), (de, a) in sorted(
        zip(datees, bornes, strict=True), key=lambda couple: couple[1]
    ):
        milieu = (placer(de) + placer(a)) / 2
        rang = next((r for r, occupe in enumerate(occupes) if milieu - occupe >= ECART), 2)
        occupes[rang] = milieu
        ouverte = etape.date is not None and etape.date.fin is None
        reperes.append(Repere(numero, etape, placer(de), placer(a), rang, ouverte))
    return Frise(tuple(reperes), tuple(_graduer(debut, fin, placer)), sans_date)


def _bornes(jour: DatePartielle | None) -> tuple[date, date]:
    assert jour is not None
    debut = jour.debut or jour.fin
    fin = jour.fin or jour.debut
    assert debut is not None
    assert fin is not None
    return debut, fin


def _graduer(debut: date, fin: date, placer: Callable[[date], float]) -> list[Graduation]:
    annees = [
        annee for annee in range(debut.year, fin.year + 2) if debut <= date(annee, 1, 1) <= fin
    ]
    pas = -(-len(annees) // REPERES_MAXIMUM) or 1
    graduations = [Graduation(placer(date(a, 1, 1)), str(a)) for a in annees[::pas]]
    if not graduations:
        graduations = [Graduation(MARGE, str(debut.year))]
    elif graduations[0].position > 3 * ECART and pas == 1:
        graduations.insert(0, Graduation(MARGE, str(debut.year)))
    return graduations
