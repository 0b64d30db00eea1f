"""L'échéancier d'un plan : chaque action datée et ses étapes, en barres à leur vraie précision.

Ce qui est sûr est plein ; ce qu'une date a de vague (un trimestre, une année) est une zone pâle, de
ses bornes honnêtes ; ce qui n'a pas de début ou pas de fin finit en flèche. Les positions sont des
pourcentages : le gabarit les dessine telles quelles. Le texte de chaque date l'accompagne toujours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.date_partielle import DatePartielle
from ..modele.etape import Etape, Periode
from ..modele.vocabulaire import Statut
from .echelle import (
    AnneeDEchelle,
    Bornes,
    Echelle,
    bornes_a_dessiner,
    nommer_les_annees,
    sur_des_annees_entieres,
)
from .suivi import actions_du_territoire

RANGEES_MAXIMUM = 160
"""Rangées au-delà desquelles les étapes ne se lisent plus que sur la fiche de leur action."""
RANGEES_PAR_PAGE = 80
"""Rangées au-delà desquelles la frise se lit sur sa page, et l'agenda sur la sienne."""
ACTIONS_MINIMUM = 2
"""Nombre d'actions datées sous lequel un calendrier ne dirait rien de plus qu'une fiche."""


@dataclass(frozen=True, slots=True)
class Etendue:
    """Une période en jours, et ce que l'on sait de ses bouts.

    Attributes:
        zones: les jours où elle se tient, et si elle s'y tient sûrement.
        avant: vrai si son début n'est pas dit.
        apres: vrai si sa fin n'est pas dite.
        echeance: son dernier jour, quand une fin est dite.
    """

    zones: tuple[tuple[Bornes, bool], ...]
    avant: bool
    apres: bool
    echeance: int | None

    @property
    def bornes(self) -> Bornes:
        """Du premier au dernier jour."""
        return self.zones[0][0][0], self.zones[-1][0][1]


@dataclass(frozen=True, slots=True)
class ZoneDeBarre:
    """Un morceau de barre, en pourcentage."""

    debut: float
    largeur: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Barre:
    """Une étendue placée sur l'échelle.

    Attributes:
        jour: la place d'un jour seul ; None d'une période.
        bord: la place du seul bord connu d'une date ouverte (« à partir de 2026 »).
        debut, fin: où partent les flèches, si elle est ouverte.
        echeance: la place de son dernier jour, quand une fin est dite.
    """

    zones: tuple[ZoneDeBarre, ...]
    jour: float | None
    bord: float | None
    debut: float
    fin: float
    avant: bool
    apres: bool
    echeance: float | None


@dataclass(frozen=True, slots=True)
class RangeeDeCalendrier:
    """Une action ou une de ses étapes, et sa barre ; aucune si elle-même n'est pas datée."""

    ligne: Ligne
    etape: Etape | None
    barre: Barre | None

    @property
    def periode(self) -> Periode:
        """Ce qui est daté."""
        assert self.ligne.fiche is not None
        return self.etape or self.ligne.fiche

    @property
    def statut(self) -> Statut | None:
        """Où en est l'action, ou l'étape."""
        return self.etape.statut if self.etape else self.ligne.statut


@dataclass(frozen=True, slots=True)
class GroupeDeCalendrier:
    """Les rangées d'une ligne du premier rang ; sans ligne, les actions qui ne servent rien."""

    racine: Ligne | None
    rangees: Sequence[RangeeDeCalendrier]


@dataclass(frozen=True, slots=True)
class Echeancier:
    """Toutes les actions datées, prêtes à dessiner.

    Attributes:
        annees: l'axe du temps.
        aujourd_hui: la place du jour de la construction ; None s'il est hors de l'axe.
    """

    groupes: Sequence[GroupeDeCalendrier]
    annees: Sequence[AnneeDEchelle]
    aujourd_hui: float | None

    @property
    def barres(self) -> list[Barre]:
        """Toutes les barres, pour n'écrire en légende que ce qui est dessiné."""
        rangees = (rangee for groupe in self.groupes for rangee in groupe.rangees)
        return [rangee.barre for rangee in rangees if rangee.barre]


def est_datee(action: Ligne) -> bool:
    """Vrai si l'action, ou une de ses étapes, a un début ou une fin."""
    return any(periode.debut or periode.fin for periode in _periodes(action))


def etapes_tues(actions: Iterable[Ligne]) -> int:
    """Combien d'étapes datées un calendrier trop long ne montre pas ; 0 s'il les montre toutes."""
    datees = [action for action in actions if est_datee(action)]
    toutes = sum(1 for action in datees for une in _periodes(action) if une.debut or une.fin)
    montrees = sum(1 for action in datees for une in periodes_montrees(action, etapes=False))
    return toutes - montrees if toutes > RANGEES_MAXIMUM else 0


def periodes_montrees(action: Ligne, *, etapes: bool) -> list[Periode]:
    """Ce qu'un calendrier montre de daté d'une action ; ses étapes, si elle n'a pas ses dates.

    Args:
        action: une action datée.
        etapes: vrai pour montrer aussi celles des actions qui ont leurs dates.
    """
    fiche = action.fiche
    assert fiche is not None
    seule = not etapes and (fiche.debut or fiche.fin)
    voulues = [fiche] if seule else _periodes(action)
    return [periode for periode in voulues if periode.debut or periode.fin]


def a_un_calendrier(territoire: TerritoirePublie) -> bool:
    """Vrai si assez d'actions ont une date."""
    return sum(map(est_datee, actions_du_territoire(territoire))) >= ACTIONS_MINIMUM


def frise_a_part(territoire: TerritoirePublie) -> tuple[Ligne, ...]:
    """Les actions d'une frise qui se lit sur sa page ; aucune si elle tient avec l'agenda."""
    actions = list(actions_du_territoire(territoire))
    datees = tuple(action for action in actions if est_datee(action))
    avec_etapes = not etapes_tues(actions)
    rangees = sum(len(periodes_montrees(action, etapes=avec_etapes)) for action in datees)
    return datees if rangees > RANGEES_PAR_PAGE else ()


def dresser_l_echeancier(
    actions: Iterable[Ligne], aujourd_hui: date, *, etapes: bool = True
) -> Echeancier:
    """L'échéancier de quelques actions, groupées par ligne du premier rang.

    Args:
        actions: dans l'ordre du plan ; une au moins est datée.
        aujourd_hui: le jour de la construction.
        etapes: faux pour taire les étapes des actions qui ont leurs dates.
    """
    datees = [action for action in actions if est_datee(action)]
    etendues = {
        id(periode): mesurer_l_etendue(periode)
        for action in datees
        for periode in periodes_montrees(action, etapes=etapes)
    }
    bornes = [etendue.bornes for etendue in etendues.values()]
    echelle = sur_des_annees_entieres(
        Echelle(min(debut for debut, _ in bornes), max(fin for _, fin in bornes))
    )
    groupes: dict[Ligne | None, list[RangeeDeCalendrier]] = {}
    for action in datees:
        groupe = groupes.setdefault(action.ancetres[0] if action.ancetres else None, [])
        for periode in _periodes(action):
            etape = periode if isinstance(periode, Etape) else None
            etendue = etendues.get(id(periode))
            if etendue or etape is None:
                barre = _placer(etendue, echelle) if etendue else None
                groupe.append(RangeeDeCalendrier(action, etape, barre))
    jour = aujourd_hui.toordinal()
    return Echeancier(
        [GroupeDeCalendrier(racine, rangees) for racine, rangees in groupes.items()],
        nommer_les_annees(echelle),
        echelle.placer(jour) if echelle.debut <= jour <= echelle.fin else None,
    )


def mesurer_l_etendue(periode: Periode) -> Etendue:
    """Les jours d'une période datée, sûrs et possibles, et ses bouts ouverts."""
    debut, fin = periode.debut, periode.fin
    if debut is None or fin is None:
        seule = debut or fin
        assert seule is not None
        return _d_une_seule_date(seule, est_la_fin=debut is None)
    premier, dernier = bornes_a_dessiner(debut)[0], bornes_a_dessiner(fin)[1]
    if debut.debut is None:
        premier = min(premier, bornes_a_dessiner(fin)[0])
    sur_des = premier if debut.debut is None or debut.fin is None else debut.fin.toordinal()
    if fin.fin is None:
        dernier = max(dernier, sur_des)
    sur_jusqu_a = dernier if fin.debut is None or fin.fin is None else fin.debut.toordinal()
    if debut.au_plus_tot or sur_des > sur_jusqu_a:
        zones: list[tuple[Bornes, bool]] = [((premier, dernier), False)]
    else:
        zones = [((sur_des, sur_jusqu_a), True)]
        if premier < sur_des:
            zones.insert(0, ((premier, sur_des), False))
        if sur_jusqu_a < dernier:
            zones.append(((sur_jusqu_a, dernier), False))
    return Etendue(tuple(zones), debut.debut is None, fin.fin is None, _jour(fin))


def _d_une_seule_date(dite: DatePartielle, *, est_la_fin: bool) -> Etendue:
    """Un début sans fin, une échéance sans début ; une période dite par ses bornes se suffit."""
    zone = (bornes_a_dessiner(dite), dite.exacte or dite.periode)
    avant = dite.debut is None or (est_la_fin and not dite.periode)
    apres = dite.fin is None or not (est_la_fin or dite.periode)
    return Etendue((zone,), avant, apres, _jour(dite) if est_la_fin else None)


def _jour(fin: DatePartielle) -> int | None:
    """Le dernier jour d'une fin ; None si elle-même reste ouverte."""
    return fin.fin.toordinal() if fin.fin else None


def _placer(etendue: Etendue, echelle: Echelle) -> Barre:
    """La barre d'une étendue ; la fin d'un jour est le début du suivant."""
    debut, fin = etendue.bornes
    return Barre(
        tuple(
            ZoneDeBarre(echelle.placer(de), round(echelle.placer(a) - echelle.placer(de), 2), sure)
            for (de, a), sure in etendue.zones
            if a > de
        ),
        echelle.placer(debut) if debut == fin and etendue.zones[0][1] else None,
        echelle.placer(debut) if debut == fin and not etendue.zones[0][1] else None,
        echelle.placer(debut),
        echelle.placer(fin),
        etendue.avant,
        etendue.apres,
        None if etendue.echeance is None else echelle.placer(etendue.echeance),
    )


def _periodes(action: Ligne) -> Iterator[Periode]:
    """L'action, puis ses étapes."""
    assert action.fiche is not None
    yield action.fiche
    yield from action.fiche.etapes
