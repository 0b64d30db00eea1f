"""Les pages que la loi demande : accessibilité, mentions légales, données personnelles."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from .fixe import AdresseFixe
from .page import LienDePage, Page, pages

ACCESSIBILITE = LienDePage("Déclaration d’accessibilité", AdresseFixe.ACCESSIBILITE)
MENTIONS_LEGALES = LienDePage("Mentions légales", AdresseFixe.MENTIONS_LEGALES)
DONNEES_PERSONNELLES = LienDePage("Données personnelles", AdresseFixe.DONNEES_PERSONNELLES)
ECOCONCEPTION = LienDePage("Écoconception", AdresseFixe.ECOCONCEPTION)
FICHIER = "editeur.yml"


@pages
def pages_de_conformite(corpus: Corpus) -> Iterator[Page]:
    """La déclaration, le schéma, les critères, les mentions, les données, l'écoconception."""
    fichier = FICHIER if FICHIER in corpus.documents else ""
    yield ACCESSIBILITE.page(
        "accessibilite",
        description="L’état d’accessibilité du site, comment signaler un défaut, quels recours.",
        fichier=fichier,
    )
    yield Page(
        AdresseFixe.SCHEMA_PLURIANNUEL,
        "Schéma pluriannuel d’accessibilité",
        "schema_pluriannuel",
        description="Ce qui est prévu, année par année, pour rendre le site accessible.",
        fil=(ACCESSIBILITE,),
        fichier=fichier,
    )
    yield Page(
        AdresseFixe.RGAA,
        "Les 106 critères d’accessibilité",
        "criteres_rgaa",
        description="Chaque critère du RGAA : qui peut en décider, combien de tests le regardent.",
        fil=(ACCESSIBILITE,),
        fichier="seances.yml" if "seances.yml" in corpus.documents else "",
    )
    yield MENTIONS_LEGALES.page(
        "mentions_legales",
        description="Qui publie ce site, qui l’héberge, comment réutiliser son contenu.",
        fichier=fichier,
    )
    yield DONNEES_PERSONNELLES.page(
        "donnees_personnelles",
        description="Ce que le site garde de ses visiteurs, et quels sont leurs droits.",
        fichier=fichier,
    )
    yield ECOCONCEPTION.page(
        "ecoconception",
        description="Ce que le site charge, ce qu’il ne charge pas, et ce que cela pèse.",
    )
