"""Ce qu'un sélecteur demande à une page pour pouvoir s'y appliquer.

Chaque classe, balise, identifiant ou attribut nommé doit y être ; ce que nie `:not()` n'est pas
demandé ; `:is()` et ses semblables demandent l'un ou l'autre. Les pseudo-classes d'état et les
pseudo-éléments ne demandent rien : tout élément peut les prendre.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

AU_CHOIX = frozenset({"is", "where", "matches", "-webkit-any", "-moz-any", "has"})
"""Les pseudo-classes dont l'un des arguments, au moins, doit pouvoir s'appliquer."""

Jeton = Any
"""Un nœud de tinycss2."""


@dataclass(frozen=True)
class Classe:
    """Un élément de cette classe."""

    nom: str


@dataclass(frozen=True)
class Identifiant:
    """Un élément de cet identifiant."""

    nom: str


@dataclass(frozen=True)
class Balise:
    """Un élément de ce nom, en minuscules."""

    nom: str


@dataclass(frozen=True)
class Attribut:
    """Un élément qui porte cet attribut.

    Attributes:
        nom: en minuscules.
        operateur: « = », « ~= », « ^= »… ; vide si toute valeur convient.
        valeur: celle à laquelle comparer.
    """

    nom: str
    operateur: str = ""
    valeur: str = ""

    def accepte(self, valeur: str) -> bool:
        """Vrai si cette valeur convient, quelle que soit sa casse."""
        lue, voulue = valeur.lower(), self.valeur.lower()
        match self.operateur:
            case "=":
                return lue == voulue
            case "~=":
                return voulue in lue.split()
            case "|=":
                return lue == voulue or lue.startswith(f"{voulue}-")
            case "^=":
                return lue.startswith(voulue)
            case "$=":
                return lue.endswith(voulue)
            case "*=":
                return voulue in lue
        return True


@dataclass(frozen=True)
class Parmi:
    """L'une de ces suites d'exigences."""

    choix: tuple[tuple[Exigence, ...], ...]


Exigence = Classe | Identifiant | Balise | Attribut | Parmi


def separer(jetons: Sequence[Jeton]) -> list[list[Jeton]]:
    """Les sélecteurs d'une liste, que des virgules séparent."""
    listes: list[list[Jeton]] = [[]]
    for jeton in jetons:
        if jeton.type == "literal" and jeton.value == ",":
            listes.append([])
        else:
            listes[-1].append(jeton)
    return listes


def exigences(jetons: Sequence[Jeton]) -> Iterator[Exigence]:
    """Ce que demande un sélecteur, découpé en jetons."""
    avant = ""
    for jeton in jetons:
        if jeton.type == "ident" and avant == ".":
            yield Classe(jeton.value)
        elif jeton.type == "ident" and avant != ":":
            yield Balise(jeton.lower_value)
        elif jeton.type == "hash":
            yield Identifiant(jeton.value)
        elif jeton.type == "[] block":
            yield _attribut(jeton.content)
        elif jeton.type == "function" and avant == ":" and jeton.lower_name in AU_CHOIX:
            yield Parmi(tuple(tuple(exigences(choix)) for choix in separer(jeton.arguments)))
        avant = jeton.value if jeton.type == "literal" else ""


def _attribut(jetons: Sequence[Jeton]) -> Attribut:
    """L'attribut que nomment des crochets : son nom, puis peut-être un signe et une valeur."""
    nom, operateur = "", ""
    for jeton in jetons:
        if jeton.type == "literal" and jeton.value.endswith("="):
            operateur = jeton.value
        elif jeton.type == "ident" and not operateur:
            nom = jeton.lower_value
        elif jeton.type in {"ident", "string"}:
            return Attribut(nom, operateur, jeton.value)
    return Attribut(nom)
