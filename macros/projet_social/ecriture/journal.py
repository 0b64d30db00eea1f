"""Le journal d'une écriture de plusieurs fichiers : arrêtée, elle se finit ou se défait.

Un fichier caché, à la racine de ce que l'on écrit, dit d'abord quels fichiers vont changer, puis
« pose » quand tous sont prêts à côté de leur place : dès lors, qui le retrouve n'a plus qu'à finir.
S'il dit « defait », un refus du disque a arrêté le travail : tout revient comme avant. Le système
tient un verrou dessus tant que le programme vit : un journal libre est celui d'un programme mort.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":  # pragma: no cover - aucun Windows ici
    import msvcrt
else:
    import fcntl

NOM = ".ecriture-en-cours"
"""Le nom du journal ; il commence par un point : personne ne le lit comme une donnée."""
NEUF, GARDE, ECARTE = ".neuf", ".garde", ".interrompu"
"""Ce qui suit le nom d'un fichier prêt, de la copie de l'ancien, de ce qui n'a pu être posé."""
POSE, DEFAIT = "pose", "defait"
ARRETEE = "une commande avait été arrêtée pendant qu'elle écrivait"


class EcritureEnCours(BlockingIOError):
    """Une autre commande écrit ces fichiers en ce moment."""

    def __init__(self) -> None:
        super().__init__(
            "une autre commande écrit dans ce dossier ; attendre qu'elle finisse, puis recommencer"
        )


@dataclass(frozen=True)
class FichierAEcrire:
    """Un fichier du lot, et ce qui l'attend.

    Attributes:
        place: où il est, ou sera.
        existait: vrai s'il y en a déjà un, dont une copie est gardée.
        supprime: vrai s'il est à supprimer.
    """

    place: Path
    existait: bool
    supprime: bool

    @property
    def neuf(self) -> Path:
        """Le fichier prêt, caché à côté de sa place."""
        return self.place.with_name(f".{self.place.name}{NEUF}")

    @property
    def garde(self) -> Path:
        """La copie de l'ancien, cachée à côté de lui."""
        return self.place.with_name(f".{self.place.name}{GARDE}")

    def poser(self) -> None:
        """Met le fichier prêt à sa place, ou supprime l'ancien ; refaire ne change rien."""
        if self.supprime:
            self.place.unlink(missing_ok=True)
        elif self.neuf.exists():
            self.neuf.replace(self.place)

    def remettre(self) -> None:
        """Rend au fichier son contenu d'avant ; refaire ne change rien."""
        if not self.existait:
            self.place.unlink(missing_ok=True)
        elif self.garde.exists():
            self.garde.replace(self.place)

    @property
    def repris(self) -> bool:
        """Vrai si quelqu'un l'a changé depuis la copie de l'ancien."""
        if not self.existait:
            return self.place.exists()
        entiers = self.place.exists() and self.garde.exists()
        return not entiers or self.place.read_bytes() != self.garde.read_bytes()

    def nettoyer(self) -> None:
        """Ôte ce qui est caché à côté."""
        for cache in (self.neuf, self.garde):
            with contextlib.suppress(OSError):
                cache.unlink(missing_ok=True)


class Journal:
    """Le journal d'une écriture, de son ouverture à sa fin.

    Raises:
        EcritureEnCours: un autre programme écrit sous cette racine.
        OSError: le disque refuse.
    """

    def __init__(self, racine: Path, fichiers: Sequence[FichierAEcrire]) -> None:
        reprendre_l_ecriture(racine)
        self.chemin = racine / NOM
        self.fichiers = fichiers
        self.a_reprendre = False
        try:
            self._flux: BinaryIO = self.chemin.open("xb")
        except FileExistsError as refus:
            raise EcritureEnCours from refus
        _verrouiller(self._flux)
        self._dire(
            json.dumps(
                [
                    {
                        "chemin": f.place.relative_to(racine.resolve()).as_posix(),
                        "existait": f.existait,
                        "supprime": f.supprime,
                    }
                    for f in fichiers
                ]
            )
        )

    def _dire(self, ligne: str) -> None:
        self._flux.write(f"{ligne}\n".encode())
        self._flux.flush()
        os.fsync(self._flux.fileno())

    def poser(self) -> None:
        """Pose tous les fichiers ; si l'un d'eux ne le peut pas, remet tout comme avant."""
        self._dire(POSE)
        try:
            for fichier in self.fichiers:
                fichier.poser()
        except BaseException as refus:
            self._dire(DEFAIT)
            for fichier in reversed(self.fichiers):
                try:
                    fichier.remettre()
                except OSError:
                    self.a_reprendre = True
                    refus.add_note(
                        f"l'ancien « {fichier.place} » est dans « {fichier.garde.name} »"
                    )
            raise

    def fermer(self) -> None:
        """Ôte ce qui est caché, puis le journal ; une copie qui sert encore reste, et lui avec."""
        if self.a_reprendre:
            self._flux.close()
        else:
            _fermer(self.chemin, self._flux, self.fichiers)


def reprendre_l_ecriture(racine: Path) -> list[str]:
    """Finit, ou défait, l'écriture qu'un programme arrêté a laissée sous une racine.

    Returns:
        Ce qui a été fait, une phrase par fait ; vide s'il n'y avait rien à reprendre.

    Raises:
        EcritureEnCours: le programme qui écrit vit encore.
        OSError: le disque refuse.
    """
    chemin = racine / NOM
    try:
        flux = chemin.open("rb+")
    except FileNotFoundError:
        return []
    try:
        _verrouiller(flux)
    except OSError as refus:
        flux.close()
        raise EcritureEnCours from refus
    fichiers, etat = _lire(flux.read(), racine)
    dits = []
    if etat == POSE:
        dits.append(f"{ARRETEE} : son travail est fini")
        dits += [dit for fichier in fichiers if (dit := _finir(fichier))]
    elif etat == DEFAIT:
        dits.append(f"{ARRETEE} : rien n'a changé")
        for fichier in reversed(fichiers):
            fichier.remettre()
    else:
        for fichier in fichiers:
            fichier.nettoyer()
            _oter_les_dossiers_vides(fichier.place.parent, racine.resolve())
    _fermer(chemin, flux, fichiers)
    return dits


def _finir(fichier: FichierAEcrire) -> str:
    """Pose un fichier, sauf si quelqu'un l'a changé depuis : son travail ne s'écrase pas."""
    if not fichier.repris:
        fichier.poser()
        return ""
    if fichier.supprime:
        garde = fichier.place.exists()
        return f"« {fichier.place.name} », changé depuis, n'est pas supprimé" if garde else ""
    if not fichier.neuf.exists():
        return ""
    voulu = fichier.place.with_name(f"{fichier.place.name}{ECARTE}")
    fichier.neuf.replace(voulu)
    return (
        f"« {fichier.place.name} », changé depuis, reste tel quel ; "
        f"ce que la commande voulait y écrire est dans « {voulu.name} »"
    )


def _lire(octets: bytes, racine: Path) -> tuple[list[FichierAEcrire], str]:
    """Les fichiers d'un journal et son dernier mot ; rien d'un journal coupé en route."""
    entete, *mots = octets.decode("utf-8", "replace").split("\n")
    if not mots:
        return [], ""
    vraie = racine.resolve()
    fichiers = []
    try:
        decrits = json.loads(entete)
    except ValueError:  # une panne de courant a pu laisser un fichier de zéros : rien n'était posé
        return [], ""
    for decrit in decrits:
        place = (vraie / decrit["chemin"]).resolve()
        if place.is_relative_to(vraie):
            fichiers.append(FichierAEcrire(place, decrit["existait"], decrit["supprime"]))
    dits = [mot for mot in mots[:-1] if mot in (POSE, DEFAIT)]
    return fichiers, dits[-1] if dits else ""


def _oter_les_dossiers_vides(dossier: Path, racine: Path) -> None:
    """Ôte les dossiers créés pour un fichier qui n'y est jamais venu."""
    while dossier != racine and dossier.is_relative_to(racine):
        try:
            dossier.rmdir()
        except FileNotFoundError:
            pass
        except OSError:  # il n'est pas vide
            return
        dossier = dossier.parent


def _fermer(chemin: Path, flux: BinaryIO, fichiers: Sequence[FichierAEcrire]) -> None:
    for fichier in fichiers:
        fichier.nettoyer()
    if sys.platform == "win32":  # pragma: no cover - un fichier ouvert ne s'y supprime pas
        flux.close()
    chemin.unlink(missing_ok=True)
    flux.close()


def _verrouiller(flux: BinaryIO) -> None:
    """Tient le fichier jusqu'à sa fermeture, ou à la mort du programme.

    Raises:
        OSError: un autre le tient.
    """
    if sys.platform == "win32":  # pragma: no cover - aucun Windows ici
        msvcrt.locking(flux.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(flux, fcntl.LOCK_EX | fcntl.LOCK_NB)
