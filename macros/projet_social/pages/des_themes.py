"""Les pages des thèmes, des publics et des situations de vie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..corpus.corpus import Corpus
from .adresse import adresse_de
from .fixe import AdresseFixe
from .page import LienDePage, Page, en_suite, pages
from .volets import pages_des_volets, volets_des_territoires

THEMES = LienDePage("Thèmes", AdresseFixe.THEMES)
PUBLICS = LienDePage("Publics", AdresseFixe.PUBLICS)
SITUATIONS = LienDePage("Situations de vie", AdresseFixe.SITUATIONS)


@pages
def pages_des_themes(corpus: Corpus) -> Iterator[Page]:
    """La liste des thèmes, puis chaque thème."""
    if not corpus.themes:
        return
    yield Page(
        THEMES.adresse,
        "Les thèmes",
        "themes",
        description=f"Ce que {_qui(corpus)} dit de chaque thème.",
        fichier="referentiels/themes.yml",
    )
    yield from _avec_leurs_volets(
        corpus,
        (
            Page(
                adresse_de(theme),
                theme.nom,
                "theme",
                {"theme": theme.id},
                sorte="Thème",
                surtitre="Thème",
                icone=theme.icone or "",
                description=theme.definition or f"Ce que {_qui(corpus)} dit du thème {theme.nom}.",
                fil=(THEMES,),
                fichier="referentiels/themes.yml",
            )
            for theme in corpus.themes.values()
        ),
    )


def _avec_leurs_volets(corpus: Corpus, fratrie: Iterable[Page]) -> Iterator[Page]:
    """Des pages sœurs, chacune suivie de ses volets s'il y a trop de territoires."""
    volets = volets_des_territoires(corpus)
    for page in en_suite(fratrie):
        yield page
        yield from pages_des_volets(page, volets)


def _qui(corpus: Corpus) -> str:
    return "le projet" if len(corpus.territoires) == 1 else "chaque territoire"


@pages
def pages_des_publics(corpus: Corpus) -> Iterator[Page]:
    """La liste des publics, puis chaque public."""
    if not corpus.publics:
        return
    yield Page(
        PUBLICS.adresse,
        "Les publics",
        "publics",
        description="Ce qui est prévu pour chaque public.",
        fichier="referentiels/publics.yml",
    )
    yield from _avec_leurs_volets(
        corpus,
        (
            Page(
                adresse_de(public),
                public.nom,
                "public",
                {"public": public.id},
                sorte="Public",
                surtitre="Public",
                icone=public.icone or "",
                description=public.definition or f"Ce qui est prévu : {public.nom}.",
                fil=(PUBLICS,),
                fichier="referentiels/publics.yml",
            )
            for public in corpus.publics.values()
        ),
    )


@pages
def pages_des_situations(corpus: Corpus) -> Iterator[Page]:
    """La liste des situations de vie, puis chacune."""
    if not corpus.situations:
        return
    yield Page(
        SITUATIONS.adresse,
        "Que cherchez-vous ?",
        "situations",
        {"detail": True},
        description="Partir de sa situation pour trouver ce qui existe sur son territoire.",
        fichier="referentiels/situations.yml",
    )
    yield from _avec_leurs_volets(
        corpus,
        (
            Page(
                adresse_de(situation),
                situation.phrase,
                "situation",
                {"situation": situation.id},
                sorte="Situation de vie",
                surtitre="Situation de vie",
                icone=situation.icone or "",
                description=situation.definition or f"{situation.phrase} : ce qui est prévu.",
                fil=(SITUATIONS,),
                fichier="referentiels/situations.yml",
            )
            for situation in corpus.situations.values()
        ),
    )
