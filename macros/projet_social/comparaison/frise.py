"""Placer les étapes d'une démarche sur sa frise, à leur vraie précision.

Un jour est un point, une période une barre ; une date absente n'a pas de place sur la frise.
Les positions sont des pourcentages de la largeur : le gabarit les dessine telles quelles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..modele.projet import EtapeDemarche
from .echelle import ECART, Graduation, bornes_a_dessiner, couvrir, graduer_annees, ranger

RANGS = 3
"""La hauteur ordinaire d'une frise ; il y en a plus quand plus d'étapes tombent ensemble."""


@dataclass(frozen=True, slots=True)
class EtapePlacee:
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
class Frise:
    """Une frise prête à dessiner ; une étape sans date n'y a pas de place."""

    reperes: tuple[EtapePlacee, ...]
    graduations: tuple[Graduation, ...]

    @property
    def rangs(self) -> int:
        """Combien de marques s'empilent au plus ; jamais moins que la hauteur ordinaire."""
        return max([RANGS, *(repere.rang + 1 for repere in self.reperes)])


def placer_les_etapes(etapes: Sequence[EtapeDemarche]) -> Frise:
    """Place les étapes d'une démarche."""
    datees = sorted(
        (bornes_a_dessiner(etape.date), numero)
        for numero, etape in enumerate(etapes, 1)
        if etape.date
    )
    if not datees:
        return Frise((), ())
    echelle = couvrir([etendue for etendue, _ in datees])
    places = [(echelle.placer(de), echelle.placer(a)) for (de, a), _ in datees]
    milieux = [(debut + fin) / 2 for debut, fin in places]
    rangs = ranger(((m - ECART / 2, m + ECART / 2) for m in milieux), len(milieux))
    reperes = tuple(
        EtapePlacee(
            numero, etape, debut, fin, rang, etape.date is not None and etape.date.fin is None
        )
        for ((_, numero), (debut, fin), rang) in zip(datees, places, rangs, strict=True)
        for etape in (etapes[numero - 1],)
    )
    return Frise(reperes, tuple(graduer_annees(echelle)))
