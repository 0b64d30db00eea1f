"""Garder d'une construction à l'autre ce qu'un site a publié, sous son adresse.

Chaque fichier porte la clé de tout ce dont il dépend et la somme de ses octets. Ce ne sont que des
données : rien ne s'y exécute. Un fichier abîmé, ou d'une autre clé, est refait. Une adresse n'a
jamais qu'une version : la garde ne grossit pas à chaque modification.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from .empreinte import empreinte_de
from .reserve import effacer_les_anciens


@dataclass
class Garde:
    """Les fichiers gardés d'un site.

    Attributes:
        dossier: où ils sont.
        site: ce qui distingue ce site de ceux que l'on construit au même endroit.
        abimes: combien n'étaient plus lisibles.
    """

    dossier: Path
    site: str
    abimes: int = 0
    _pret: bool = field(init=False, default=False)

    def trouver(self, adresse: str, cle: str) -> bytes | None:
        """Ce qui a été gardé à cette adresse, si sa clé est la même."""
        fichier = self._fichier(adresse)
        if not fichier.is_file():
            return None
        connue, _, suite = fichier.read_bytes().partition(b"\n")
        somme, _, octets = suite.partition(b"\n")
        if somme.decode(errors="replace") != empreinte_de(connue, octets):
            self.abimes += 1
            return None
        if connue.decode() != cle:
            return None
        os.utime(fichier)
        return octets

    def garder(self, adresse: str, cle: str, octets: bytes) -> None:
        """Garde ce que l'on vient de faire."""
        if not self._pret:
            self.dossier.mkdir(parents=True, exist_ok=True)
            self._pret = True
        somme = empreinte_de(cle.encode(), octets)
        # Sans fichier provisoire, qui coûterait autant que le reste : la somme dit s'il est entier.
        with open(self._fichier(adresse), "wb", buffering=0) as fichier:
            fichier.write(b"\n".join((cle.encode(), somme.encode(), octets)))

    def oublier(self) -> int:
        """Efface ce qui n'a pas servi depuis longtemps.

        Returns:
            Combien de fichiers n'étaient plus lisibles.
        """
        effacer_les_anciens(self.dossier)
        return self.abimes

    def _fichier(self, adresse: str) -> Path:
        return self.dossier / empreinte_de(self.site, adresse)
