"""Le bilan d'une année : où en est chaque action d'un plan, et ce qu'il faut encore demander.

Chaque action est dans une rubrique, et une seule : leurs comptes font le total. Ce qui les recoupe
(les nouvelles, celles dont l'année ne dit rien) est à part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from ..corpus.corpus import VersionPubliee
from ..corpus.plan import Ligne, Plan
from ..modele.date_partielle import DatePartielle, jour_en_francais
from ..modele.etape import ValeurDatee
from ..modele.fiche_action import Bilan, FicheAction, StatutPasse
from ..modele.vocabulaire import Statut
from .releves import (
    IndicateurReleve,
    finit_avant,
    finit_dans,
    indicateurs_de_la_fiche,
    releves_de_l_annee,
)
from .suivi import TERMINES, echeance_depassee
from .versions import Changements, NatureDEvolution, comparer_les_versions


class RubriqueDuBilan(Enum):
    """Où en est une action à la fin d'une année ; la valeur est ce qui s'en lit."""

    REALISEE = "Réalisées"
    EN_COURS = "En cours"
    EN_RETARD = "En retard sur leur échéance"
    EN_PAUSE = "En pause"
    ABANDONNEE = "Abandonnées"
    A_VENIR = "À venir"
    PISTE = "Pistes à l’étude"
    SANS_SUIVI = "Sans suivi renseigné"
    CLOSE_AVANT = "Closes avant l’année"

    def dite(self, annee: int) -> str:
        """Le titre de la rubrique, une année : « Closes avant 2026 »."""
        return self.value.replace("l’année", str(annee))


DE_STATUT = {
    Statut.REALISEE: RubriqueDuBilan.REALISEE,
    Statut.EN_COURS: RubriqueDuBilan.EN_COURS,
    Statut.EN_AMORCAGE: RubriqueDuBilan.EN_COURS,
    Statut.EN_PAUSE: RubriqueDuBilan.EN_PAUSE,
    Statut.ABANDONNEE: RubriqueDuBilan.ABANDONNEE,
    Statut.A_VENIR: RubriqueDuBilan.A_VENIR,
    Statut.PISTE: RubriqueDuBilan.PISTE,
    None: RubriqueDuBilan.SANS_SUIVI,
}
"""La rubrique de chaque statut, l'échéance mise à part."""
PEUVENT_TARDER = {RubriqueDuBilan.EN_COURS, RubriqueDuBilan.A_VENIR}
"""Celles dont l'échéance passée fait un retard ; sans suivi, on ne sait pas si c'en est un."""


@dataclass(frozen=True, eq=False)
class ActionAuBilan:
    """Une action, et ce que l'année en dit.

    Attributes:
        etat: son statut à la fin de l'année, d'après son historique ; None s'il n'est pas dit.
        bilan: ce qui en est écrit pour l'année ; None si rien ne l'est.
        muette: vrai si rien de daté de l'année ne parle d'elle, et qu'il faut demander.
        nouvelle: vrai si elle n'était pas dans le plan au début de l'année, ou y a commencé.
    """

    ligne: Ligne
    fiche: FicheAction
    rubrique: RubriqueDuBilan
    etat: StatutPasse | None
    bilan: Bilan | None
    muette: bool
    nouvelle: bool

    @property
    def pilotes(self) -> tuple[str, ...]:
        """Qui la pilote, à défaut qui la porte."""
        return self.fiche.pilotes or ((self.fiche.porteur,) if self.fiche.porteur else ())

    @property
    def avancement(self) -> int | None:
        """Son avancement, si l'état dont on parle est celui d'aujourd'hui."""
        actuel = self.etat is not None and self.etat.depuis == self.fiche.statut_depuis
        return self.fiche.avancement if actuel else None

    @property
    def derniere_nouvelle(self) -> DatePartielle | None:
        """La date de ce que l'on en sait de plus récent ; None si rien n'est daté."""
        dites = [d for d in (self.fiche.statut_depuis, self.fiche.maj) if d]
        return max(dites, default=None)


@dataclass(frozen=True, eq=False)
class BilanAnnuel:
    """Le bilan d'un plan, une année.

    Attributes:
        jour: celui où l'on se place : aujourd'hui, ou la fin de l'année si elle est passée.
        depuis: la version figée à laquelle le plan se compare ; None s'il n'y en a pas.
        actions: dans l'ordre du plan.
        indicateurs: ceux qui furent relevés dans l'année, dans l'ordre du plan.
        changements: ce qui a changé depuis la version ; None s'il n'y en a pas.
    """

    plan: Plan
    annee: int
    jour: date
    depuis: VersionPubliee | None
    actions: tuple[ActionAuBilan, ...]
    indicateurs: tuple[IndicateurReleve, ...]
    changements: Changements | None

    @cached_property
    def rubriques(self) -> list[tuple[RubriqueDuBilan, list[ActionAuBilan]]]:
        """Les actions par rubrique, sans rubrique vide ; chacune n'est que dans une."""
        rangees = (
            (rubrique, [action for action in self.actions if action.rubrique is rubrique])
            for rubrique in RubriqueDuBilan
        )
        return [(rubrique, actions) for rubrique, actions in rangees if actions]

    @property
    def jour_dit(self) -> str:
        """Le jour où l'on se place, en français."""
        return jour_en_francais(self.jour)

    @cached_property
    def parties(self) -> list[tuple[str, str]]:
        """Les parties du bilan qui ont quelque chose à dire : leur nom, leur titre."""
        rubriques = [
            (rubrique.name.lower(), rubrique.dite(self.annee)) for rubrique, _ in self.rubriques
        ]
        autres = (
            ("muettes", f"Ce qu’il faut demander sur {self.annee}", self.muettes),
            ("nouvelles", "Les actions nouvelles", self.nouvelles),
            ("indicateurs", "Les indicateurs relevés", self.indicateurs),
            ("changements", "Ce qui a changé dans le plan", self.changements),
        )
        restent = [(nom, titre) for nom, titre, contenu in autres if contenu]
        return [("essentiel", "L’essentiel"), *rubriques, *restent]

    @property
    def nouvelles(self) -> list[ActionAuBilan]:
        """Les actions arrivées depuis la version, ou commencées dans l'année."""
        return [action for action in self.actions if action.nouvelle]

    @property
    def muettes(self) -> list[ActionAuBilan]:
        """Celles dont rien de l'année ne parle, et qu'il faut demander."""
        return [action for action in self.actions if action.muette]

    @property
    def sans_suivi(self) -> bool:
        """Vrai si personne n'a encore rien dit d'aucune action."""
        return not any(a.fiche.statut or a.fiche.bilans for a in self.actions)

    @property
    def ont_bouge(self) -> list[IndicateurReleve]:
        """Les indicateurs dont la valeur a changé dans l'année."""
        return [releve for releve in self.indicateurs if releve.a_bouge]


def dresser_le_bilan_de_l_annee(
    plan: Plan, annee: int, aujourd_hui: date, depuis: VersionPubliee | None = None
) -> BilanAnnuel:
    """Le bilan d'un plan, une année.

    Args:
        aujourd_hui: le jour où l'on prépare la réunion.
        depuis: la version figée à laquelle le comparer.
    """
    jour = min(aujourd_hui, date(annee, 12, 31))
    changements = comparer_les_versions(depuis.plan, plan) if depuis else None
    arrivees = _arrivees(changements) if changements else None
    actions = tuple(
        _action(ligne, ligne.fiche, annee, jour, arrivees) for ligne in plan.lignes if ligne.fiche
    )
    releves = tuple(releve for ligne in plan.lignes for releve in releves_de_l_annee(ligne, annee))
    return BilanAnnuel(plan, annee, jour, depuis, actions, releves, changements)


def version_de_reference(versions: list[VersionPubliee], annee: int) -> VersionPubliee | None:
    """La version d'où compter l'année : la dernière d'avant, sinon la première de l'année."""
    avant = [version for version in versions if version.jour < date(annee, 1, 1)]
    pendant = [version for version in versions if version.jour.year == annee]
    return avant[-1] if avant else pendant[0] if pendant else None


def _arrivees(changements: Changements) -> set[str]:
    ajoutees = changements.de_nature(NatureDEvolution.AJOUTEE)
    return {ligne.id for evolution in ajoutees for ligne in evolution.apres}


def _action(
    ligne: Ligne, fiche: FicheAction, annee: int, jour: date, arrivees: set[str] | None
) -> ActionAuBilan:
    bilan = next((b for b in fiche.bilans if b.annee == annee), None)
    etat = statut_au(fiche, jour)
    statut = etat.statut if etat else None
    rubrique = DE_STATUT[statut]
    if rubrique in PEUVENT_TARDER and echeance_depassee(fiche, jour):
        rubrique = RubriqueDuBilan.EN_RETARD
    if etat and statut in TERMINES and bilan is None and finit_avant(etat.depuis, annee):
        rubrique = RubriqueDuBilan.CLOSE_AVANT
    tues = {RubriqueDuBilan.CLOSE_AVANT, RubriqueDuBilan.PISTE}
    muette = rubrique not in tues and not _parle_de_l_annee(fiche, annee)
    commencee = fiche.debut is not None and finit_dans(fiche.debut, annee)
    nouvelle = commencee if arrivees is None else ligne.id in arrivees
    return ActionAuBilan(ligne, fiche, rubrique, etat, bilan, muette, nouvelle)


def statut_au(fiche: FicheAction, jour: date) -> StatutPasse | None:
    """Où en était une action un jour, d'après son historique ; None si rien ne le dit.

    Un bilan se prépare souvent l'année d'après : un statut pris depuis n'est pas encore le sien.
    """
    dits = [*fiche.historique]
    if fiche.statut:
        dits.append(StatutPasse(statut=fiche.statut, depuis=fiche.statut_depuis, motif=fiche.motif))
    for dit in reversed(dits):
        if dit.depuis is None or dit.depuis.debut is None or dit.depuis.debut <= jour:
            return dit
    return None


def _parle_de_l_annee(fiche: FicheAction, annee: int) -> bool:
    """Vrai si quelque chose de daté de l'année dit où en est l'action."""
    datees = [
        fiche.statut_depuis,
        *(passe.depuis for passe in fiche.historique),
        *(valeur.date for valeur in _valeurs(fiche)),
    ]
    return any(b.annee == annee for b in fiche.bilans) or any(
        dite is not None and finit_dans(dite, annee) for dite in datees
    )


def _valeurs(fiche: FicheAction) -> Iterator[ValeurDatee]:
    for indicateur in indicateurs_de_la_fiche(fiche):
        yield from indicateur.valeurs
