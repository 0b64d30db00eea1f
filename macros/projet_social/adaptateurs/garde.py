"""Garder d'une construction à l'autre ce qu'un site a publié, sous son adresse.

Un seul fichier par site, que l'on rallonge : en créer un par page et par export coûtait autant que
de les calculer. Chaque entrée porte la clé de tout ce dont elle dépend et la somme de ses octets.
Ce ne sont que des données : rien ne s'y exécute. Une entrée abîmée, ou d'une autre clé, est
refaite. Le fichier se récrit quand il contient plus de périmé que d'utile.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from ..lecture.d_un_coup import ecriture_d_un_coup
from .empreinte import empreinte_de
from .reserve import effacer_les_anciens

Servis = tuple[dict[str, int], int]
"""Ce qui a servi (adresse, et octets dans le fichier), et combien d'entrées étaient illisibles."""
LECTURE = 512
"""Octets lus d'avance : de quoi tenir un en-tête, sans lire ce qu'il annonce."""


@dataclass(frozen=True, slots=True)
class PlaceGardee:
    """Où est une chose gardée.

    Attributes:
        cle: celle de tout ce dont elle dépend.
        somme: celle de ses octets.
        debut: où commence son en-tête, dans le fichier.
        entete: octets de cet en-tête.
        taille: octets de ce qu'elle garde.
    """

    cle: str
    somme: str
    debut: int
    entete: int
    taille: int

    @property
    def fin(self) -> int:
        """Où commence l'entrée d'après."""
        return self.debut + self.entete + self.taille


@dataclass
class Garde:
    """Ce qui est gardé d'un site.

    Attributes:
        site: ce qui distingue ce site de ceux que l'on construit au même endroit.
        abimes: combien d'entrées n'étaient plus lisibles.
    """

    dossier: Path
    site: str
    abimes: int = 0
    _utiles: dict[str, int] = field(init=False, default_factory=dict)
    """Ce qui a servi cette fois : adresse, et octets dans le fichier."""
    _perimes: int = field(init=False, default=0)
    """Octets de ce qu'une entrée plus récente remplaçait déjà."""

    def trouver(self, adresse: str, cle: str) -> bytes | None:
        """Ce qui a été gardé à cette adresse, si sa clé est la même."""
        entree = self._entrees.get(adresse)
        if entree is None or entree.cle != cle or self._lu is None:
            return None
        self._lu.seek(entree.debut + entree.entete)
        octets = self._lu.read(entree.taille)
        if entree.somme != empreinte_de(adresse, cle, octets):
            self.abimes += 1
            return None
        self._utiles[adresse] = entree.fin - entree.debut
        return octets

    def garder(self, adresse: str, cle: str, octets: bytes) -> None:
        """Garde ce que l'on vient de faire."""
        entree = _ecrire(adresse, cle, octets)
        self._utiles[adresse] = len(entree)
        # D'un seul geste : deux constructions du même site ne mêlent pas leurs entrées.
        self._ecrit.write(entree)

    def oublier(self, *, tout: bool) -> int:
        """Efface ce qui n'a pas servi depuis longtemps, et ce que ce site ne publie plus.

        Args:
            tout: vrai si l'on a demandé ou refait tout ce que publie ce site.

        Returns:
            Combien d'entrées n'étaient plus lisibles.
        """
        self.fermer()
        if self._utiles and self._fichier.is_file():
            taille = self._fichier.stat().st_size
            if taille > 2 * sum(self._utiles.values()) if tout else 2 * self._perimes > taille:
                self._recrire(tout)
            os.utime(self._fichier)
        effacer_les_anciens(self.dossier)
        return self.abimes

    def double(self) -> Garde:
        """La même, pour un autre processus : il a ses fichiers et ses comptes."""
        double = Garde(self.dossier, self.site)
        double._entrees = self._entrees
        return double

    @property
    def servis(self) -> Servis:
        """Les comptes de cette fois."""
        return self._utiles, self.abimes

    def joindre(self, servis: Servis) -> None:
        """Ajoute à ces comptes ceux d'un double."""
        utiles, abimes = servis
        self._utiles |= utiles
        self.abimes += abimes

    def fermer(self) -> None:
        """Rend les fichiers ; on peut encore chercher et garder, ils se rouvrent."""
        for ouvert in ("_lu", "_ecrit"):
            if (fichier := self.__dict__.pop(ouvert, None)) is not None:
                fichier.close()

    @property
    def _fichier(self) -> Path:
        return self.dossier / f"{empreinte_de(self.site)}.garde"

    @cached_property
    def _lu(self) -> BinaryIO | None:
        with suppress(FileNotFoundError):
            return open(self._fichier, "rb", buffering=LECTURE)
        return None

    @cached_property
    def _ecrit(self) -> FileIO:
        self.dossier.mkdir(parents=True, exist_ok=True)
        return open(self._fichier, "ab", buffering=0)

    @cached_property
    def _entrees(self) -> dict[str, PlaceGardee]:
        """La dernière entrée de chaque adresse ; ce qui suit un en-tête illisible est perdu."""
        entrees: dict[str, PlaceGardee] = {}
        if self._lu is None:
            return entrees
        taille, debut = os.fstat(self._lu.fileno()).st_size, 0
        while debut < taille:
            self._lu.seek(debut)
            lue = _lire_l_entete(self._lu.readline(), debut)
            if lue is None or lue[1].fin > taille:
                self.abimes += 1
                os.truncate(self._fichier, debut)
                break
            adresse, entree = lue
            if ancienne := entrees.get(adresse):
                self._perimes += ancienne.fin - ancienne.debut
            entrees[adresse] = entree
            debut = entree.fin
        return entrees

    def _recrire(self, tout: bool) -> None:
        """Ne laisse qu'une entrée par adresse ; si l'on a tout demandé, rien qui n'a pas servi."""
        self.__dict__.pop("_entrees", None)
        with ecriture_d_un_coup(self._fichier) as provisoire:
            with open(provisoire, "wb") as ecrit:
                for adresse, place in self._entrees.items():
                    if self._lu is not None and (adresse in self._utiles or not tout):
                        self._lu.seek(place.debut)
                        ecrit.write(self._lu.read(place.fin - place.debut))
            self.fermer()


def _ecrire(adresse: str, cle: str, octets: bytes) -> bytes:
    somme = empreinte_de(adresse, cle, octets)
    return f"{cle}\t{somme}\t{len(octets)}\t{adresse}\n".encode() + octets


def _lire_l_entete(ligne: bytes, debut: int) -> tuple[str, PlaceGardee] | None:
    """L'adresse et l'entrée qu'annonce un en-tête ; None si ce n'en est pas un."""
    cle, *suite = ligne.decode(errors="replace").removesuffix("\n").split("\t")
    if len(suite) != 3 or not suite[1].isdecimal() or not ligne.endswith(b"\n"):
        return None
    somme, taille, adresse = suite
    return adresse, PlaceGardee(cle, somme, debut, len(ligne), int(taille))
