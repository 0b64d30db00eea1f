"""L'agenda d'un plan : ses débuts et ses échéances, trimestre par trimestre.

Une date ne va dans un trimestre que si tous ses jours y sont ; une année, un semestre restent dans
l'année, sans trimestre. Le jour de la construction dit ce qui est passé : rien ici ne connaît
l'horloge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..corpus.plan import Ligne
from ..modele.date_partielle import DatePartielle
from ..modele.etape import Etape, Periode
from ..modele.vocabulaire import Statut
from .echeancier import periodes_montrees
from .echelle import bords_de
from .suivi import TERMINES

RANGS = ("1er", "2e", "3e", "4e")


class RoleDeDate(StrEnum):
    """Ce qu'une date est pour une action ; le mot est celui qu'on lit."""

    DEBUT = "Début"
    ECHEANCE = "Échéance"
    SEULE = "Date"


class TempsDuTrimestre(StrEnum):
    """Où se place un groupe de dates, vu du jour de la construction."""

    PASSE = "passé"
    EN_COURS = "en cours"
    A_VENIR = "à venir"


@dataclass(frozen=True, slots=True)
class DateDAction:
    """Une date d'une action ou d'une étape.

    Attributes:
        depassee: vrai d'une échéance passée d'une action suivie qui n'est pas finie.
    """

    ligne: Ligne
    etape: Etape | None
    role: RoleDeDate
    dite: DatePartielle
    depassee: bool

    @property
    def statut(self) -> Statut | None:
        """Où en est l'étape, ou l'action."""
        return self.etape.statut if self.etape else self.ligne.statut

    @property
    def recurrence(self) -> str:
        """Le rythme, quand l'action revient ; il se dit au début."""
        assert self.ligne.fiche is not None
        porteur: Periode = self.etape or self.ligne.fiche
        return (porteur.recurrence or "") if self.role is not RoleDeDate.ECHEANCE else ""


@dataclass(frozen=True, slots=True)
class Trimestre:
    """Les dates d'un trimestre, ou d'une année quand elles ne disent pas lequel.

    Attributes:
        rang: de 1 à 4 ; 0 pour l'année entière.
    """

    annee: int
    rang: int
    temps: TempsDuTrimestre
    dates: Sequence[DateDAction]

    @property
    def titre(self) -> str:
        """« 4e trimestre 2026 », « En 2026, sans trimestre dit »."""
        if not self.rang:
            return f"En {self.annee}, sans trimestre dit"
        return _nommer(self.annee, self.rang)

    def dit_deja(self, dite: DatePartielle) -> bool:
        """Vrai si le titre dit tout d'une date : « 2026 », sous « En 2026, sans trimestre dit »."""
        return dite.texte in ((self.titre,) if self.rang else (f"{self.annee}", f"en {self.annee}"))

    @property
    def ancre(self) -> str:
        """Ce qui désigne le groupe dans la page."""
        return f"t{self.rang}-{self.annee}" if self.rang else f"annee-{self.annee}"


def dresser_l_agenda(
    actions: Iterable[Ligne], aujourd_hui: date, *, etapes: bool = True
) -> list[Trimestre]:
    """Les dates de quelques actions et de leurs étapes, rangées dans le temps.

    Args:
        actions: dans l'ordre du plan.
        aujourd_hui: le jour de la construction.
        etapes: faux pour taire les étapes des actions qui ont leurs dates.
    """
    ranges: dict[tuple[int, int], list[DateDAction]] = {}
    for action in actions:
        for date_dite in _dates_de(action, aujourd_hui, etapes):
            ranges.setdefault(placer_la_date(date_dite.dite), []).append(date_dite)
    return [
        Trimestre(
            annee,
            rang,
            _temps(annee, rang, aujourd_hui),
            sorted(dates, key=lambda une: bords_de(une.dite)),
        )
        for (annee, rang), dates in sorted(ranges.items())
    ]


def nommer_le_trimestre(jour: date) -> str:
    """« 4e trimestre 2026 » : celui d'un jour."""
    return _nommer(*_trimestre(jour))


def _trimestre(jour: date) -> tuple[int, int]:
    return jour.year, (jour.month - 1) // 3 + 1


def _nommer(annee: int, rang: int) -> str:
    return f"{RANGS[rang - 1]} trimestre {annee}"


def placer_la_date(dite: DatePartielle) -> tuple[int, int]:
    """L'année d'une date, et son trimestre ; 0 si elle ne tient pas dans un seul.

    D'une date ouverte, on ne connaît qu'un bord : le premier ou le dernier jour d'une année ne dit
    que l'année (« à partir de 2027 »).
    """
    premier, dernier = bords_de(dite)
    trimestres = {_trimestre(premier), _trimestre(dernier)}
    bord_d_annee = (premier.month, premier.day) in ((1, 1), (12, 31))
    ouverte = dite.debut is None or dite.fin is None
    if len(trimestres) > 1 or (ouverte and bord_d_annee):
        return premier.year, 0
    return trimestres.pop()


def _dates_de(action: Ligne, aujourd_hui: date, etapes: bool) -> Iterator[DateDAction]:
    fiche = action.fiche
    assert fiche is not None
    for porteur in periodes_montrees(action, etapes=etapes):
        etape = porteur if isinstance(porteur, Etape) else None
        for role, dite in _roles(porteur):
            statut = (etape.statut if etape else None) or fiche.statut
            finie = dite.fin is not None and dite.fin < aujourd_hui
            suivie = statut is not None and statut not in TERMINES
            depassee = role is not RoleDeDate.DEBUT and finie and suivie
            yield DateDAction(action, etape, role, dite, depassee)


def _roles(periode: Periode) -> Iterator[tuple[RoleDeDate, DatePartielle]]:
    if periode.debut and periode.debut == periode.fin:
        yield RoleDeDate.SEULE, periode.debut
        return
    if periode.debut:
        yield RoleDeDate.DEBUT, periode.debut
    if periode.fin:
        yield RoleDeDate.ECHEANCE, periode.fin


def _temps(annee: int, rang: int, aujourd_hui: date) -> TempsDuTrimestre:
    ici = _trimestre(aujourd_hui) if rang else (aujourd_hui.year, 0)
    if (annee, rang) == ici:
        return TempsDuTrimestre.EN_COURS
    return TempsDuTrimestre.PASSE if (annee, rang) < ici else TempsDuTrimestre.A_VENIR
