"""L'index de recherche qui se fait à côté, pendant que les pages s'écrivent."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from .double import Double, DoubleTue
from .recherche import INTROUVABLE, indexer, pages_cherchees
from .site_bati import a_lire

journal = logging.getLogger("mkdocs.plugins.projet-social")


class RechercheAuFil:
    """L'index d'un site qui se construit.

    Pagefind lit les pages par ordre d'adresse ; elles s'écrivent à peu près dans cet ordre, et
    celle qui vient trop tôt attend son tour.
    """

    def __init__(self, site: Path, fichiers: Iterable[str], deja: Iterable[str] = ()) -> None:
        """Commence l'index.

        Args:
            fichiers: ceux que le site publiera.
            deja: ceux qui seront écrits avant la première page.
        """
        self._site = site
        self._attendues = sorted(filter(a_lire, {*fichiers} - {INTROUVABLE}))
        self._annoncees = 0
        self._rendues = {*deja}
        self._double = Double(self._au_fil)

    def recevoir(self, fichier: str) -> None:
        """Note qu'une page se rend : celles d'avant sont écrites."""
        for page in self._attendues[self._annoncees :]:
            if page not in self._rendues:
                break
            self._annoncer()
        self._rendues.add(fichier)

    def finir(self) -> None:
        """Attend que l'index soit écrit.

        Si le site ne publie pas ce que l'on attendait, on recommence d'après ce qu'il publie.

        Raises:
            RechercheImpossible: Pagefind a échoué.
        """
        inattendues = {*pages_cherchees(self._site)} ^ {*self._attendues}
        try:
            if not inattendues:
                while self._annoncees < len(self._attendues):
                    self._annoncer()
                self._double.finir()
                return
            journal.info("index de recherche recommencé, pages inattendues : %s", min(inattendues))
            self.abandonner()
        except DoubleTue:
            journal.info("index de recherche recommencé : le système l'avait interrompu")
        indexer(self._site)

    def abandonner(self) -> None:
        """Cesse de lire."""
        self._double.abandonner()

    def _annoncer(self) -> None:
        self._annoncees += 1
        self._double.annoncer()

    def _au_fil(self, lien: Connection) -> None:
        def ecrites() -> Iterator[str]:
            for page in self._attendues:
                lien.recv_bytes()
                yield page

        indexer(self._site, ecrites())
