"""Garder d'une construction à l'autre les fichiers longs à calculer (images).

Un export qui dit son empreinte ne se recalcule que si elle change. Un fichier perdu ou abîmé se
refait ; ce qui n'a pas servi depuis un mois est effacé.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from ..exports.registre import Export
from ..lecture.d_un_coup import ecriture_d_un_coup

SECONDES_DE_GARDE = 30 * 24 * 3600
"""Un mois : plusieurs sites d'un même dossier se partagent la réserve sans se gêner."""
OCTETS_DE_LA_SOMME = 16
"""Chaque fichier gardé commence par la somme de ce qui suit."""


class Reserve:
    """Les octets des exports, par empreinte, dans un dossier ; sans dossier, ne garde rien."""

    def __init__(self, dossier: Path | None) -> None:
        self._dossier = dossier

    def garde(self, export: Export) -> bool:
        """Vrai si les octets d'un export sont déjà là."""
        if self._dossier is None or not export.empreinte:
            return False
        return (self._dossier / export.empreinte).is_file()

    def contenu(self, export: Export, octets: bytes | None = None) -> bytes:
        """Les octets d'un export, gardés s'ils le peuvent.

        Args:
            octets: ceux que l'on vient de calculer ailleurs, s'ils l'ont été.
        """
        if self._dossier is None or not export.empreinte:
            return export.contenu() if octets is None else octets
        fichier = self._dossier / export.empreinte
        if fichier.is_file():
            somme, gardes = _separer(fichier.read_bytes())
            if somme == _somme(gardes):
                os.utime(fichier)
                return gardes
        octets = export.contenu() if octets is None else octets
        with ecriture_d_un_coup(fichier) as provisoire:
            provisoire.write_bytes(_somme(octets) + octets)
        return octets

    def oublier(self) -> None:
        """Efface ce qui n'a pas servi depuis longtemps."""
        if self._dossier is not None:
            effacer_les_anciens(self._dossier)


def effacer_les_anciens(dossier: Path) -> None:
    """Efface d'un dossier ce qui n'a pas servi depuis longtemps."""
    limite = time.time() - SECONDES_DE_GARDE
    for fichier in dossier.iterdir() if dossier.is_dir() else ():
        if fichier.stat().st_mtime < limite:
            fichier.unlink(missing_ok=True)


def _somme(octets: bytes) -> bytes:
    return hashlib.blake2b(octets, digest_size=OCTETS_DE_LA_SOMME).digest()


def _separer(garde: bytes) -> tuple[bytes, bytes]:
    return garde[:OCTETS_DE_LA_SOMME], garde[OCTETS_DE_LA_SOMME:]
