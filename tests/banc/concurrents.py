"""Les programmes que le banc compare, et comment chacun construit le même corpus."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .corpus import TerritoireInvente
from .en_donnees import ecrire_donnees, ecrire_page_a_la_main, ecrire_reglages
from .en_hugo import ecrire_hugo
from .en_markdown import ecrire_markdown
from .mesure import DEPOT, PROJET_SOCIAL
from .pairs import PairAbsent, installer
from .resultat import (
    AVEC_MACROS,
    AVEC_PDF,
    AVEC_PRUNE,
    CE_PROJET,
    HUGO,
    HUGO_MINIMAL,
    PROPERDOCS,
    SANS_PRUNE,
    SANS_RECHERCHE,
    ZENSICAL,
)

GRAND_CORPUS = 40
"""Territoires au-delà desquels on ne mesure ni Material sans prune, qui écrirait des gigaoctets de
navigation, ni tous les PDF, qui prendraient des dizaines de minutes."""
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")

Territoires = Callable[[], Iterable[TerritoireInvente]]


@dataclass(frozen=True)
class Concurrent:
    """Un projet à construire."""

    nom: str
    dossier: Path
    """Celui d'où se lance la commande, et où elle écrit."""
    commande: tuple[str, ...] = MKDOCS
    empechement: str = ""
    """Pourquoi il ne se construira pas."""

    @property
    def site(self) -> Path:
        """Le dossier que la commande écrit."""
        return self.dossier / "site"

    def preparer(self) -> None:
        """Efface ce qu'une construction précédente a laissé."""
        for reste in ("site", ".cache", "resources"):
            shutil.rmtree(self.dossier / reste, ignore_errors=True)


def ce_projet(projet: Path, *, menu: bool, pdf: bool) -> list[Concurrent]:
    """Nos réglages, sur les mêmes données et les mêmes pages.

    Un site neuf ne fait pas de PDF, ce dépôt en fait : `pdf` mesure aussi le second réglage.
    """
    variantes = {
        CE_PROJET: (projet, {"pdf": False, "recherche": True}),
        SANS_RECHERCHE: (projet / "sans-recherche", {"pdf": False, "recherche": False}),
    }
    if pdf:
        variantes[AVEC_PDF] = (projet / "avec-pdf", {"pdf": True, "recherche": True})
    for dossier, options in variantes.values():
        ecrire_reglages(dossier / "mkdocs.yml", DEPOT, menu=menu, options=options)
        for nom in ("data", "docs"):
            if dossier != projet:
                (dossier / nom).symlink_to(projet / nom)
    commande = (*PROJET_SOCIAL, "construire")
    return [Concurrent(nom, dossier, commande) for nom, (dossier, _) in variantes.items()]


def sur_corpus_invente(
    territoires: Territoires, dossier: Path, *, pdf: bool = False
) -> list[Concurrent]:
    """Ce projet, sur un corpus inventé."""
    ecrire_donnees(territoires(), dossier / "data", DEPOT)
    ecrire_page_a_la_main(dossier / "docs")
    return ce_projet(dossier, menu=False, pdf=pdf)


def material(nom: str, territoires: Territoires, dossier: Path) -> Concurrent:
    """Material, dont la version est celle de ce projet."""
    ecrire_markdown(territoires(), dossier, macros=nom == AVEC_MACROS, prune=nom != SANS_PRUNE)
    return Concurrent(nom, dossier)


def les_autres(territoires: Territoires, nombre: int, dossier: Path) -> Iterator[Concurrent]:
    """Les autres programmes, sur les mêmes pages en Markdown."""
    if nombre <= GRAND_CORPUS:
        yield material(SANS_PRUNE, territoires, dossier / "sans-prune")
    yield material(AVEC_PRUNE, territoires, dossier / "prune")
    yield material(AVEC_MACROS, territoires, dossier / "macros")
    for nom, pair, *options in (
        (PROPERDOCS, "properdocs", "build", "--quiet"),
        (ZENSICAL, "zensical", "build"),
    ):
        ecrire_markdown(territoires(), dossier / pair, macros=False)
        yield _pair(nom, pair, dossier / pair, options)
    for nom, mise_en_page in ((HUGO, "complet"), (HUGO_MINIMAL, "minimal")):
        ecrire_hugo(territoires(), dossier / mise_en_page, mise_en_page)
        yield _pair(nom, "hugo", dossier / mise_en_page, ["--quiet"])


def _pair(nom: str, pair: str, dossier: Path, options: list[str]) -> Concurrent:
    try:
        commande = str(installer(pair) / pair)
    except PairAbsent as absence:
        return Concurrent(nom, dossier, empechement=str(absence))
    return Concurrent(nom, dossier, (commande, *options))
