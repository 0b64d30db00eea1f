"""L'empreinte du programme qui fait un fichier long à calculer : ce qui le garde la compte."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path


def fichiers_ranges(dossier: Path) -> tuple[Path, ...]:
    """Les fichiers d'un dossier, toujours dans le même ordre."""
    return tuple(sorted(fichier for fichier in dossier.iterdir() if fichier.is_file()))


def empreinte_du_code(fichiers: Iterable[Path], *bibliotheques: str) -> str:
    """Une empreinte qui change avec ces fichiers, et avec la version de ces bibliothèques.

    Raises:
        PackageNotFoundError: l'une n'est pas installée.
    """
    return _empreinte(tuple(fichiers), bibliotheques)


@cache
def _empreinte(fichiers: tuple[Path, ...], bibliotheques: tuple[str, ...]) -> str:
    somme = sha256(repr([version(nom) for nom in bibliotheques]).encode())
    for fichier in fichiers:
        somme.update(sha256(fichier.read_bytes()).digest())
    return somme.hexdigest()
