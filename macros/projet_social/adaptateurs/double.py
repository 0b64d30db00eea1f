"""Un double de ce processus : il a tout lu comme lui, et travaille à côté sur un autre cœur."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Resultat = TypeVar("Resultat")


class DoubleTue(Exception):
    """Le système a tué le double : la mémoire a pu manquer pour deux."""


class Double(Generic[Resultat]):
    """Un travail confié à un double."""

    def __init__(self, travail: Callable[[Connection], Resultat]) -> None:
        """Commence.

        Args:
            travail: ce que fait le double ; un message lui vient par ce lien à chaque annonce.
        """
        contexte = get_context("fork")
        # Deux sens séparés : d'un lien unique, ce qui n'a pas été lu ferait perdre la réponse.
        self._reponse, repond = contexte.Pipe(duplex=False)
        entend, self._annonces = contexte.Pipe(duplex=False)
        gc.freeze()  # le double ne parcourt pas ce qu'il partage : ce serait le recopier
        vie = (travail, entend, repond)
        self._processus = contexte.Process(target=_vivre, args=vie, daemon=True)
        self._processus.start()
        gc.unfreeze()
        entend.close()
        repond.close()

    @staticmethod
    def possible() -> bool:
        """Vrai si ce processus n'a qu'un fil (un double n'aurait pas les autres), et deux cœurs."""
        if sys.platform != "linux":
            return False
        return threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1

    @property
    def vit(self) -> bool:
        """Faux si le système l'a tué, ou s'il a fini."""
        return self._processus.is_alive()

    def annoncer(self) -> None:
        """Dit au double qu'il peut avancer d'un pas ; s'il est mort, `finir` le dira."""
        with suppress(BrokenPipeError):
            self._annonces.send_bytes(b"")

    def finir(self) -> Resultat:
        """Attend ce que rend le travail.

        Raises:
            DoubleTue: le système a arrêté le double.
            Exception: ce que le travail a lui-même levé.
        """
        try:
            rendu, refus = self._reponse.recv()
        except EOFError as erreur:
            raise DoubleTue from erreur
        finally:
            self._processus.join()
        if refus is not None:
            raise refus
        return rendu  # type: ignore[no-any-return]

    def abandonner(self) -> None:
        """Arrête le double, s'il travaille encore."""
        self._processus.terminate()
        self._processus.join()


def _vivre(travail: Callable[[Connection], Any], entend: Connection, repond: Connection) -> None:
    """La vie d'un double : il ne répond qu'à l'original, et ne lui survit pas."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_mourir_avec_l_original, daemon=True).start()
    dit: tuple[Any, Exception | None]
    try:
        dit = travail(entend), None
    except Exception as refus:
        dit = None, refus
    repond.send(dit)


def _mourir_avec_l_original() -> None:
    if (original := parent_process()) is not None:
        original.join()
        os._exit(1)
