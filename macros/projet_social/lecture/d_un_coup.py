"""Écrire un fichier d'un coup. Ne connaît ni le modèle ni ce qu'il écrit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def ecriture_d_un_coup(fichier: Path) -> Iterator[Path]:
    """Le fichier voisin à remplir : il prend la place de celui-ci à la fin, ou ne laisse rien."""
    fichier.parent.mkdir(parents=True, exist_ok=True)
    provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}.tmp")
    try:
        yield provisoire
        provisoire.replace(fichier)
    except BaseException:
        provisoire.unlink(missing_ok=True)
        raise
