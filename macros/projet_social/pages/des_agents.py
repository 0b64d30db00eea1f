"""Les pages de qui publie ou réutilise : la référence du programme, puis les données ouvertes."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from .fixe import AdresseFixe
from .page import POUR_LES_AGENTS, LienDePage, Page, pages

REFERENCE_DES_DONNEES = LienDePage("Référence des données", AdresseFixe.REFERENCE_DES_DONNEES)
REFERENCE_DES_MACROS = LienDePage("Référence des macros", AdresseFixe.REFERENCE_DES_MACROS)
DONNEES = LienDePage("Données ouvertes", AdresseFixe.DONNEES)
COLONNES = LienDePage("Les colonnes, table par table", AdresseFixe.COLONNES)


@pages
def pages_de_reference(_corpus: Corpus) -> Iterator[Page]:
    """La référence des données et celle des macros."""
    yield REFERENCE_DES_DONNEES.page(
        "reference_donnees",
        sorte=POUR_LES_AGENTS,
        description="Chaque champ que l’on peut écrire, fichier par fichier.",
        surtitre="Référence",
    )
    yield REFERENCE_DES_MACROS.page(
        "reference_macros",
        sorte=POUR_LES_AGENTS,
        description="Chaque bloc que l’on peut appeler dans une page écrite à la main.",
        surtitre="Référence",
    )


@pages
def pages_des_donnees(_corpus: Corpus) -> Iterator[Page]:
    """Tous les fichiers à emporter, et ce que disent leurs colonnes."""
    yield DONNEES.page(
        "donnees",
        sorte=POUR_LES_AGENTS,
        description="Tout ce que montre ce site, en fichiers : tableurs, base, JSON.",
    )
    yield COLONNES.page(
        "donnees_colonnes",
        sorte=POUR_LES_AGENTS,
        description="Ce que contient chaque colonne de chaque fichier de données.",
        fil=(DONNEES,),
    )
