"""Avant de lire des données : finir ce qu'une commande arrêtée était en train d'y écrire."""

from __future__ import annotations

import time
from pathlib import Path

from ..ecriture.journal import EcritureEnCours, reprendre_l_ecriture

ATTENTE = 5.0
"""Secondes laissées à une autre commande pour finir d'écrire."""
PAUSE = 0.05
"""Secondes entre deux essais."""


def finir_les_ecritures(*dossiers: Path) -> list[str]:
    """Finit ou défait ce qui fut interrompu sous ces dossiers ; attend qui y écrit encore.

    Returns:
        Ce qui a été fait, en phrases.

    Raises:
        EcritureEnCours: une autre commande y écrit toujours.
        OSError: le disque refuse.
    """
    dits: list[str] = []
    limite = time.monotonic() + ATTENTE
    for dossier in dossiers:
        while True:
            try:
                dits += reprendre_l_ecriture(dossier)
                break
            except EcritureEnCours:
                if time.monotonic() > limite:
                    raise
                time.sleep(PAUSE)
    return dits
