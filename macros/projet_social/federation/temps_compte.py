"""Borner le temps que l'on donne à une source : celui de répondre, celui d'être vérifiée.

Une source peut être petite et pourtant faire attendre, ou faire chercher longtemps. Une réponse
cesse d'être attendue ; un calcul s'arrête, là où le système sait l'interrompre (tous, sauf
Windows).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from .echec import EchecDeSource

T = TypeVar("T")


def attendre(fonction: Callable[[], T], secondes: float) -> T:
    """Le résultat d'une fonction que l'on n'attend pas plus qu'il ne faut.

    Rien n'interrompt une résolution de nom ni une lecture du réseau : passé le temps, on les laisse
    à leur fil, qui s'éteint avec le programme.

    Raises:
        TimeoutError: elle n'a pas fini à temps.
    """
    resultat: Future[T] = Future()

    def courir() -> None:
        try:
            resultat.set_result(fonction())
        except Exception as erreur:
            resultat.set_exception(erreur)

    threading.Thread(target=courir, daemon=True).start()
    return resultat.result(secondes)


@contextmanager
def temps_compte(secondes: float) -> Iterator[None]:
    """Interrompt ce qui dure plus longtemps.

    Raises:
        EchecDeSource: le temps est écoulé.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def arreter(_signal: int, _cadre: FrameType | None) -> None:
        raise EchecDeSource(
            f"données trop longues à vérifier : plus de {secondes:g} secondes",
            "prévenir la personne qui tient ce site",
        )

    ancien = signal.signal(signal.SIGALRM, arreter)
    signal.setitimer(signal.ITIMER_REAL, secondes)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, ancien)
