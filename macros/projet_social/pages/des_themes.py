"""Les pages des thèmes, des publics et des situations de vie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..corpus.corpus import Corpus
from ..modele.referentiel import Public, Situation, Theme
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
    qui = "le projet" if len(corpus.territoires) == 1 else "chaque territoire"
    dit = f"Ce que {qui} dit de chaque thème."
    liste = Page(THEMES.adresse, "Les thèmes", "themes", description=dit)
    chacun = [(t, f"Ce que {qui} dit du thème {t.nom}.") for t in corpus.themes.values()]
    return _d_un_referentiel(corpus, liste, THEMES, "Thème", chacun)


@pages
def pages_des_publics(corpus: Corpus) -> Iterator[Page]:
    """La liste des publics, puis chaque public."""
    dit = "Ce qui est prévu pour chaque public."
    liste = Page(PUBLICS.adresse, "Les publics", "publics", description=dit)
    chacun = [(public, f"Ce qui est prévu : {public.nom}.") for public in corpus.publics.values()]
    return _d_un_referentiel(corpus, liste, PUBLICS, "Public", chacun)


@pages
def pages_des_situations(corpus: Corpus) -> Iterator[Page]:
    """La liste des situations de vie, puis chacune."""
    dit = "Partir de sa situation pour trouver ce qui existe sur son territoire."
    adresse, detail = SITUATIONS.adresse, {"detail": True}
    liste = Page(adresse, "Que cherchez-vous ?", "situations", detail, description=dit)
    chacune = [(s, f"{s.phrase} : ce qui est prévu.") for s in corpus.situations.values()]
    return _d_un_referentiel(corpus, liste, SITUATIONS, "Situation de vie", chacune)


def _d_un_referentiel(
    corpus: Corpus,
    liste: Page,
    lien: LienDePage,
    sorte: str,
    chacun: Sequence[tuple[Theme | Public | Situation, str]],
) -> Iterator[Page]:
    """La liste d'un référentiel, puis chacun et ses volets ; rien s'il est vide.

    Args:
        lien: ce qui mène à la liste, d'une page de l'un d'eux.
        chacun: ce qu'en dit sa page, s'il n'a pas de définition.
    """
    if not chacun:
        return
    macro, fichier = liste.macro.removesuffix("s"), f"referentiels/{liste.macro}.yml"
    yield replace(liste, fichier=fichier)
    fratrie = (
        Page(
            adresse_de(mot),
            mot.phrase if isinstance(mot, Situation) else mot.nom,
            macro,
            {macro: mot.id},
            sorte=sorte,
            surtitre=sorte,
            icone=mot.icone or "",
            description=mot.definition or dit,
            fil=(lien,),
            fichier=fichier,
        )
        for mot, dit in chacun
    )
    volets = volets_des_territoires(corpus)
    for page in en_suite(fratrie):
        yield page
        yield from pages_des_volets(page, volets)
