"""Les territoires qui se ressemblent par leur type, leur taille et leurs thèmes.

L'indice est la moyenne de trois parts égales : même type ou non ; la plus petite population
rapportée à la plus grande ; les thèmes communs rapportés à tous ceux que l'un ou l'autre
aborde dans son plan (le contexte ne compte pas). Il ne sert qu'à choisir et à ranger : ce que
l'on publie, ce sont les raisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from ..corpus.plan import TerritoirePublie
from ..texte.typographie import INSECABLE, accorder, nombre_ecrit
from .mentions import MentionDeTheme, NiveauDeMention

VOISINAGE = 3 / 4
"""Part de la grande population que la petite doit atteindre pour une « taille voisine »."""

MINIMUM = 0.4
"""Indice sous lequel deux territoires ne sont pas dits semblables : le type seul n'y suffit pas."""


@dataclass(frozen=True, slots=True)
class Semblable:
    """Un territoire qui ressemble à un autre, et pourquoi."""

    territoire: TerritoirePublie
    raisons: tuple[str, ...]


class Semblables:
    """Les ressemblances de tous les territoires, d'après les mentions de chaque thème."""

    def __init__(self, mentions: Mapping[str, Sequence[MentionDeTheme]]) -> None:
        self._themes: dict[str, set[str]] = defaultdict(set)
        for theme, dites in mentions.items():
            for mention in dites:
                if mention.niveau is not NiveauDeMention.C:
                    self._themes[mention.territoire.slug].add(theme)

    def de(
        self, territoire: TerritoirePublie, parmi: Sequence[TerritoirePublie], nombre: int = 3
    ) -> list[Semblable]:
        """Les territoires les plus semblables, du plus au moins ; aucun s'ils le sont trop peu."""
        indices = (
            (self.indice(territoire, autre), -rang, autre)
            for rang, autre in enumerate(parmi)
            if autre is not territoire
        )
        choisis = nlargest(nombre, (indice for indice in indices if indice[0] >= MINIMUM))
        return [Semblable(autre, self.raisons(territoire, autre)) for _, _, autre in choisis]

    def indice(self, un: TerritoirePublie, autre: TerritoirePublie) -> float:
        """De 0 (rien de commun) à 1 (même type, même taille, mêmes thèmes)."""
        communs, tous = self._themes_des_deux(un, autre)
        meme_type = un.donnees.type is autre.donnees.type
        return (meme_type + _taille(un, autre) + (communs / tous if tous else 0)) / 3

    def raisons(self, un: TerritoirePublie, autre: TerritoirePublie) -> tuple[str, ...]:
        """« même type », « taille voisine : … », « 9 thèmes communs sur 12 »."""
        raisons = []
        if un.donnees.type is autre.donnees.type:
            raisons.append(f"même type : {un.donnees.type.libelle.lower()}")
        if _taille(un, autre) >= VOISINAGE:
            peuples = [nombre_ecrit(population(t) or 0) for t in (un, autre)]
            raisons.append(f"taille voisine : {peuples[0]} et {peuples[1]} habitants")
        communs, tous = self._themes_des_deux(un, autre)
        if communs:
            accord = accorder(communs, "thème commun", "thèmes communs")
            raisons.append(f"{accord} sur {tous}".replace(" ", INSECABLE))
        return tuple(raisons)

    def _themes_des_deux(self, un: TerritoirePublie, autre: TerritoirePublie) -> tuple[int, int]:
        """Combien de thèmes les deux abordent, et combien l'un ou l'autre."""
        siens, leurs = self._themes[un.slug], self._themes[autre.slug]
        communs = len(siens & leurs)
        return communs, len(siens) + len(leurs) - communs


def population(territoire: TerritoirePublie) -> int | None:
    """La population d'aujourd'hui, sinon celle que le document donne à l'ensemble."""
    declarees = (p.nombre for p in territoire.donnees.populations if p.perimetre is None)
    return territoire.population_officielle or next(declarees, None)


def _taille(un: TerritoirePublie, autre: TerritoirePublie) -> float:
    """La plus petite population rapportée à la plus grande ; 0 si l'une est inconnue."""
    petite, grande = sorted((population(un) or 0, population(autre) or 0))
    return petite / grande if grande else 0.0
