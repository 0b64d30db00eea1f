"""L'index de recherche qui se fait pendant que les pages s'écrivent : un cœur pour chacun."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from .recherche import INTROUVABLE, deposer_l_index, faire_l_index, indexer, lire, pages_cherchees
from .site_bati import a_lire

journal = logging.getLogger("mkdocs.plugins.projet-social")

PageRecue = tuple[str, str]
"""Son adresse de fichier, et son HTML."""


class RechercheAuFil:
    """L'index d'un site qui se construit.

    Pagefind lit les pages par ordre d'adresse ; elles s'écrivent à peu près dans cet ordre, et
    celle qui vient trop tôt attend son tour.
    """

    def __init__(self, fichiers: Iterable[str]) -> None:
        """Commence l'index.

        Args:
            fichiers: ceux que le site publiera.
        """
        attendues = filter(a_lire, {*fichiers} - {INTROUVABLE})
        self._attendues = sorted(attendues, reverse=True)
        self._lues: list[str] = []
        self._en_avance: dict[str, str] = {}
        self._donnees: SimpleQueue[PageRecue | None] = SimpleQueue()
        self._index: Future[dict[str, bytes]] = Future()
        # Un démon : une construction interrompue n'attend pas Pagefind.
        Thread(target=self._faire, name=type(self).__name__, daemon=True).start()

    def recevoir(self, fichier: str, html: str) -> None:
        """Une page telle qu'elle s'écrit."""
        self._en_avance[fichier] = html
        while self._attendues and (suivante := self._attendues[-1]) in self._en_avance:
            self._donner(self._en_avance.pop(suivante))

    def finir(self, site: Path) -> None:
        """Donne à lire ce qui manque encore, et écrit l'index.

        Si le site ne publie pas ce que l'on attendait, on recommence d'après ce qu'il publie.

        Raises:
            RechercheImpossible: Pagefind a échoué.
        """
        pages = pages_cherchees(site)
        if inattendues := set(pages) ^ {*self._lues, *self._attendues}:
            journal.info("index de recherche recommencé, pages inattendues : %s", min(inattendues))
            self.abandonner()
            indexer(site)
            return
        while self._attendues:
            self._donner(lire(site, self._attendues[-1]))
        self._donnees.put(None)
        deposer_l_index(self._index.result(), site)

    def abandonner(self) -> None:
        """Cesse de lire."""
        self._index.cancel()
        self._donnees.put(None)

    def _donner(self, html: str) -> None:
        """La page attendue la première."""
        self._lues.append(self._attendues.pop())
        self._donnees.put((self._lues[-1], html))

    def _faire(self) -> None:
        try:
            index = faire_l_index(self._au_fil())
        except BaseException as erreur:
            if self._index.set_running_or_notify_cancel():
                self._index.set_exception(erreur)
        else:
            if self._index.set_running_or_notify_cancel():
                self._index.set_result(index)

    def _au_fil(self) -> Iterator[PageRecue]:
        while (page := self._donnees.get()) is not None:
            yield page
        if self._index.cancelled():
            raise CancelledError
