"""Écrire plusieurs fichiers d'un coup : montrer ce qui change, puis tout appliquer ou rien.

Chaque fichier neuf est d'abord écrit à côté de sa place, puis tous sont renommés. Si un renommage
échoue, ceux qui précèdent sont défaits ; si le programme meurt, son journal permet de finir
(`journal`). Un fichier changé par quelqu'un d'autre depuis sa lecture arrête tout avant le premier
renommage.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from ..empechement import Empechement
from ..lecture.document import nommer
from ..lecture.yaml_marque import Chemin, lire_le_yaml
from ..texte.citation import abreger
from ..texte.typographie import accorder
from .alignement import aligner
from .arbre import Arbre, semblables
from .journal import FichierAEcrire, Journal

UN_PAR_UN = 32
"""Fichiers que l'on confie au disque l'un après l'autre."""
VALEUR_MAXIMUM = 60
"""Signes d'une valeur citée dans un changement dit en mots simples."""


class Conflit(Empechement):
    """Des fichiers ont changé entre la lecture et l'écriture : rien n'a été écrit."""

    def __init__(self, fichiers: Iterable[str]) -> None:
        self.fichiers = sorted(fichiers)
        noms = ", ".join(f"« {nom} »" for nom in self.fichiers)
        un = len(self.fichiers) == 1
        super().__init__(
            f"{noms} {'a' if un else 'ont'} changé pendant l'opération ; "
            "rien n'a été écrit, recommencer"
        )


@dataclass(frozen=True)
class Changement:
    """Un fichier à créer, à modifier ou à supprimer.

    Attributes:
        chemin: chemin relatif à la racine, barres obliques.
        avant: octets lus, None si le fichier n'existait pas.
        apres: octets voulus, None s'il est à supprimer.
    """

    chemin: str
    avant: bytes | None
    apres: bytes | None

    @property
    def genre(self) -> Literal["créé", "modifié", "supprimé"]:
        """Ce qui arrive au fichier."""
        if self.avant is None:
            return "créé"
        return "supprimé" if self.apres is None else "modifié"

    def difference(self) -> str:
        """La différence ligne à ligne, comme la montrent les forges."""
        avant, apres = _lignes(self.avant), _lignes(self.apres)
        ancien = self.chemin if self.avant is not None else "néant"
        nouveau = self.chemin if self.apres is not None else "néant"
        return "".join(difflib.unified_diff(avant, apres, ancien, nouveau))

    def en_mots(self) -> list[str]:
        """Les valeurs qui changent, en mots simples : « statut : en_cours → realisee »."""
        if self.avant is None or self.apres is None:
            return []
        ancien, nouveau = (lire_le_yaml(o, self.chemin)[0] for o in (self.avant, self.apres))
        return [_phrase(*difference) for difference in _comparer(ancien, nouveau, ())]


class Lot:
    """Des fichiers à écrire ou à supprimer sous une racine.

    Args:
        lus: octets de chaque fichier tel qu'on l'a lu (None : absent), par chemin relatif ; un
            fichier qui n'y est pas est lu maintenant.
        voulus: octets voulus (None : à supprimer), par chemin relatif.

    Raises:
        ValueError: un chemin sort de la racine.
    """

    def __init__(
        self, racine: Path, lus: Mapping[str, bytes | None], voulus: Mapping[str, bytes | None]
    ) -> None:
        self.racine = racine
        self._vraie_racine = racine.resolve()
        self.changements = [
            Changement(chemin, avant, voulus[chemin])
            for chemin in sorted(voulus)
            for avant in [lus[chemin] if chemin in lus else _octets(self._place(chemin))]
            if avant != voulus[chemin]
        ]
        for changement in self.changements:
            self._place(changement.chemin)

    def __bool__(self) -> bool:
        """Vrai s'il y a quelque chose à écrire."""
        return bool(self.changements)

    def en_mots(self, cites: int | None = None, *, details: bool = True) -> str:
        """Un fichier par ligne, ce qui y change dessous ; passé `cites` fichiers, leur nombre."""
        lignes = []
        for changement in self.changements[:cites]:
            lignes.append(f"{changement.genre} : {changement.chemin}")
            lignes += [f"    {mot}" for mot in changement.en_mots() if details]
        if reste := len(self.changements[cites:]) if cites else 0:
            lignes.append(f"… et {accorder(reste, 'autre fichier', 'autres fichiers')}")
        return "\n".join(lignes)

    def appliquer(self) -> None:
        """Écrit tout, ou rien.

        Raises:
            Conflit: un fichier n'est plus tel qu'on l'a lu.
            EcritureEnCours: une autre commande écrit au même endroit.
            OSError: le disque refuse ; tout est remis comme avant.
        """
        if not self:
            return
        crees = _creer_les_dossiers(self.racine)
        try:
            journal = Journal(self.racine, [self._fichier(c) for c in self.changements])
            try:
                for changement, fichier in zip(self.changements, journal.fichiers, strict=True):
                    if changement.avant is not None and fichier.place.exists():
                        shutil.copy2(fichier.place, fichier.garde)
                    if changement.apres is not None:
                        crees += _creer_les_dossiers(fichier.place.parent)
                        _ecrire_a_cote(fichier, changement.apres)
                _confier_au_disque([f.neuf for f in journal.fichiers if not f.supprime])
                lus = {c.chemin: _octets(self._place(c.chemin)) for c in self.changements}
                if changes := [c.chemin for c in self.changements if lus[c.chemin] != c.avant]:
                    raise Conflit(changes)
                journal.poser()
            finally:
                journal.fermer()
        except BaseException:
            for dossier in reversed(crees):
                with contextlib.suppress(OSError):
                    dossier.rmdir()
            raise

    def _fichier(self, changement: Changement) -> FichierAEcrire:
        place = self._place(changement.chemin)
        return FichierAEcrire(place, changement.avant is not None, changement.apres is None)

    def _place(self, chemin: str) -> Path:
        pur = PurePosixPath(chemin)
        vraie = (self.racine / pur).resolve()
        dedans = vraie.is_relative_to(self._vraie_racine)
        if pur.is_absolute() or ".." in pur.parts or not dedans:
            raise ValueError(f"le chemin « {chemin} » sort du dossier « {self.racine} »")
        return vraie


def _octets(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None


def _creer_les_dossiers(dossier: Path) -> list[Path]:
    """Crée un dossier et ses parents ; rend ceux qui n'existaient pas, du plus haut au plus bas."""
    manquants = []
    while not dossier.exists():
        manquants.append(dossier)
        dossier = dossier.parent
    for manquant in reversed(manquants):
        manquant.mkdir()
    return manquants[::-1]


def _ecrire_a_cote(fichier: FichierAEcrire, octets: bytes) -> None:
    """Écrit un fichier caché à côté de sa place, avec les droits qu'il y aura."""
    with fichier.neuf.open("wb") as flux:
        flux.write(octets)
    place = fichier.place
    droits = place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_masque()
    fichier.neuf.chmod(droits)


def _confier_au_disque(ecrits: Collection[Path]) -> None:
    """Attend que ces fichiers soient sur le disque, pour qu'une panne n'en laisse pas de vides.

    Au-delà de quelques-uns, un seul appel pour tous : des milliers prendraient une minute.
    """
    if len(ecrits) > UN_PAR_UN and hasattr(os, "sync"):
        os.sync()
        return
    for ecrit in ecrits:
        with ecrit.open("rb+") as flux:
            os.fsync(flux.fileno())


def _masque() -> int:
    masque = os.umask(0)
    os.umask(masque)
    return masque


def _lignes(octets: bytes | None) -> list[str]:
    texte = (octets or b"").decode("utf-8", "replace")
    lignes = re.findall(r"[^\n]*\n|[^\n]+", texte)
    if lignes and not lignes[-1].endswith("\n"):
        lignes[-1] += "\n"
    return lignes


def _comparer(
    ancien: Arbre | None, nouveau: Arbre | None, chemin: Chemin
) -> Iterator[tuple[Chemin, Arbre | None, Arbre | None]]:
    """Les valeurs qui diffèrent, au plus profond."""
    if semblables(ancien, nouveau):
        return
    if isinstance(ancien, dict) and isinstance(nouveau, dict):
        for cle in [*ancien, *(cle for cle in nouveau if cle not in ancien)]:
            yield from _comparer(ancien.get(cle), nouveau.get(cle), (*chemin, cle))
        return
    if isinstance(ancien, list) and isinstance(nouveau, list):
        rangs = aligner(ancien, nouveau)
        for parti in sorted(set(range(len(ancien))) - set(rangs)):
            yield (*chemin, parti), ancien[parti], None
        for place, rang in enumerate(rangs):
            origine = None if rang is None else ancien[rang]
            yield from _comparer(origine, nouveau[place], (*chemin, place))
        restes = [rang for rang in rangs if rang is not None]
        if restes != sorted(restes):
            avant, apres = (" ".join(str(r + 1) for r in o) for o in (sorted(restes), restes))
            yield (*chemin, "ordre"), avant, apres
        return
    yield chemin, ancien, nouveau


def _phrase(chemin: Chemin, ancien: Arbre | None, nouveau: Arbre | None) -> str:
    if ancien is None:
        return f"{nommer(chemin)} : ajouté, {_citer(nouveau)}"
    if nouveau is None:
        return f"{nommer(chemin)} : retiré, {_citer(ancien)}"
    return f"{nommer(chemin)} : {_citer(ancien)} → {_citer(nouveau)}"


def _citer(valeur: Arbre | None) -> str:
    if isinstance(valeur, dict):
        valeur = next((v for c in ("titre", "nom", "id") if (v := valeur.get(c))), None) or (
            ", ".join(f"{cle} : {_citer(v)}" for cle, v in valeur.items())
        )
    if isinstance(valeur, list):
        valeur = ", ".join(map(_citer, valeur))
    return abreger(" ".join(str(valeur).split()), VALEUR_MAXIMUM)
