"""Garder d'une construction à l'autre les fichiers longs à calculer (images).

Un export qui dit son empreinte ne se recalcule que si elle change. Un fichier perdu se refait ;
ce qui n'a pas servi depuis un mois est effacé.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from ..exports.registre import Export

SECONDES_DE_GARDE = 30 * 24 * 3600
"""Un mois : plusieurs sites d'un même dossier se partagent la réserve sans se gêner."""


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
            export: le fichier voulu.
            octets: ceux que l'on vient de calculer ailleurs, s'ils l'ont été.
        """
        if self._dossier is None or not export.empreinte:
            return export.contenu() if octets is None else octets
        fichier = self._dossier / export.empreinte
        if fichier.is_file():
            os.utime(fichier)
            return fichier.read_bytes()
        octets = export.contenu() if octets is None else octets
        self._dossier.mkdir(parents=True, exist_ok=True)
        provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}.tmp")
        provisoire.write_bytes(octets)
        provisoire.replace(fichier)
        return octets

    def oublier(self) -> None:
        """Efface ce qui n'a pas servi depuis longtemps."""
        if self._dossier is None or not self._dossier.is_dir():
            return
        limite = time.time() - SECONDES_DE_GARDE
        for fichier in self._dossier.iterdir():
            if fichier.stat().st_mtime < limite:
                fichier.unlink(missing_ok=True)
