"""Les pages de référence, tirées du code : macros et champs de données."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from .fixe import AdresseFixe
from .page import POUR_LES_AGENTS, LienDePage, Page, pages

REFERENCE_DES_DONNEES = LienDePage("Référence des données", AdresseFixe.REFERENCE_DES_DONNEES)
REFERENCE_DES_MACROS = LienDePage("Référence des macros", AdresseFixe.REFERENCE_DES_MACROS)


@pages
def pages_de_reference(_corpus: Corpus) -> Iterator[Page]:
    """La référence des données et celle des macros."""
    yield Page(
        REFERENCE_DES_DONNEES.adresse,
        REFERENCE_DES_DONNEES.titre,
        "reference_donnees",
        sorte=POUR_LES_AGENTS,
        description="Chaque champ que l’on peut écrire, fichier par fichier.",
        surtitre="Référence",
    )
    yield Page(
        REFERENCE_DES_MACROS.adresse,
        REFERENCE_DES_MACROS.titre,
        "reference_macros",
        sorte=POUR_LES_AGENTS,
        description="Chaque bloc que l’on peut appeler dans une page écrite à la main.",
        surtitre="Référence",
    )
