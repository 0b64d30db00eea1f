"""Les pages de référence, tirées du code : macros et champs de données."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from .page import Page, pages


@pages
def pages_de_reference(_corpus: Corpus) -> Iterator[Page]:
    """La référence des données et celle des macros."""
    yield Page(
        "reference/donnees/",
        "Référence des données",
        "reference_donnees",
        description="Chaque champ que l’on peut écrire, fichier par fichier.",
        surtitre="Référence",
    )
    yield Page(
        "reference/macros/",
        "Référence des macros",
        "reference_macros",
        description="Chaque bloc que l’on peut appeler dans une page écrite à la main.",
        surtitre="Référence",
    )
