"""Le réservoir d'idées : ce que font des territoires comparables, et qu'un plan n'aborde pas.

Rien n'y est rangé du meilleur au moins bon : les thèmes sont dans leur ordre, les territoires dans
l'ordre alphabétique, les actions dans celui de leur plan, avec leurs mots. Un exemple inventé n'en
est pas une.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.referentiel import Theme
from ..modele.vocabulaire import TypeNiveau, TypeTerritoire
from .semblables import population

VOISINS_MAXIMUM = 8
"""Combien de territoires comparables on retient, au plus."""
RAPPORT_MAXIMUM = 2
"""De moitié moins à deux fois plus d'habitants."""
ACTIONS_PAR_VOISIN = 4
"""Actions d'un même territoire citées sous un thème ; les autres sont comptées."""


@dataclass(frozen=True, slots=True)
class IdeesDUnVoisin:
    """Les actions d'un territoire sur un thème : celles que l'on cite, et combien d'autres."""

    territoire: TerritoirePublie
    actions: Sequence[Ligne]
    autres: int


@dataclass(frozen=True, slots=True)
class IdeesDuTheme:
    """Un thème absent d'un plan, et ce que d'autres y font."""

    theme: Theme
    voisins: Sequence[IdeesDUnVoisin]


class ReservoirDIdees:
    """Les territoires comparables de chacun, et ce qu'ils font qu'il ne fait pas."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._abordes: dict[str, set[str]] = defaultdict(set)
        self._actions: dict[str, dict[str, list[Ligne]]] = defaultdict(lambda: defaultdict(list))
        self._tailles: dict[TypeTerritoire, list[tuple[int, str]]] = defaultdict(list)
        for territoire in corpus.territoires.values():
            self._ranger(territoire)
        for tailles in self._tailles.values():
            tailles.sort()

    def voisins(self, territoire: TerritoirePublie) -> list[TerritoirePublie]:
        """Ceux du même type, les plus proches par leur population, par ordre alphabétique."""
        sienne = population(territoire)
        if not sienne:
            return []
        tailles = self._tailles[territoire.donnees.type]
        place = bisect_left(tailles, (sienne, territoire.slug))
        fenetre = tailles[max(0, place - VOISINS_MAXIMUM) : place + VOISINS_MAXIMUM + 1]
        comparables = sorted(
            (abs(autre - sienne), slug)
            for autre, slug in fenetre
            if slug != territoire.slug
            and max(autre, sienne) <= RAPPORT_MAXIMUM * min(autre, sienne)
        )
        retenus = {slug for _, slug in comparables[:VOISINS_MAXIMUM]}
        return [t for slug, t in self._corpus.territoires.items() if slug in retenus]

    def idees(self, territoire: TerritoirePublie) -> list[IdeesDuTheme]:
        """Les thèmes que son plan n'aborde pas et où un voisin agit ; rien s'il n'a pas de plan."""
        if not self._abordes[territoire.slug]:
            return []
        voisins = self.voisins(territoire)
        absents = (
            theme
            for id_, theme in self._corpus.themes.items()
            if id_ not in self._abordes[territoire.slug]
        )
        trouves = [IdeesDuTheme(theme, self._chez(voisins, theme.id)) for theme in absents]
        return [idees for idees in trouves if idees.voisins]

    def _chez(self, voisins: Iterable[TerritoirePublie], theme: str) -> list[IdeesDUnVoisin]:
        return [
            IdeesDUnVoisin(
                voisin,
                actions[:ACTIONS_PAR_VOISIN],
                max(0, len(actions) - ACTIONS_PAR_VOISIN),
            )
            for voisin in voisins
            if (actions := self._actions[voisin.slug].get(theme))
        ]

    def _ranger(self, territoire: TerritoirePublie) -> None:
        if taille := population(territoire):
            self._tailles[territoire.donnees.type].append((taille, territoire.slug))
        for plan in territoire.plans:
            for ligne in plan.lignes:
                self._abordes[territoire.slug].update(ligne.themes)
                if ligne.type is TypeNiveau.ACTION and not ligne.exemple:
                    for theme in ligne.themes:
                        self._actions[territoire.slug][theme].append(ligne)
