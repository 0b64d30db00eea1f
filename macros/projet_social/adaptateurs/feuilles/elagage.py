"""Ne garder d'une feuille de style que ce que des pages peuvent employer. Des fonctions pures."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

from .analyse import BlocCss, DeclarationCss, Noeud, Regle
from .selecteurs import Attribut, Exigence, Parmi

CONDITIONS = frozenset({"media", "supports", "layer", "container", "scope", "starting-style"})
"""Les règles en arobase qui contiennent des règles ordinaires."""


def elaguer(
    feuille: Iterable[Noeud],
    permet: Callable[[Exigence], bool],
    lus: Container[str] = frozenset(),
) -> tuple[Noeud, ...]:
    """La feuille sans ce que les pages ne peuvent employer.

    Partent les sélecteurs sans objet, puis les règles qui n'en ont plus, les variables que rien ne
    lit, les animations que rien ne nomme, les blocs vides. L'ordre de ce qui reste ne change pas.

    Args:
        permet: vrai de ce qu'un sélecteur demande, si une page l'a ou peut l'avoir.
        lus: les noms que lisent les autres feuilles et les scripts du site.
    """
    utiles = tuple(_applicables(feuille, permet))
    return tuple(_employes(utiles, _noms_employes(utiles, lus), lus))


def attributs_des_selecteurs(feuille: Iterable[Noeud]) -> frozenset[str]:
    """Les attributs que nomment les sélecteurs d'une feuille."""
    return frozenset(
        attribut
        for regle in _regles(feuille)
        for selecteur in regle.selecteurs
        for attribut in _attributs(selecteur.exigences)
    )


def _attributs(exigences: Iterable[Exigence]) -> Iterator[str]:
    for exigence in exigences:
        if isinstance(exigence, Attribut):
            yield exigence.nom
        elif isinstance(exigence, Parmi):
            for choix in exigence.choix:
                yield from _attributs(choix)


def _regles(noeuds: Iterable[Noeud]) -> Iterator[Regle]:
    for noeud in noeuds:
        if isinstance(noeud, Regle):
            yield noeud
        if isinstance(noeud, Regle) or (isinstance(noeud, BlocCss) and noeud.genre in CONDITIONS):
            yield from _regles(noeud.contenu or ())


def _applicables(noeuds: Iterable[Noeud], permet: Callable[[Exigence], bool]) -> Iterator[Noeud]:
    """Ce qu'une page au moins peut appliquer."""
    for noeud in noeuds:
        if isinstance(noeud, Regle):
            gardes = tuple(s for s in noeud.selecteurs if all(map(permet, s.exigences)))
            if gardes:
                yield Regle(gardes, tuple(_applicables(noeud.contenu, permet)))
        elif isinstance(noeud, BlocCss) and noeud.genre in CONDITIONS and noeud.contenu is not None:
            yield replace(noeud, contenu=tuple(_applicables(noeud.contenu, permet)))
        else:
            yield noeud


def _noms_employes(noeuds: tuple[Noeud, ...], lus: Container[str]) -> frozenset[str]:
    """Tous les noms que lisent les déclarations utiles, variables lues par d'autres comprises."""
    declarations = [*_declarations(noeuds)]
    variables: dict[str, set[str]] = {}
    a_suivre: set[str] = set()
    for declaration in declarations:
        if declaration.est_une_variable:
            variables.setdefault(declaration.nom, set()).update(declaration.lus)
        else:
            a_suivre |= declaration.lus
    a_suivre |= {nom for nom in variables if nom in lus}
    employes: set[str] = set()
    while a_suivre:
        employes |= a_suivre
        a_suivre = {lu for nom in a_suivre for lu in variables.get(nom, ()) if lu not in employes}
    return frozenset(employes)


def _declarations(noeuds: Iterable[Noeud]) -> Iterator[DeclarationCss]:
    for noeud in noeuds:
        if isinstance(noeud, DeclarationCss):
            yield noeud
        else:
            yield from _declarations(noeud.contenu or ())


def _employes(
    noeuds: Iterable[Noeud], employes: frozenset[str], lus: Container[str]
) -> Iterator[Noeud]:
    """Sans les variables ni les animations que rien ne lit, ni ce qui s'en trouve vide."""
    for noeud in noeuds:
        if isinstance(noeud, DeclarationCss):
            if not noeud.est_une_variable or noeud.nom in employes:
                yield noeud
        elif noeud.contenu is None:
            yield noeud
        elif not (
            isinstance(noeud, BlocCss)
            and noeud.genre.endswith("keyframes")
            and noeud.entete not in employes
            and noeud.entete not in lus
        ):
            contenu = tuple(_employes(noeud.contenu, employes, lus))
            if contenu:
                yield replace(noeud, contenu=contenu)
