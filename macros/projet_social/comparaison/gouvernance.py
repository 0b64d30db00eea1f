"""Qui porte la politique sociale, et la place du CIAS dans chaque territoire."""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.plan import Plan
from ..modele.projet import Gouvernance
from ..modele.vocabulaire import Cias
from .selection import Selection


@dataclass(frozen=True)
class Gouvernances:
    """La gouvernance de chaque plan, et le compte des situations du CIAS."""

    lignes: list[tuple[Plan, Gouvernance | None]]
    cias: list[tuple[Cias, list[Plan]]]
    muets: list[Plan]

    @property
    def signataires(self) -> bool:
        """Vrai si un plan au moins nomme les siens."""
        return any(gouvernance and gouvernance.signataires for _, gouvernance in self.lignes)

    @property
    def instances(self) -> bool:
        """Vrai si un plan au moins nomme les siennes."""
        return any(gouvernance and gouvernance.instances for _, gouvernance in self.lignes)


def gouverner(selection: Selection) -> Gouvernances:
    """La gouvernance des plans choisis."""
    lignes = [(plan, plan.projet.gouvernance) for plan in selection.plans]
    par_cias = [(cias, [p for p, g in lignes if g and g.cias is cias]) for cias in Cias]
    return Gouvernances(
        lignes,
        [(cias, plans) for cias, plans in par_cias if plans],
        [plan for plan, gouvernance in lignes if gouvernance is None or gouvernance.cias is None],
    )
