"""Les exports, qui s'écrivent à côté pendant que les pages se rendent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from time import sleep

from ..exports.fichier import RACINE, Fichier
from ..exports.registre import Export
from .disque import deposer
from .double import Double, DoubleTue
from .garde import Servis
from .inchange import Inchange
from .reserve import Reserve

ATTENTE = 0.005
"""Secondes entre deux regards sur ce que le double a écrit."""


class ExportsACote:
    """Les exports d'une construction ; sans double possible, ils s'écrivent aussitôt.

    Les premiers écrits sont les fichiers de données, dont des pages disent le poids.
    """

    def __init__(
        self, exports: Iterable[Export], site: Path, inchange: Inchange | None, reserve: Reserve
    ) -> None:
        """Commence à les écrire.

        Args:
            inchange: ce qui vaut encore de la construction d'avant.
            reserve: garde les exports longs à calculer, qui disent leur empreinte.
        """
        self._exports = sorted(exports, key=lambda e: not e.adresse.startswith(RACINE))
        self._rangs = {export.adresse: rang for rang, export in enumerate(self._exports)}
        self._site = site
        self._inchange = inchange
        self._reserve = reserve
        self._ecrits = RawValue("L", 0)
        self._double: Double[Servis | None] | None = None
        if self._exports and Double.possible():
            sienne = inchange and replace(inchange, garde=inchange.garde.double())
            self._double = Double(lambda _: self._ecrire(sienne))
        else:
            self._ecrire(inchange)

    def poids(self, fichier: Fichier) -> int:
        """Le nombre d'octets d'un fichier de données ; attend que le double l'ait écrit."""
        rang = self._rangs.get(fichier.adresse)
        if rang is None:
            return fichier.poids
        while self._ecrits.value <= rang:
            if self._double is None or not self._double.vit:
                return fichier.poids
            sleep(ATTENTE)
        return (self._site / self._exports[rang].publique).stat().st_size

    def finir(self) -> None:
        """Attend que tous soient écrits.

        Raises:
            Exception: ce qui a empêché d'en écrire un.
        """
        if self._double is None:
            return
        try:
            servis = self._double.finir()
        except DoubleTue:
            self._ecrire(self._inchange)
        else:
            if self._inchange and servis:
                self._inchange.garde.joindre(servis)

    def abandonner(self) -> None:
        """Cesse d'écrire."""
        if self._double is not None:
            self._double.abandonner()

    def _ecrire(self, inchange: Inchange | None) -> Servis | None:
        for rang, export in enumerate(self._exports, 1):
            ecrire_l_export(export, self._site, inchange, self._reserve)
            self._ecrits.value = rang
        return inchange.garde.servis if inchange else None


def ecrire_l_export(
    export: Export, site: Path, inchange: Inchange | None, reserve: Reserve
) -> None:
    """Écrit un export à sa place."""
    gardes = None if export.empreinte else inchange
    deposer(site / export.publique, gardes.export(export) if gardes else reserve.contenu(export))
