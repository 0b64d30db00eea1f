"""Une feuille de style, de son texte à un arbre et de l'arbre à son texte, sans rien de superflu.

Ce qu'un navigateur ne saurait lire est laissé de côté, comme il le ferait. Seule porte vers
tinycss2, avec `selecteurs.py`, qui lit les jetons d'un sélecteur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.ast import WhitespaceToken

from .selecteurs import Exigence, exigences, separer

Jeton = Any
"""Un nœud de tinycss2, qui n'annote pas ses classes."""


@dataclass(frozen=True)
class DeclarationCss:
    """Une propriété et sa valeur.

    Attributes:
        nom: de la propriété ; commence par deux tirets si l'auteur l'a inventée.
        texte: la déclaration entière, sans point-virgule.
        lus: les noms que dit sa valeur, où sont les variables et les animations qu'elle emploie.
    """

    nom: str
    texte: str
    lus: frozenset[str]

    @property
    def est_une_variable(self) -> bool:
        """Vrai d'une propriété inventée."""
        return self.nom.startswith("--")


@dataclass(frozen=True)
class Selecteur:
    """Un sélecteur d'une liste, et ce qu'une page doit avoir pour qu'il s'y applique."""

    texte: str
    exigences: tuple[Exigence, ...]


@dataclass(frozen=True)
class Regle:
    """Une règle : ses sélecteurs, ses déclarations et, au besoin, d'autres règles dedans."""

    selecteurs: tuple[Selecteur, ...]
    contenu: tuple[Noeud, ...]


@dataclass(frozen=True)
class BlocCss:
    """Une règle en arobase.

    Attributes:
        genre: « media », « keyframes »…
        entete: ce qui suit ce mot.
        contenu: ce qu'elle contient ; None si elle finit par un point-virgule.
    """

    genre: str
    entete: str
    contenu: tuple[Noeud, ...] | None


Noeud = DeclarationCss | Regle | BlocCss


@lru_cache(maxsize=16)
def lire_la_feuille(feuille: str) -> tuple[Noeud, ...]:
    """L'arbre d'une feuille de style ; commentaires et fautes n'y sont plus."""
    return tuple(_noeuds(tinycss2.parse_stylesheet(feuille, True, True)))


def ecrire_la_feuille(noeuds: Iterable[Noeud]) -> str:
    """La feuille de style d'un arbre, sur une ligne."""
    return "".join(_morceaux(noeuds))


def _noeuds(lus: Iterable[Jeton]) -> Iterator[Noeud]:
    for lu in lus:
        if lu.type == "declaration":
            important = "!important" if lu.important else ""
            valeur = _serrer(lu.value) or " "
            yield DeclarationCss(
                lu.name, f"{lu.name}:{valeur}{important}", frozenset(_noms(lu.value))
            )
        elif lu.type == "qualified-rule":
            yield Regle(tuple(map(_selecteur, separer(lu.prelude))), _contenu(lu.content))
        elif lu.type == "at-rule":
            contenu = None if lu.content is None else _contenu(lu.content)
            yield BlocCss(lu.lower_at_keyword, _serrer(lu.prelude), contenu)


def _contenu(jetons: Sequence[Jeton]) -> tuple[Noeud, ...]:
    return tuple(_noeuds(tinycss2.parse_blocks_contents(jetons, True, True)))


def _selecteur(jetons: Sequence[Jeton]) -> Selecteur:
    return Selecteur(_serrer(jetons, ",>~"), tuple(exigences(jetons)))


def _noms(jetons: Iterable[Jeton]) -> Iterator[str]:
    for jeton in jetons:
        if jeton.type == "ident":
            yield jeton.value
        elif jeton.type == "function":
            yield from _noms(jeton.arguments)
        elif hasattr(jeton, "content"):
            yield from _noms(jeton.content)


def _serrer(jetons: Sequence[Jeton], colles: str = ",") -> str:
    return str(tinycss2.serialize(_serres(jetons, colles)))


def _serres(jetons: Sequence[Jeton], colles: str) -> list[Jeton]:
    """Les jetons sans commentaires ni espaces inutiles, jusqu'au fond des parenthèses.

    Args:
        colles: les signes autour desquels un espace ne veut rien dire.
    """
    gardes: list[Jeton] = []
    espace = False
    for jeton in jetons:
        if jeton.type == "comment":
            continue
        if jeton.type == "whitespace":
            espace = True
            continue
        colle = _est(jeton, colles) or not gardes or _est(gardes[-1], colles)
        if espace and not colle:
            gardes.append(WhitespaceToken(0, 0, " "))
        espace = False
        if jeton.type == "function":
            jeton.arguments = _serres(jeton.arguments, colles)
        elif hasattr(jeton, "content"):
            entre = colles + ":" if jeton.type == "() block" else colles
            jeton.content = _serres(jeton.content, entre)
        gardes.append(jeton)
    return gardes


def _est(jeton: Jeton, signes: str) -> bool:
    return jeton.type == "literal" and len(jeton.value) == 1 and jeton.value in signes


def _morceaux(noeuds: Iterable[Noeud]) -> Iterator[str]:
    for noeud in noeuds:
        if isinstance(noeud, DeclarationCss):
            yield f"{noeud.texte};"
        elif isinstance(noeud, Regle):
            selecteurs = ",".join(selecteur.texte for selecteur in noeud.selecteurs)
            yield f"{selecteurs}{{{_dedans(noeud.contenu)}}}"
        else:
            entete = f"@{noeud.genre} {noeud.entete}".rstrip()
            yield f"{entete};" if noeud.contenu is None else f"{entete}{{{_dedans(noeud.contenu)}}}"


def _dedans(noeuds: Iterable[Noeud]) -> str:
    """Ce qu'entourent des accolades : le dernier point-virgule n'y sert pas."""
    return ecrire_la_feuille(noeuds).removesuffix(";")
