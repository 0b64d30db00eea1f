"""Borner le temps de calcul passé sur ce qu'une source a écrit.

Une source peut être petite et pourtant faire chercher longtemps. Là où le système sait
interrompre un calcul (tous, sauf Windows), celui-ci s'arrête.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from .echec import EchecDeSource


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
