"""Des valeurs qui augmentent d'une unité par ligne : une cellule tirée vers le bas, par mégarde.

Le tableur qui recopie « 31/12/2026 » sur dix lignes écrit, sans rien dire, dix jours de suite.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from ...modele.date_partielle import lire_date
from ...modele.socle import Refus
from .dates import date_de
from .grille import est_un_nombre
from .hors_de_propos import BUDGETS
from .niveaux import ApportDeCellule, PlanLu
from .rapport import RapportDeLecture
from .roles_des_colonnes import DATES

LIGNES_MINIMUM = 3
"""Lignes de suite sans lesquelles ce peut être un hasard."""
MONTANT_MINIMUM = 1000
"""Sous ce nombre, 1, 2, 3 peuvent se suivre pour de bon."""


def signaler_les_recopies(plan: PlanLu, rapport: RapportDeLecture, *, depuis_1904: bool) -> None:
    """Une remarque par suite : ses cellules, et ce qu'il faut vérifier."""
    colonnes: dict[tuple[int, int, str], dict[int, tuple[ApportDeCellule, int]]] = {}
    for element in plan.actions():
        for apport in element.apports:
            if (rang := _rang(apport, depuis_1904)) is not None:
                cle = (apport.ou.rang, apport.ou.colonne, apport.colonne.sens.champ)
                colonnes.setdefault(cle, {})[apport.ou.ligne] = (apport, rang)
    for lignes in colonnes.values():
        for suite in _suites([valeur for _, valeur in sorted(lignes.items())]):
            premier, dernier = suite[0], suite[-1]
            est_une_date = premier.colonne.sens.champ in DATES
            quoi, pas = ("dates", "d'un jour") if est_une_date else ("montants", "d'un euro")
            rapport.remarques.avertir(
                premier.ou,
                premier.colonne.entete,
                f"de {premier.ou.case} à {dernier.ou.case}, {len(suite)} {quoi} augmentent {pas} "
                "par ligne, comme une cellule tirée vers le bas",
                "vérifier ; s'il le faut, recopier la première valeur dans toutes",
            )


def _rang(apport: ApportDeCellule, depuis_1904: bool) -> int | None:
    """Le jour, ou le montant, dont on suit la progression."""
    valeur, champ = apport.cellule.valeur, apport.colonne.sens.champ
    if champ in BUDGETS:
        entier = est_un_nombre(valeur) and valeur == int(valeur) and valeur >= MONTANT_MINIMUM
        return int(valeur) if entier and est_un_nombre(valeur) else None
    if champ not in DATES:
        return None
    if isinstance(valeur, date):
        return valeur.toordinal()
    try:
        lue = lire_date(date_de(valeur, depuis_1904))
    except Refus:
        return None
    return lue.debut.toordinal() if lue.exacte and lue.debut else None


def _suites(
    valeurs: Sequence[tuple[ApportDeCellule, int]],
) -> Iterable[list[ApportDeCellule]]:
    """Les valeurs qui se suivent d'une unité : leur écart à leur place y est le même."""
    for _, groupe in groupby(enumerate(valeurs), key=lambda place: place[1][1] - place[0]):
        suite = [apport for _, (apport, _) in groupe]
        if len(suite) >= LIGNES_MINIMUM:
            yield suite
