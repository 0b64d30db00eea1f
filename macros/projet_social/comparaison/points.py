"""Un nombre par territoire sur une échelle commune : petits, grands, milieu.

Les positions sont des pourcentages ; ce module ne dessine rien. Quand le plus grand nombre vaut
plus de dix fois le plus petit, l'échelle compte en multiples (1, 2, 5, 10…) et le dit.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from ..corpus.plan import TerritoirePublie
from .echelle import MARGE, Graduation

VOISINS = 3.5
"""Pourcentage sous lequel deux points s'empilent : leur diamètre, sur un téléphone."""
GRADUATIONS = 6
"""Traits d'une échelle, au plus."""
ETENDUE_EN_MULTIPLES = 10
"""Rapport du plus grand au plus petit au-delà duquel une échelle compte en multiples."""
PAS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Point:
    """Le nombre d'un territoire.

    Attributes:
        position: en pourcentage de la largeur.
        rang: 0 sur l'axe ; au-dessus quand un autre point est trop près.
    """

    territoire: TerritoirePublie
    valeur: float
    position: float
    rang: int


@dataclass(frozen=True)
class BandeDePoints:
    """Les nombres d'une sélection, du plus petit au plus grand.

    Attributes:
        mediane: la médiane, et sa position.
        en_multiples: vrai si un même écart vaut un même rapport.
    """

    points: list[Point]
    graduations: list[Graduation]
    mediane: tuple[float, float]
    en_multiples: bool

    @property
    def rangs(self) -> int:
        """Combien de points s'empilent au plus."""
        return 1 + max(point.rang for point in self.points)


def placer(nombres: Iterable[tuple[TerritoirePublie, float]]) -> BandeDePoints | None:
    """Place les nombres strictement positifs ; None s'il y en a moins de trois."""
    couples = sorted((c for c in nombres if c[1] > 0), key=lambda couple: couple[1])
    if len(couples) < 3:
        return None
    valeurs = [valeur for _, valeur in couples]
    en_multiples = valeurs[-1] > ETENDUE_EN_MULTIPLES * valeurs[0]
    traits = _multiples(valeurs) if en_multiples else _reguliers(valeurs)
    debut, fin = (min(traits[0], valeurs[0]), max(traits[-1], valeurs[-1]))

    def position(valeur: float) -> float:
        if en_multiples:
            part = (log10(valeur) - log10(debut)) / (log10(fin) - log10(debut))
        else:
            part = (valeur - debut) / ((fin - debut) or 1)
        return round(MARGE + (100 - 2 * MARGE) * part, 2)

    points: list[Point] = []
    derniers: list[float] = []
    for territoire, valeur in couples:
        place = position(valeur)
        libres = (rang for rang, dernier in enumerate(derniers) if place - dernier >= VOISINS)
        rang = next(libres, len(derniers))
        derniers[rang : rang + 1] = [place]
        points.append(Point(territoire, valeur, place, rang))
    milieu = statistics.median(valeurs)
    return BandeDePoints(
        points,
        [Graduation(position(trait), f"{trait:,}".replace(",", "\u202f")) for trait in traits],
        (milieu, position(milieu)),
        en_multiples,
    )


def _multiples(valeurs: Sequence[float]) -> list[int]:
    """1, 2, 5, 10, 20… de part et d'autre des valeurs."""
    puissances = range(floor(log10(valeurs[0])), floor(log10(valeurs[-1])) + 2)
    tous = [pas * 10**puissance for puissance in puissances for pas in PAS if puissance >= 0]
    avant = max((trait for trait in tous if trait <= valeurs[0]), default=tous[0])
    apres = min(trait for trait in tous if trait >= valeurs[-1])
    return [trait for trait in tous if avant <= trait <= apres]


def _reguliers(valeurs: Sequence[float]) -> list[int]:
    """Des nombres ronds, régulièrement espacés, de part et d'autre des valeurs."""
    etendue = max(valeurs[-1] - valeurs[0], 1)
    puissance = 10 ** max(floor(log10(etendue / GRADUATIONS)), 0)
    pas = next(
        p * puissance for p in (*PAS, 10, 20) if etendue / (p * puissance) <= GRADUATIONS - 2
    )
    debut, fin = int(valeurs[0] // pas), -int(-valeurs[-1] // pas)
    return [pas * rang for rang in range(debut, fin + 1)]
