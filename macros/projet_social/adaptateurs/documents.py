"""Produire les documents pendant que le site se construit, sans refaire ceux qui valent encore."""

from __future__ import annotations

import logging
import os
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ..exports.annexes import Telechargement
from ..exports.registre import Export
from ..impression.formats import ecrire_le_document
from ..lecture.refus_du_systeme import disque_plein
from ..pages.publication import Publication
from ..supplements import manque
from .inchange import Inchange
from .reserve import Reserve

if TYPE_CHECKING:
    from ..impression.tirage import Tirage

journal = logging.getLogger("mkdocs.plugins.projet-social")

PROCESSUS = 4
"""Documents mis en pages en même temps, au plus."""


@dataclass(frozen=True)
class DocumentFait:
    """Un document à publier.

    Attributes:
        adresse: où il paraît sur ce site.
    """

    propose: Telechargement
    adresse: str
    octets: bytes


@dataclass(frozen=True)
class _Publie:
    """Un document que ce site publie, où, et l'empreinte sous laquelle il se garde."""

    tirage: Tirage
    adresse: str
    empreinte: str

    @property
    def export(self) -> Export:
        """Le fichier à publier."""
        tirage = self.tirage
        return Export(tirage.adresse, tirage.titre, tirage.octets, empreinte=self.empreinte)

    def fait(self, octets: bytes) -> DocumentFait:
        """Le document, avec ses octets."""
        tirage = self.tirage
        propose = Telechargement(
            tirage.page, tirage.titre, tirage.format.upper(), tirage.adresse, len(octets)
        )
        return DocumentFait(propose, self.adresse, octets)


class MiseEnPages:
    """Les documents d'une construction : ceux d'avant qui valent encore, ceux qui restent à faire.

    Les seconds commencent aussitôt, côte à côte, pendant que le site se construit ; le site ne les
    attend qu'à la fin, et se passe de celui qui échoue.
    """

    def __init__(
        self,
        publication: Publication,
        reserve: Reserve,
        pages: Container[str] = (),
        apercu: bool = False,
        inchange: Inchange | None = None,
    ) -> None:
        """Commence ce qui manque.

        Args:
            inchange: ce qui vaut encore de la construction d'avant.
            pages: adresses d'ensemble des pages dont on veut les documents.
            apercu: vrai pendant `servir`, où l'on n'attend pas une mise en pages.
        """
        self._reserve = reserve
        self._publies = _possibles(_a_publier(publication, pages, apercu, inchange), reserve)
        self._manquants = [publie for publie in self._publies if not reserve.garde(publie.export)]
        self._pool: ProcessPoolExecutor | None = None
        self._en_cours: dict[str, Future[bytes]] = {}
        processus = min(PROCESSUS, os.cpu_count() or 1, len(self._manquants))
        if processus > 1:
            # « spawn » : un processus neuf, sur tous les systèmes, sans rien hériter de mkdocs.
            self._pool = ProcessPoolExecutor(processus, mp_context=get_context("spawn"))
            self._en_cours = {
                publie.adresse: self._pool.submit(
                    ecrire_le_document, publie.tirage.composer(), publie.tirage.format
                )
                for publie in self._manquants
            }

    @cached_property
    def en_attente(self) -> frozenset[str]:
        """Les pages (adresses d'ensemble) dont un document n'est pas encore fait."""
        return frozenset(publie.tirage.page for publie in self._manquants)

    def prets(self) -> Iterator[DocumentFait]:
        """Les documents des pages dont aucun ne manque."""
        for publie in self._publies:
            if publie.tirage.page not in self.en_attente:
                yield publie.fait(self._reserve.contenu(publie.export))

    def finir(self) -> Iterator[DocumentFait]:
        """Tous les documents, dans leur ordre ; celui qui échoue se dit, et les autres suivent."""
        for publie in self._publies:
            try:
                octets = self._reserve.contenu(publie.export, self._attendre(publie))
            except Exception as erreur:  # WeasyPrint, Pango, la mémoire : rien n'arrête le site
                if disque_plein(erreur):
                    raise
                journal.info("document non produit, %s : %s", publie.adresse, erreur)
            else:
                yield publie.fait(octets)
        self.abandonner()

    def abandonner(self) -> None:
        """Cesse ce qui était en cours."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _attendre(self, publie: _Publie) -> bytes | None:
        """Les octets qui se font à côté ; None s'il faut les faire ici."""
        en_cours = self._en_cours.get(publie.adresse)
        if en_cours is None:
            return None
        try:
            return en_cours.result()
        except (BrokenProcessPool, CancelledError):
            journal.info("Une mise en pages a été interrompue par le système : suite une à une")
            self._en_cours = {}
            return None


def _a_publier(
    publication: Publication, pages: Container[str], apercu: bool, inchange: Inchange | None
) -> Iterator[_Publie]:
    dire_ce_qui_manque(publication, bool(pages))
    if not pages:
        return
    if apercu:
        journal.info("Documents à emporter : ils se produisent à la construction, pas à l'aperçu")
        return
    if manque("documents"):
        return
    from ..impression.tirage import tirages

    for tirage in tirages(publication):
        adresse = publication.place(tirage.adresse)
        if tirage.page in pages and adresse is not None:
            empreinte = inchange.empreinte(tirage) if inchange else tirage.empreinte()
            yield _Publie(tirage, adresse, empreinte)


def _possibles(voulus: Iterable[_Publie], reserve: Reserve) -> list[_Publie]:
    """Ceux qui sont gardés, ou que l'on peut faire ; si Pango manque, on dit pourquoi."""
    voulus = list(voulus)
    sans_pango = [v for v in voulus if v.tirage.format != "pdf" or reserve.garde(v.export)]
    if len(sans_pango) == len(voulus):
        return voulus
    from ..impression.tirage import pourquoi_pas_de_pdf

    if not (absent := pourquoi_pas_de_pdf()):
        return voulus
    journal.info("PDF non produits : %s", absent)
    return sans_pango


SANS_ADRESSE = (
    "adresse du site inconnue (« site_url », dans mkdocs.yml) : ni catalogue de données, "
    "ni image de partage, ni plan du site pour les moteurs de recherche"
)
"""Ce qu'un site ne publie pas tant qu'il ne sait pas où il est."""


def dire_ce_qui_manque(publication: Publication, documents: bool) -> None:
    """Dit ce que le site publierait si tout était installé : il se construit sans."""
    voulus = {"documents": documents, "images": bool(publication.url), "tableur": True}
    for absent in (manque(supplement) for supplement, voulu in voulus.items() if voulu):
        if absent:
            journal.info(absent)
    if not publication.url:
        journal.info(SANS_ADRESSE)
