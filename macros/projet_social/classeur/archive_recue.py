"""Une archive reçue (classeur, document, CSV réunis) : ce que l'on en sait avant de l'ouvrir.

Les bibliothèques qui l'ouvriront tiennent tout en mémoire, et croient ce qu'elle dit d'elle-même.
Quelques kilo-octets peuvent en demander des milliards : c'est donc avant elles que l'on mesure.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .refus import CHIFFRE, REENREGISTRER, RefusDeClasseur

OCTETS_DEPLIES_MAXIMUM = 400_000_000
"""Taille d'une archive, une fois décompressée, images comprises."""
OCTETS_LUS_MAXIMUM = 60_000_000
"""Taille, une fois décompressées, des parties qui se lisent : ses images ne comptent pas."""
PARTIES_MAXIMUM = 5_000
EN_TETE_DE_PARTIE = b"PK\x01\x02"
"""Ce qui ouvre chaque ligne du sommaire d'une archive."""
MANIFESTE = "META-INF/manifest.xml"
"""Le sommaire d'un document de LibreOffice, qui porte d'ordinaire un DOCTYPE."""
LUES = (".xml", ".rels", ".csv")
CHIFFREE = 1
N_EN_GARDER = "n'en garder que le plan d'actions"


@dataclass(frozen=True)
class ArchiveRecue:
    """Ce qu'une archive contient.

    Attributes:
        nature: ce qu'elle dit être ; vide si elle ne le dit pas.
        poids: octets de ce qui s'y lit, une fois décompressé.
    """

    noms: frozenset[str]
    nature: str
    poids: int


class _Vu(Exception):
    """L'analyse a vu ce qu'elle cherchait."""


@contextmanager
def parties_de(octets: bytes) -> Iterator[ZipFile]:
    """Une archive ouverte.

    Raises:
        RefusDeClasseur: elle est abîmée.
    """
    try:
        with ZipFile(io.BytesIO(octets)) as archive:
            yield archive
    except (BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error) as erreur:
        raise RefusDeClasseur("archive incomplète ou abîmée", REENREGISTRER) from erreur


def inspecter_l_archive(octets: bytes) -> ArchiveRecue:
    """Ce qu'une archive contient, si elle peut s'ouvrir sans danger.

    Raises:
        RefusDeClasseur: abîmée, protégée, démesurée, ou qui renvoie à des fichiers d'ailleurs.
    """
    if octets.count(EN_TETE_DE_PARTIE) > PARTIES_MAXIMUM:
        raise RefusDeClasseur(f"archive de plus de {PARTIES_MAXIMUM} fichiers", N_EN_GARDER)
    with parties_de(octets) as archive:
        infos = archive.infolist()
        poids = _mesurer(infos)
        noms = frozenset(info.filename for info in infos)
        if MANIFESTE in noms and b"encryption-data" in archive.read(MANIFESTE):
            raise RefusDeClasseur(*CHIFFRE)
        for info in infos:
            if info.filename.lower().endswith((".xml", ".rels")) and info.filename != MANIFESTE:
                with archive.open(info) as flux:
                    _refuser_le_doctype(flux)
        nature = archive.read("mimetype")[:100] if "mimetype" in noms else b""
    return ArchiveRecue(noms, nature.decode("ascii", "replace"), poids)


def _mesurer(infos: list[ZipInfo]) -> int:
    """Les octets de ce qui se lit, une fois décompressé ; refuse ce qui est protégé, ou énorme."""
    if any(info.flag_bits & CHIFFREE for info in infos):
        raise RefusDeClasseur(*CHIFFRE)
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos):
        raise RefusDeClasseur("archive comprimée d'une façon inconnue", REENREGISTRER)
    tout = sum(info.file_size for info in infos)
    lues = sum(info.file_size for info in infos if info.filename.lower().endswith(LUES))
    for taille, maximum, conseil in (
        (tout, OCTETS_DEPLIES_MAXIMUM, f"en retirer les images, ou {N_EN_GARDER}"),
        (lues, OCTETS_LUS_MAXIMUM, N_EN_GARDER),
    ):
        if taille > maximum:
            raise RefusDeClasseur(
                f"fichier de {taille // 1_000_000} Mo une fois décompressé, "
                f"{maximum // 1_000_000} Mo au plus",
                conseil,
            )
    return lues


def _refuser_le_doctype(flux: IO[bytes]) -> None:
    """Un fichier de bureau n'a pas de DOCTYPE : qui en a un veut nous faire lire ailleurs."""

    def refuser(*_: object) -> NoReturn:
        raise RefusDeClasseur(
            "fichier qui renvoie à d'autres (DOCTYPE), non lu",
            "l'ouvrir dans Office ou LibreOffice et l'enregistrer de nouveau",
        )

    def finir(*_: object) -> NoReturn:
        raise _Vu

    lecteur = expat.ParserCreate()
    lecteur.StartDoctypeDeclHandler = refuser
    lecteur.StartElementHandler = finir
    try:
        while morceau := flux.read(1 << 16):
            lecteur.Parse(morceau)
    except (_Vu, expat.ExpatError, LookupError):  # ce qui n'est pas du XML, qui le lit le dira
        return
