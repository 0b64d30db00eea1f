"""Ce qui se calcule du suivi d'une action, et ne s'écrit jamais à la main."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from ..corpus.plan import Ligne
from ..modele.fiche_action import FicheAction
from ..modele.vocabulaire import Statut

TERMINES = {Statut.REALISEE, Statut.ABANDONNEE}
SANS_NOUVELLES = timedelta(days=365)


def signaux(fiche: FicheAction, aujourd_hui: date) -> list[str]:
    """« Échéance dépassée », « Sans nouvelles depuis 12 mois », ou rien."""
    if fiche.statut is None or fiche.statut in TERMINES:
        return []
    trouves = []
    if fiche.fin and fiche.fin.fin and fiche.fin.fin < aujourd_hui:
        trouves.append("Échéance dépassée")
    nouvelles = [d.fin for d in (fiche.maj, fiche.statut_depuis) if d and d.fin]
    nouvelles += [date(bilan.annee, 12, 31) for bilan in fiche.bilans]
    if nouvelles and max(nouvelles) + SANS_NOUVELLES < aujourd_hui:
        trouves.append("Sans nouvelles depuis 12 mois")
    return trouves


def compter_les_statuts(lignes: Iterable[Ligne]) -> list[tuple[Statut | None, int]]:
    """Le nombre d'actions par statut, dans l'ordre du suivi ; None : suivi non renseigné."""
    comptes = Counter(ligne.statut for ligne in lignes if ligne.fiche)
    return [(statut, comptes[statut]) for statut in (*Statut, None) if comptes[statut]]
