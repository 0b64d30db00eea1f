"""Où les polices se copient le temps d'un PDF, sans que rien n'en reste, même tué en route."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp

PREFIXE = "projet-social-polices-"
PERDU_APRES = 3600
"""Secondes au-delà desquelles personne ne se sert plus d'un dossier : un PDF prend une minute."""


def ouvrir_un_dossier_de_polices() -> Path:
    """Un dossier neuf ; ceux qu'un processus tué a laissés s'en vont d'abord."""
    for reste in Path(gettempdir()).glob(f"{PREFIXE}*"):
        with suppress(FileNotFoundError):  # un autre PDF vient de l'effacer
            if reste.stat().st_mtime < time.time() - PERDU_APRES:
                rmtree(reste, ignore_errors=True)
    return Path(mkdtemp(prefix=PREFIXE))
