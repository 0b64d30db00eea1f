"""La roue du générateur : un fichier `.whl`, vérifié avant qu'un site le garde.

Le paquet n'est sur aucun registre : ce fichier est tout ce qu'il faut pour l'installer. Il porte
le verrou de ses dépendances, si bien qu'un site n'a rien d'autre à retenir.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass, field
from email import message_from_bytes
from functools import cached_property
from hashlib import sha256

from ..empechement import Empechement
from .verrou import normaliser

PAQUET = "projet_social"
VERROU = f"{PAQUET}/depart/verrou.txt"
EXIGENCE = re.compile(r"([\w.-]+)[^;]*(?:;.*\bextra == '([\w-]+)')?")
"""Le nom d'une bibliothèque, et le supplément qui la demande s'il y en a un."""


class RoueRefusee(Empechement):
    """Un fichier qui n'est pas la roue attendue ; le message dit pourquoi et que faire."""


@dataclass(frozen=True)
class Roue:
    """La roue, lue et vérifiée.

    Attributes:
        verrou: versions et empreintes de tout ce dont elle peut avoir besoin.
        exigences: noms normalisés de ce qu'elle demande, et le supplément qui le veut (ou vide).
    """

    octets: bytes = field(repr=False)
    version: str
    verrou: str = field(repr=False)
    exigences: tuple[tuple[str, str], ...]

    @property
    def nom(self) -> str:
        """Le nom que l'installeur attend, quel que soit celui sous lequel on l'a reçue."""
        return f"{PAQUET}-{self.version}-py3-none-any.whl"

    @cached_property
    def empreinte(self) -> str:
        """Son empreinte SHA-256."""
        return sha256(self.octets).hexdigest()

    def demandes(self, supplements: Collection[str]) -> set[str]:
        """Les bibliothèques à installer avec elle."""
        voulus = {"", *supplements}
        return {nom for nom, supplement in self.exigences if supplement in voulus}


def lire_la_roue(octets: bytes, dite: str) -> Roue:
    """Lit une roue et vérifie chacun de ses fichiers.

    Args:
        dite: ce qui la désigne dans un refus.

    Raises:
        RoueRefusee: ce n'en est pas une, elle est abîmée, ou c'est celle d'un autre programme.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            contenus = {nom: archive.read(nom) for nom in archive.namelist()}
    except (zipfile.BadZipFile, EOFError, OSError) as refus:
        raise RoueRefusee(
            f"{dite} n'est pas une roue entière (un fichier .whl) ; la redemander"
        ) from refus
    infos = {nom.rpartition("/")[2]: nom for nom in contenus if ".dist-info/" in nom}
    if not {"METADATA", "RECORD"} <= infos.keys():
        raise RoueRefusee(f"{dite} n'est pas une roue (un fichier .whl) ; la redemander")
    dit = message_from_bytes(contenus[infos["METADATA"]])
    if normaliser(dit["Name"]) != normaliser(PAQUET):
        raise RoueRefusee(f"{dite} est la roue de « {dit['Name']} », non celle de ce programme")
    _exiger_l_integrite(contenus, infos["RECORD"], dite)
    if VERROU not in contenus:
        raise RoueRefusee(
            f"{dite} (version {dit['Version']}) ne porte pas les versions de ses dépendances ; "
            "prendre une version plus récente"
        )
    exigences = (EXIGENCE.match(ligne) for ligne in dit.get_all("Requires-Dist", []))
    return Roue(
        octets,
        dit["Version"],
        contenus[VERROU].decode("utf-8"),
        tuple((normaliser(e[1]), e[2] or "") for e in exigences if e and e[1] != "projet-social"),
    )


def _exiger_l_integrite(contenus: dict[str, bytes], inventaire: str, dite: str) -> None:
    """Chaque fichier est celui de l'inventaire, et il n'y en a pas d'autre."""
    lignes = csv.reader(io.StringIO(contenus[inventaire].decode("utf-8")))
    dits = {ligne[0]: ligne[1] for ligne in lignes if ligne}
    for nom, octets in contenus.items():
        if nom != inventaire and dits.get(nom) != empreinte_d_inventaire(octets):
            raise RoueRefusee(
                f"{dite} est abîmée : « {nom} » n'est pas tel que son inventaire le dit ; "
                "la redemander"
            )
    if manquants := sorted(dits.keys() - contenus.keys()):
        raise RoueRefusee(f"{dite} est abîmée : « {manquants[0]} » y manque ; la redemander")


def empreinte_d_inventaire(octets: bytes) -> str:
    """L'empreinte d'un fichier, comme l'inventaire d'une roue l'écrit."""
    return f"sha256={urlsafe_b64encode(sha256(octets).digest()).decode().rstrip('=')}"
