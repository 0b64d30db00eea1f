"""Ce qui rend un test lent, dit par ses appareils ; et qu'aucun autre test ne le soit en cachette.

Un test est `lent` s'il ouvre un navigateur, s'il emploie un appareil décoré par `lente` (un site
construit, une roue…), ou s'il le dit. `make test-rapide` laisse ces tests de côté : un test qui
lance un long programme sans être marqué échoue, et dit quoi écrire.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from .souche import LANCEMENT

Appareil = TypeVar("Appareil", bound=Callable[..., Any])
LONGS = (
    "python",
    "projet-social",
    "sh",
    "bash",
    "zsh",
    "chromium",
    "soffice",
    "java",
    "npm",
    "pagefind",
)
"""Le début du nom des programmes qui font attendre ; git ou fc-list répondent aussitôt."""
TOUJOURS = ("lent", "navigateur", "preuve")
"""Les marques qui valent « lent »."""
_longs: set[Callable[..., Any]] = set()
_sans_programme: list[str] = []
"""Le test en cours, s'il n'a rien à lancer."""


def lente(appareil: Appareil) -> Appareil:
    """Déclare lents les tests qui emploient cet appareil ; se place sous `pytest.fixture`."""
    _longs.add(appareil)
    return appareil


def est_lent(test: pytest.Item) -> bool:
    """Vrai si le test fait attendre."""
    return any(test.get_closest_marker(marque) for marque in TOUJOURS)


def marquer(test: pytest.Item) -> None:
    """Marque `lent` un test de navigateur, ou dont un appareil l'est."""
    # Rien de public, dans pytest, ne dit quelles fonctions sont les appareils d'un test.
    employes = test._fixtureinfo.name2fixturedefs.values()  # type: ignore[attr-defined]
    if est_lent(test) or any(definitions[-1].func in _longs for definitions in employes):
        test.add_marker("lent")


def classer(test: pytest.Item) -> int:
    """Les plus longs d'abord : deux processus finissent alors ensemble, sur les plus courts."""
    if test.get_closest_marker("navigateur"):
        return 0
    return 1 if est_lent(test) else 2


def surveiller(test: pytest.Item) -> Generator[None, object, object]:
    """Le temps d'un test, refuse un long programme lancé par qui ne s'est pas dit lent."""
    if not est_lent(test):
        _sans_programme.append(test.nodeid)
    try:
        return (yield)
    finally:
        _sans_programme.clear()


def _refuser(evenement: str, arguments: tuple[Any, ...]) -> None:
    if not _sans_programme or evenement not in ("subprocess.Popen", LANCEMENT):
        return
    programme = arguments[0]
    if evenement == LANCEMENT or Path(str(programme)).name.startswith(LONGS):
        raise AssertionError(
            f"ce test lance {programme} : le marquer « lent », ou décorer par « lente » l'appareil "
            "qui le fait (tests/lenteur.py)"
        )


sys.addaudithook(_refuser)
