"""Le registre des macros : une fonction décorée s'inscrit, sa docstring est sa référence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..corpus.corpus import Inconnu, designer
from ..inscription import inscrire_le_paquet
from ..modele.introspection import premiere_phrase
from .vue import Vue


class ArgumentAbsent(Inconnu):
    """Un appel où il manque un argument ; le message dit lequel, et l'appel entier."""

    def __init__(self, macro: str, absent: str, connus: Sequence[str]) -> None:
        LookupError.__init__(
            self, f"la macro {macro} attend « {absent} » ; écrire {macro}({', '.join(connus)})"
        )


@dataclass(frozen=True)
class Argument:
    """Un argument d'une macro : son nom, sa description, sa valeur par défaut."""

    nom: str
    description: str
    defaut: Any
    obligatoire: bool


@dataclass(frozen=True)
class Macro:
    """Une macro inscrite.

    Attributes:
        nom: nom à écrire dans une page.
        fonction: reçoit la vue puis les arguments, rend du HTML.
        resume: première phrase de sa docstring.
        arguments: dans l'ordre de la signature.
    """

    nom: str
    fonction: Callable[..., str]
    resume: str
    arguments: tuple[Argument, ...]

    def appeler(self, vue: Vue, *positions: Any, **arguments: Any) -> str:
        """Rend le bloc.

        Raises:
            Inconnu: argument, territoire, ligne, thème ou public inconnus.
        """
        connus = [argument.nom for argument in self.arguments]
        for nom in arguments:
            if nom not in connus:
                raise Inconnu(f"argument de la macro {self.nom}", nom, connus)
        if len(positions) > len(connus):
            raise Inconnu(f"argument de la macro {self.nom}", str(positions[len(connus)]), connus)
        donnes = {*connus[: len(positions)], *arguments}
        for argument in self.arguments:
            if argument.obligatoire and argument.nom not in donnes:
                raise ArgumentAbsent(self.nom, argument.nom, connus)
        return self.fonction(vue, *positions, **arguments)


MACROS: dict[str, Macro] = {}
"""Les macros inscrites, par nom."""


def macro(fonction: Callable[..., str]) -> Callable[..., str]:
    """Inscrit une macro ; la section « Args » de sa docstring décrit ses arguments."""
    inscrire_la_macro(
        Macro(fonction.__name__, fonction, premiere_phrase(fonction), arguments_de(fonction, 1))
    )
    return fonction


def inscrire_la_macro(inscrite: Macro) -> None:
    """Ajoute une macro à celles que connaissent les pages."""
    MACROS[inscrite.nom] = inscrite


def arguments_de(fonction: Callable[..., Any], recus: int) -> tuple[Argument, ...]:
    """Les arguments qu'une page peut donner, après les premiers, que la maison donne elle-même."""
    descriptions = {}
    for ligne in (inspect.getdoc(fonction) or "").partition("Args:")[2].splitlines():
        nom, deux_points, texte = ligne.strip().partition(": ")
        if deux_points:
            descriptions[nom] = texte
    return tuple(
        Argument(p.name, descriptions.get(p.name, ""), p.default, p.default is p.empty)
        for p in list(inspect.signature(fonction).parameters.values())[recus:]
        if p.kind is not p.VAR_KEYWORD
    )


def trouver(nom: str) -> Macro:
    """Une macro par son nom.

    Raises:
        Inconnu: aucune macro de ce nom.
    """
    return designer("macro", nom, charger_toutes())


def charger_toutes() -> dict[str, Macro]:
    """Toutes les macros du paquet, inscrites."""
    inscrire_le_paquet(__package__)
    return MACROS
