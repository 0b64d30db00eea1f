"""Parler à la personne qui tape : avancement, questions, ce qui est fait et ce qui vient ensuite.

Hors d'un terminal, aucune barre et aucune question.
"""

from __future__ import annotations

import re
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

RYTHME = 0.1
"""Secondes entre deux nouvelles de l'avancement."""
LARGEUR = 79
"""Signes d'une ligne, pour un terminal que l'on n'a pas agrandi."""
LIEE = "\0"
"""Une espace où la ligne ne se coupe pas."""
EFFACER = "\r\x1b[K"
"""Ce qui vide la ligne du terminal."""


def en_terminal() -> bool:
    """Vrai si quelqu'un peut répondre."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def avancer(elements: Iterable[T], quoi: str, total: int | None = None) -> Iterator[T]:
    """Parcourt des éléments en montrant où l'on en est, sur un terminal seulement."""
    if not sys.stderr.isatty():
        yield from elements
        return
    suivante = 0.0
    for rang, element in enumerate(elements, 1):
        if time.monotonic() >= suivante:
            suivante = time.monotonic() + RYTHME
            sur = f" sur {total}" if total else ""
            print(f"{EFFACER}{quoi} : {rang}{sur}", end="", file=sys.stderr, flush=True)
        yield element
    print(EFFACER, end="", file=sys.stderr, flush=True)


def conclure(fait: str, *ensuite: str) -> None:
    """Dit ce qui est fait, puis ce que l'on peut faire ensuite."""
    print(fait)
    if ensuite:
        print("Ensuite :")
        for suite in ensuite:
            print(f"  {suite}")


def dire_en_retrait(texte: str, retrait: int = 2) -> None:
    """Écrit un paragraphe en retrait, coupé pour un terminal ; une commande ne se coupe pas."""
    marge = " " * retrait
    # Une espace insécable ne se coupe pas, et ce que l'on tape ne se recopie que d'un seul tenant.
    tenu = re.sub(
        r"« [^»]*»|projet-social(?: --?[\w-]+| [\w-]+)*", lambda m: m[0].replace(" ", LIEE), texte
    )
    coupe = textwrap.fill(
        tenu,
        LARGEUR,
        initial_indent=marge,
        subsequent_indent=marge,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print(coupe.replace(LIEE, " "))


def demander(question: str, defaut: str = "") -> str:
    """Pose une question sur le terminal ; une réponse vide vaut la réponse par défaut."""
    rappel = f" [{defaut}]" if defaut else ""
    print(f"{question}{rappel} : ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or defaut
