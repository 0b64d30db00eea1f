"""Construire un site à côté de l'ancien, puis l'y mettre d'un coup."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from time import time
from typing import Self

from .empreinte import fichiers_sous

NOUVEAU, ANCIEN = "nouveau", "ancien"
ABANDON = 24 * 3600
"""Secondes après quoi un reste est celui d'un mort, là où l'on ne sait pas le demander."""


@dataclass(frozen=True)
class Remplacement:
    """Un site construit à côté de l'ancien, et mis à sa place d'un coup.

    Attributes:
        ancien: le dossier à remplacer, qu'il existe ou non.
    """

    ancien: Path

    @classmethod
    def preparer(cls, ancien: Path) -> Self:
        """Ôte d'abord ce que des constructions tuées ont laissé ; remet l'ancien site s'il manque.

        Une construction peut mourir entre les deux renommages de `poser` : son dernier site entier
        est alors celui qu'elle venait d'écarter.
        """
        for reste, genre in _restes(ancien):
            if genre == ANCIEN and not ancien.exists():
                reste.rename(ancien)
            else:
                shutil.rmtree(reste, ignore_errors=True)
        return cls(ancien)

    @property
    def nouveau(self) -> Path:
        """Le dossier voisin où l'on construit."""
        return self._voisin(NOUVEAU)

    def _voisin(self, genre: str) -> Path:
        return self.ancien.with_name(f"{self.ancien.name}.{genre}.{os.getpid()}")

    def poser(self) -> None:
        """Met le nouveau à la place de l'ancien, par renommage.

        Un fichier dont les octets n'ont pas changé garde sa date : qui dépose le site par FTP ou
        par rsync n'envoie que les autres.
        """
        for fichier in fichiers_sous([self.nouveau]) if self.ancien.exists() else ():
            avant = self.ancien / fichier.relative_to(self.nouveau)
            if avant.is_file() and cmp(fichier, avant, shallow=False):
                etat = avant.stat()
                os.utime(fichier, ns=(etat.st_atime_ns, etat.st_mtime_ns))
        ecarte = self._voisin(ANCIEN)
        if self.ancien.exists():
            self.ancien.rename(ecarte)
        try:
            self.nouveau.rename(self.ancien)
        except OSError:
            if ecarte.exists():
                ecarte.rename(self.ancien)
            raise
        shutil.rmtree(ecarte, ignore_errors=True)

    def abandonner(self) -> None:
        """Efface le nouveau : l'ancien reste."""
        shutil.rmtree(self.nouveau, ignore_errors=True)


def _restes(ancien: Path) -> Iterator[tuple[Path, str]]:
    """Ce que des programmes morts ont laissé à côté d'un site, et ce que c'était."""
    for genre in (NOUVEAU, ANCIEN):
        for reste in sorted(ancien.parent.glob(f"{ancien.name}.{genre}.*")):
            numero = reste.suffix[1:]
            if numero.isdecimal() and reste.is_dir() and not _vit(int(numero), reste):
                yield reste, genre


def _vit(numero: int, reste: Path) -> bool:
    """Vrai si le programme de ce numéro vit, ou s'il faut le croire."""
    if sys.platform == "win32":  # pragma: no cover - y demander d'un programme s'il vit le tuerait
        return time() - reste.stat().st_mtime < ABANDON
    try:
        os.kill(numero, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
