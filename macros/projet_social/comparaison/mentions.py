"""Où chaque thème est dit, territoire par territoire, et avec quels mots.

A : dans une ligne du premier niveau du plan (celui que la comparaison lit : axe, enjeu, champ…) ou
une ambition ; O : dans une ligne en dessous, une action ou un point transversal ; C : dans le
contexte, la démarche ou les commentaires seulement. Ces mots sont ceux que l'on compte, et ceux que
le lecteur lit : ils ne sont écrits qu'ici.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie, dire_l_exemple
from ..modele.source import Reference
from ..modele.vocabulaire import Vocabulaire


class NiveauDeMention(Vocabulaire):
    """L'importance du lieu où le thème est dit ; le plus haut est le plus petit."""

    A = "A", "premier niveau du plan, ou ambition"
    O = "O", "niveau en dessous, ou action"  # noqa: E741 - les lettres de la grille publiée
    C = "C", "contexte seulement"

    def __lt__(self, autre: str) -> bool:
        """Range par importance : dans l'alphabet, « C » passerait devant « O »."""
        return _IMPORTANCE.index(self.value) < _IMPORTANCE.index(autre)


_IMPORTANCE = "AOC"

LEGENDE = ", ".join(f"{niveau.value} ({niveau.libelle})" for niveau in NiveauDeMention)
"""Ce que veulent dire les trois lettres, en une ligne."""


@dataclass(frozen=True, slots=True)
class MentionDeTheme:
    """Des mots exacts où un territoire parle d'un thème.

    Attributes:
        texte: les mots, tels qu'adoptés ou cités.
        intitule: ce qu'est la ligne (« Axe 2 », « Ambition », « Contexte »).
        ligne: la ligne du plan, si c'en est une.
    """

    texte: str
    themes: tuple[str, ...]
    niveau: NiveauDeMention
    intitule: str
    territoire: TerritoirePublie
    plan: Plan
    ligne: Ligne | None
    source: Reference | None

    @property
    def exemple(self) -> bool:
        """Vrai de mots inventés, qui ne font que montrer."""
        return self.ligne.exemple if self.ligne else self.plan.exemple


def est_de_lecture(ligne: Ligne) -> bool:
    """Vrai pour une ligne du niveau que la comparaison lit (axe, enjeu…), sous-points exceptés."""
    return ligne.type is ligne.plan.niveau_de_lecture and not ligne.est_sous_point


def mentions_du_plan(plan: Plan) -> Iterator[MentionDeTheme]:
    """Toutes les mentions d'un plan, dans l'ordre du document."""
    territoire, projet = plan.territoire, plan.projet
    for ligne in plan.lignes:
        if ligne.themes:
            niveau = NiveauDeMention.A if est_de_lecture(ligne) else NiveauDeMention.O
            yield MentionDeTheme(
                ligne.titre, ligne.themes, niveau, ligne.intitule, territoire, plan, ligne, None
            )
    for intitule, niveau, elements in (
        ("Ambition", NiveauDeMention.A, projet.ambitions),
        ("Point transversal", NiveauDeMention.O, projet.points_transversaux),
    ):
        for element in elements:
            if element.themes:
                source = (element.source or Reference()).completee_par(projet.source)
                texte = dire_l_exemple(element.titre, plan.exemple)
                yield MentionDeTheme(
                    texte, element.themes, niveau, intitule, territoire, plan, None, source
                )
    for citee in projet.mentions:
        source = (citee.source or Reference()).completee_par(projet.source)
        yield MentionDeTheme(
            dire_l_exemple(citee.citation, plan.exemple),
            citee.themes,
            NiveauDeMention.C,
            citee.partie.libelle,
            territoire,
            plan,
            None,
            source,
        )


def mentions_par_theme(corpus: Corpus) -> dict[str, list[MentionDeTheme]]:
    """Les mentions de chaque thème, territoire par territoire."""
    rangees: dict[str, list[MentionDeTheme]] = defaultdict(list)
    for territoire in corpus.territoires.values():
        for plan in territoire.plans_publies_ici:
            for mention in mentions_du_plan(plan):
                for theme in mention.themes:
                    rangees[theme].append(mention)
    return dict(rangees)
