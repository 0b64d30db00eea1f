"""Les pages des données ouvertes : tous les fichiers, puis ce que veut dire chaque colonne."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from .fixe import AdresseFixe
from .page import POUR_LES_AGENTS, LienDePage, Page, pages

DONNEES = LienDePage("Données ouvertes", AdresseFixe.DONNEES)
COLONNES = LienDePage("Les colonnes, table par table", AdresseFixe.COLONNES)


@pages
def pages_des_donnees(_corpus: Corpus) -> Iterator[Page]:
    """Tous les fichiers à emporter, et ce que disent leurs colonnes."""
    yield Page(
        DONNEES.adresse,
        DONNEES.titre,
        "donnees",
        sorte=POUR_LES_AGENTS,
        description="Tout ce que montre ce site, en fichiers : tableurs, base, JSON.",
    )
    yield Page(
        COLONNES.adresse,
        COLONNES.titre,
        "donnees_colonnes",
        sorte=POUR_LES_AGENTS,
        description="Ce que contient chaque colonne de chaque fichier de données.",
        fil=(DONNEES,),
    )
