"""Ce que l'on tire des actions d'un territoire : leur budget, leur calendrier."""

from __future__ import annotations

from dataclasses import dataclass

from ..comparaison.agenda import TempsDuTrimestre, dresser_l_agenda, nommer_le_trimestre
from ..comparaison.budget import BudgetDuPlan, budgeter
from ..comparaison.echeancier import dresser_l_echeancier, est_datee, etapes_tues
from ..comparaison.suivi import actions_du_territoire, actions_sous
from ..corpus.plan import Ligne, Plan
from ..modele.date_partielle import jour_en_francais
from ..pages.adresse import adresse_du_calendrier
from ..pages.du_plan import volets_du_calendrier
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


@macro
def calendrier_des_actions(vue: Vue, territoire: str, volet: str = "") -> str:
    """Le calendrier des actions d'un territoire : l'agenda par trimestre, puis la frise.

    Args:
        territoire: identifiant du territoire
        volet: « frise », quand la frise d'un long plan se lit à part
    """
    publie = vue.corpus.territoire(territoire)
    aujourd_hui = vue.publication.aujourd_hui
    actions = list(actions_du_territoire(publie))
    datees = sum(map(est_datee, actions))
    tues = etapes_tues(actions)
    jour = jour_en_francais(aujourd_hui)
    volets = volets_du_calendrier(publie)
    dessine = datees and (volet or not volets)
    echeancier = dresser_l_echeancier(actions, aujourd_hui, etapes=not tues) if dessine else None
    adresse = adresse_du_calendrier(publie)
    if volet:
        return vue.rendre("frise_des_actions.html", adresse=adresse, e=echeancier, jour=jour)
    agenda = dresser_l_agenda(actions, aujourd_hui, etapes=not tues)
    return vue.rendre(
        "calendrier_des_actions.html",
        jour=jour,
        agenda={temps.name: [t for t in agenda if t.temps is temps] for temps in TempsDuTrimestre},
        ce_trimestre=nommer_le_trimestre(aujourd_hui),
        echeancier=echeancier,
        etapes_tues=tues,
        datees=datees,
        sans_date=len(actions) - datees,
        volets=volets,
        adresse=adresse,
    )


def _budgeter(plan: Plan, entier: BudgetDuPlan) -> PlanBudgete:
    branches = [
        (racine, sien)
        for racine in plan.racines
        if racine.enfants and (sien := budgeter(actions_sous(racine)))
    ]
    somme = sum(len(sien.montants) for _, sien in branches)
    distincts = {(id(m.budget), m.depense) for _, sien in branches for m in sien.montants}
    return PlanBudgete(plan, entier, branches, somme > len(distincts))
