"""Le dossier que l'on remet à qui doit installer le générateur : roue, installeurs, guide.

Chaque installeur pose un environnement à part, d'après les versions exactes : `uv` s'il est là, car
il apporte jusqu'à Python ; sinon Python et son module `venv`. pipx n'y ajouterait rien, et ne sait
pas suivre un verrou. Une archive exécutable (zipapp) ne conviendrait pas : plusieurs bibliothèques
sont compilées pour chaque système.
"""

from __future__ import annotations

from .. import __version__
from ..supplements import SUPPLEMENTS
from .gabarits import remplir
from .generateur import figer_le_generateur
from .guide import composer_le_guide
from .roue import Roue

MARQUE = b"\xef\xbb\xbf"
"""Sans elle, PowerShell 5 lit les accents de travers."""


def composer_la_remise(roue: Roue) -> dict[str, bytes]:
    """Tous les fichiers du dossier, par leur place."""
    trous = {"version": __version__, "roue": roue.nom}
    bourne = remplir("installation/installer.sh", **trous)
    windows = remplir("installation/installer.ps1", **trous)
    lisez = remplir(
        "installation/LISEZMOI.txt", trait="=" * len(f"projet-social {__version__}"), **trous
    )
    fichiers = figer_le_generateur(roue, SUPPLEMENTS, dossier="")
    fichiers |= {
        "installer.sh": bourne.encode("utf-8"),
        "installer.ps1": MARQUE + windows.replace("\n", "\r\n").encode("utf-8"),
        "LISEZMOI.txt": MARQUE + lisez.replace("\n", "\r\n").encode("utf-8"),
    }
    return fichiers | {f"guide/{place}": page for place, page in composer_le_guide().items()}
