"""La courbe d'un indicateur : des points à leur date, reliés seulement quand rien ne manque.

Deux valeurs se relient si aucune année entière ne les sépare : au-delà, la ligne s'interrompt. Les
positions sont des pourcentages, de la gauche et du haut ; chaque point porte son nombre.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..modele.etape import ValeurDatee
from ..texte.typographie import nombre_ecrit
from .echelle import (
    AnneeDEchelle,
    Bornes,
    Echelle,
    Graduation,
    bornes_a_dessiner,
    nommer_les_annees,
    sur_des_annees_entieres,
)

ETENDUE_SERREE = 0.25
"""Part de la plus grande valeur sous laquelle une courbe écrasée sur zéro ne montrerait rien."""
TRAITS = 4
"""Nombre de pas que l'axe des valeurs cherche à avoir."""
POINTS_NOMMES = 8
"""Au-delà, seuls le premier et le dernier point disent leur nombre."""
PLACE_D_UN_NOMBRE = 18.0
"""Pourcentage de la largeur et de la hauteur où deux nombres se couvriraient."""
BORD = 12.0
"""Pourcentage de la largeur où un nombre s'écrit vers l'intérieur."""


@dataclass(frozen=True, slots=True)
class PointDeCourbe:
    """Une valeur placée.

    Attributes:
        x: en pourcentage de la largeur, au milieu de sa date.
        y: en pourcentage de la hauteur, depuis le haut.
        nombre: la valeur écrite.
        nomme: vrai si le nombre s'écrit près du point ; sinon, au début du tireté d'une cible.
    """

    x: float
    y: float
    nombre: str
    quand: str
    nomme: bool = True

    @property
    def ancrage(self) -> Literal["start", "middle", "end"]:
        """De quel côté du point s'écrit son nombre : près d'un bord, vers l'intérieur."""
        return "start" if self.x < BORD else "end" if self.x > 100 - BORD else "middle"


@dataclass(frozen=True, slots=True)
class Courbe:
    """Une courbe prête à dessiner.

    Attributes:
        points: les valeurs relevées, départ compris.
        segments: les paires de points que rien ne sépare.
        cibles: les valeurs visées, jamais reliées aux autres.
        annees: l'axe du temps.
        traits: l'axe des valeurs, de bas en haut.
        de_zero: faux si l'axe des valeurs ne part pas de zéro.
    """

    points: tuple[PointDeCourbe, ...]
    segments: tuple[tuple[PointDeCourbe, PointDeCourbe], ...]
    cibles: tuple[PointDeCourbe, ...]
    annees: tuple[AnneeDEchelle, ...]
    traits: tuple[Graduation, ...]
    de_zero: bool

    @property
    def marge(self) -> int:
        """La largeur, en signes, de la plus longue valeur de l'axe."""
        return max(len(trait.texte) for trait in self.traits)

    @property
    def interrompue(self) -> bool:
        """Vrai si la ligne a un trou."""
        return len(self.segments) < len(self.points) - 1


def tracer(relevees: Sequence[ValeurDatee], visees: Sequence[ValeurDatee]) -> Courbe | None:
    """La courbe de ces valeurs ; None s'il y a moins de deux nombres relevés.

    Args:
        relevees: le départ et les relevés, dans l'ordre du temps ; des mots ne se placent pas.
        visees: les cibles, dans l'ordre du temps.
    """
    dates = [(bornes_a_dessiner(v.date), v.valeur, v) for v in relevees if v.valeur is not None]
    buts = [(bornes_a_dessiner(v.date), v.valeur, v) for v in visees if v.valeur is not None]
    if len(dates) < 2:
        return None
    toutes = [*dates, *buts]
    bornes = [bornes for bornes, _, _ in toutes]
    temps = sur_des_annees_entieres(Echelle(min(b[0] for b in bornes), max(b[1] for b in bornes)))
    graduations = _graduer([nombre for _, nombre, _ in toutes])
    bas, haut = graduations[0], graduations[-1]

    def placer(bornes: Bornes, nombre: float, dite: ValeurDatee, nomme: bool) -> PointDeCourbe:
        x, y = _milieu(temps, bornes), _hauteur(nombre, bas, haut)
        return PointDeCourbe(x, y, nombre_ecrit(nombre), str(dite.date), nomme)

    bouts = {0, len(dates) - 1}
    points = [
        placer(*valeur, rang in bouts or len(dates) <= POINTS_NOMMES)
        for rang, valeur in enumerate(dates)
    ]
    return Courbe(
        tuple(points),
        tuple(
            (points[rang - 1], points[rang])
            for rang in range(1, len(points))
            if _se_suivent(dates[rang - 1][0], dates[rang][0])
        ),
        tuple(_a_l_ecart(placer(*but, True), points) for but in buts),
        tuple(nommer_les_annees(temps)),
        tuple(Graduation(_hauteur(g, bas, haut), nombre_ecrit(g)) for g in graduations),
        bas <= 0 <= haut,
    )


def _a_l_ecart(cible: PointDeCourbe, points: Sequence[PointDeCourbe]) -> PointDeCourbe:
    """Une cible, dont le nombre s'écrit loin d'elle si un point relevé est trop près."""
    serree = any(
        max(abs(cible.x - point.x), abs(cible.y - point.y)) < PLACE_D_UN_NOMBRE for point in points
    )
    return replace(cible, nomme=not serree)


def _se_suivent(avant: Bornes, apres: Bornes) -> bool:
    """Vrai si aucune année entière ne sépare deux dates."""
    return date.fromordinal(apres[0]).year - date.fromordinal(avant[1]).year <= 1


def _milieu(temps: Echelle, bornes: Bornes) -> float:
    return round((temps.placer(bornes[0]) + temps.placer(bornes[1])) / 2, 2)


def _hauteur(nombre: float, bas: float, haut: float) -> float:
    return round(100 * (haut - nombre) / (haut - bas), 2)


def _graduer(nombres: Sequence[float]) -> list[float]:
    """Des nombres ronds qui encadrent les valeurs ; zéro compris, sauf si elles sont trop serrées.

    Une échelle qui ne part pas de zéro grossit les écarts : elle ne sert que s'ils ne se verraient
    pas autrement, et la page le dit.
    """
    bas, haut = min(nombres), max(nombres)
    if haut - bas >= ETENDUE_SERREE * max(abs(bas), abs(haut)) or bas == haut:
        bas, haut = min(bas, 0.0), max(haut, 0.0)
    if bas == haut:
        haut = bas + 1
    pas = _pas_rond((haut - bas) / TRAITS)
    premier, dernier = math.floor(bas / pas), math.ceil(haut / pas)
    return [round(rang * pas, 10) for rang in range(premier, dernier + 1)]


def _pas_rond(voulu: float) -> float:
    """Le plus petit pas de 1, 2 ou 5 fois une puissance de dix qui atteint celui que l'on veut."""
    unite = 10.0 ** math.floor(math.log10(voulu))
    return next(facteur * unite for facteur in (1, 2, 5, 10) if facteur * unite >= voulu * 0.999)
