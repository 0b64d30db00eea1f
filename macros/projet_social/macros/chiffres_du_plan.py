"""Ce que l'on tire des actions d'un territoire : leur budget, année par année."""

from __future__ import annotations

from dataclasses import dataclass

from ..comparaison.budget import BudgetDuPlan, budgeter, parcourir_ce_qui_sert
from ..corpus.plan import Ligne, Plan
from .registre import macro
from .vue import Vue


@dataclass(frozen=True, slots=True)
class PlanBudgete:
    """Un plan, son budget, et celui de chaque ligne du premier rang qui en a un.

    Attributes:
        repete: vrai si une même action compte sous deux de ces lignes.
    """

    plan: Plan
    budget: BudgetDuPlan
    branches: list[tuple[Ligne, BudgetDuPlan]]
    repete: bool


@macro
def budget_des_actions(vue: Vue, territoire: str) -> str:
    """Le budget des actions d'un territoire : ce qui s'additionne, et ce qui reste à part.

    Args:
        territoire: identifiant du territoire
    """
    publie = vue.corpus.territoire(territoire)
    budgetes = [
        _budgeter(plan, entier) for plan in publie.plans if (entier := budgeter(plan.lignes))
    ]
    return vue.rendre("budget_des_actions.html", territoire=publie, plans=budgetes)


def _budgeter(plan: Plan, entier: BudgetDuPlan) -> PlanBudgete:
    branches = [
        (racine, sien)
        for racine in plan.racines
        if racine.enfants and (sien := budgeter(parcourir_ce_qui_sert(racine)))
    ]
    somme = sum(len(sien.montants) for _, sien in branches)
    distincts = {(id(m.budget), m.depense) for _, sien in branches for m in sien.montants}
    return PlanBudgete(plan, entier, branches, somme > len(distincts))
