"""Le registre des exports : une adresse, une description, une fonction pure qui rend des octets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..inscription import inscrire_le_paquet


@dataclass(frozen=True)
class Export:
    """Un fichier à publier.

    Attributes:
        adresse: relative à la racine du site.
        description: ce que contient le fichier, en une phrase.
        contenu: rend les octets du fichier.
    """

    adresse: str
    description: str
    contenu: Callable[[], bytes]


SourceDExports = Callable[[Corpus], Iterable[Export]]
SOURCES: list[SourceDExports] = []
"""Les fonctions inscrites, qui donnent chacune des exports."""


def exports(fonction: SourceDExports) -> SourceDExports:
    """Inscrit une fonction qui donne des exports."""
    SOURCES.append(fonction)
    return fonction


def tous_les_exports(corpus: Corpus) -> list[Export]:
    """Tous les fichiers à publier pour un corpus."""
    inscrire_le_paquet(__package__)
    return [export for source in SOURCES for export in source(corpus)]
