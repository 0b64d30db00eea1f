"""Ce que d'autres territoires font sur les mêmes thèmes qu'une ligne.

Le choix est borné : le classement se fait une fois par combinaison de thèmes, et chaque ligne
n'y prend que quelques voisines, de territoires différents. Le temps reste proportionnel au
nombre de lignes, quel que soit le nombre de territoires.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne

FENETRE = 60
"""Lignes d'une combinaison que l'on regarde pour chaque ligne : ce qui borne le temps."""


class Ailleurs:
    """Les lignes voisines par thème, pour tout un corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._rangs = {slug: rang for rang, slug in enumerate(corpus.territoires)}
        self._voisines: dict[tuple[Ligne, int], list[Ligne]] = {}
        self._classements: dict[frozenset[str], list[frozenset[str]]] = {}
        self._par_combinaison: dict[frozenset[str], list[Ligne]] = defaultdict(list)
        for ligne in corpus.lignes:
            if ligne.themes:
                self._par_combinaison[frozenset(ligne.themes)].append(ligne)

    def voisines(self, ligne: Ligne, nombre: int = 5) -> list[Ligne]:
        """Au plus `nombre` lignes d'autres territoires, une par territoire, les plus proches.

        Returns:
            Les lignes qui partagent le plus de thèmes ; à égalité, d'abord le même type, puis
            les territoires qui suivent celui de la ligne, pour que chacun soit montré.
        """
        if (cle := (ligne, nombre)) not in self._voisines:
            self._voisines[cle] = self._choisir(ligne, nombre)
        return self._voisines[cle]

    def _choisir(self, ligne: Ligne, nombre: int) -> list[Ligne]:
        choisies: list[Ligne] = []
        territoires = {ligne.territoire.slug}
        for combinaison in self._classer(frozenset(ligne.themes)):
            for candidate in self._tourner(combinaison, ligne):
                if candidate.territoire.slug not in territoires:
                    choisies.append(candidate)
                    territoires.add(candidate.territoire.slug)
                    if len(choisies) == nombre:
                        return choisies
        return choisies

    def _classer(self, themes: frozenset[str]) -> list[frozenset[str]]:
        """Les combinaisons qui partagent un thème, de la plus à la moins ressemblante."""
        if themes not in self._classements:
            communes = [autre for autre in self._par_combinaison if autre & themes]
            self._classements[themes] = sorted(
                communes,
                key=lambda autre: (-len(autre & themes) / len(autre | themes), sorted(autre)),
            )
        return self._classements[themes]

    def _tourner(self, combinaison: frozenset[str], ligne: Ligne) -> list[Ligne]:
        """Les lignes d'une combinaison, à partir du territoire qui suit ; le même type d'abord."""
        lignes = self._par_combinaison[combinaison]
        depart = bisect_right(lignes, self._rang(ligne), key=self._rang)
        fenetre = lignes[depart : depart + FENETRE]
        fenetre += lignes[: min(depart, FENETRE - len(fenetre))]
        memes = [autre for autre in fenetre if autre.type is ligne.type]
        return memes + [autre for autre in fenetre if autre.type is not ligne.type]

    def _rang(self, ligne: Ligne) -> int:
        """La place du territoire de la ligne : les lignes d'une combinaison la suivent."""
        return self._rangs[ligne.territoire.slug]
