"""Une échelle de temps : placer des jours en pourcentage, graduer, ranger sans recouvrir.

Tout se compte en jours entiers (le rang d'une date, ou des jours écoulés) : la même échelle
porte des dates réelles ou une durée. Ce module ne sait ni ce qu'il place, ni dessiner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..modele.date_partielle import DatePartielle

MARGE = 4.0
"""Pourcentage laissé libre de chaque côté."""
ECART = 5.0
"""Pourcentage sous lequel deux repères passent sur deux rangs."""
REPERES_MAXIMUM = 6
ETENDUE_MINIMUM = 60
"""Jours sous lesquels une échelle s'élargit, pour que deux réunions voisines s'écartent."""
PAS_EN_JOURS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)

Bornes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Graduation:
    """Un trait de l'axe et ce qu'on y lit."""

    position: float
    texte: str


@dataclass(frozen=True, slots=True)
class Echelle:
    """Du premier au dernier jour à placer."""

    debut: int
    fin: int

    def placer(self, jour: int) -> float:
        """La position d'un jour, en pourcentage de la largeur."""
        return round(MARGE + (100 - 2 * MARGE) * (jour - self.debut) / (self.fin - self.debut), 2)


@dataclass(frozen=True, slots=True)
class AnneeDEchelle:
    """Une année sur l'axe : le trait qui l'ouvre, et la place de son nom, vide s'il se tait."""

    annee: int
    debut: float
    milieu: float
    nom: str


def bords_de(dite: DatePartielle) -> tuple[date, date]:
    """Le premier et le dernier jour d'une date ; une borne ouverte se réduit à l'autre."""
    premier, dernier = dite.debut or dite.fin, dite.fin or dite.debut
    assert premier is not None
    assert dernier is not None
    return premier, dernier


def bornes_a_dessiner(dite: DatePartielle) -> Bornes:
    """Les mêmes, en jours à placer."""
    premier, dernier = bords_de(dite)
    return premier.toordinal(), dernier.toordinal()


def couvrir(etendues: Sequence[Bornes]) -> Echelle:
    """L'échelle qui contient toutes ces étendues."""
    debut, fin = min(b[0] for b in etendues), max(b[1] for b in etendues)
    if fin - debut < ETENDUE_MINIMUM:
        debut, fin = debut - ETENDUE_MINIMUM // 2, fin + ETENDUE_MINIMUM // 2
    return Echelle(debut, fin)


def depuis_le_premier_janvier(echelle: Echelle) -> Echelle:
    """La même échelle, ouverte au premier jour de sa première année."""
    annee = date.fromordinal(echelle.debut).year
    return Echelle(date(annee, 1, 1).toordinal(), echelle.fin)


def sur_des_annees_entieres(echelle: Echelle) -> Echelle:
    """La même échelle, du premier janvier de sa première année au dernier jour de la dernière."""
    ouverte = depuis_le_premier_janvier(echelle)
    annee = date.fromordinal(echelle.fin).year
    return Echelle(ouverte.debut, date(annee, 12, 31).toordinal())


def nommer_les_annees(echelle: Echelle) -> list[AnneeDEchelle]:
    """Chaque année d'une échelle d'années entières, nommée au milieu ; une sur quelques-unes."""
    premiere, derniere = (date.fromordinal(j).year for j in (echelle.debut, echelle.fin))
    pas = -(-(derniere - premiere + 1) // REPERES_MAXIMUM)
    return [
        AnneeDEchelle(
            annee,
            echelle.placer(date(annee, 1, 1).toordinal()),
            echelle.placer(date(annee, 7, 2).toordinal()),
            "" if (annee - premiere) % pas else str(annee),
        )
        for annee in range(premiere, derniere + 1)
    ]


def graduer_annees(echelle: Echelle) -> list[Graduation]:
    """Chaque premier janvier, ou un sur quelques-uns quand ils sont nombreux."""
    premiere, derniere = (date.fromordinal(j).year for j in (echelle.debut, echelle.fin))
    janviers = [(annee, date(annee, 1, 1).toordinal()) for annee in range(premiere, derniere + 1)]
    dedans = [(annee, jour) for annee, jour in janviers if jour >= echelle.debut]
    pas = -(-len(dedans) // REPERES_MAXIMUM) or 1
    graduations = [Graduation(echelle.placer(jour), str(annee)) for annee, jour in dedans[::pas]]
    if not graduations:
        graduations = [Graduation(MARGE, str(premiere))]
    elif graduations[0].position > 3 * ECART and pas == 1:
        graduations.insert(0, Graduation(MARGE, str(premiere)))
    return graduations


def graduer_jours(echelle: Echelle) -> list[Graduation]:
    """Des jours ronds, à partir de zéro."""
    pas = next(
        (p for p in PAS_EN_JOURS if echelle.fin // p < REPERES_MAXIMUM + 1), PAS_EN_JOURS[-1]
    )
    return [Graduation(echelle.placer(j), str(j)) for j in range(0, echelle.fin + 1, pas)]


def ranger(etendues: Iterable[tuple[float, float]], rangs: int) -> list[int]:
    """Le rang de chaque étendue, données de gauche à droite : le premier où elle ne cache rien.

    Args:
        etendues: gauche et droite, en pourcentage.
        rangs: nombre de rangs ; ce qui ne tient nulle part va sur le dernier.
    """
    occupes = [-100.0] * rangs
    choisis = []
    for gauche, droite in etendues:
        rang = next((r for r, occupe in enumerate(occupes) if gauche >= occupe), rangs - 1)
        occupes[rang] = max(droite, occupes[rang])
        choisis.append(rang)
    return choisis
