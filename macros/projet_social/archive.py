"""Des archives ZIP qui ne disent que leur contenu : les mêmes données font les mêmes octets.

Un classeur, un document, un site archivé sont tous des ZIP, dont chaque fichier porte une date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

JOUR_ZERO = datetime(1980, 1, 1)
"""La plus ancienne date qu'un ZIP sache dire : elle ne dit rien de la machine."""


def entree(nom: str) -> ZipInfo:
    """L'en-tête d'un fichier, à la date de tous ; `mimetype` n'est jamais comprimé."""
    info = ZipInfo(nom, JOUR_ZERO.timetuple()[:6])
    info.compress_type = ZIP_STORED if nom == "mimetype" else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


class ArchiveFigee(ZipFile):
    """Une archive que l'on remplit, et où rien ne porte sa propre date."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Ajoute un contenu."""
        super().writestr(entree(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Ajoute un fichier, sans le tenir en mémoire."""
        chemin = Path(filename)
        with chemin.open("rb") as lu, self.open(entree(str(arcname or filename)), "w") as ecrit:
            copyfileobj(lu, ecrit)


def archiver(fichiers: Mapping[str, bytes]) -> bytes:
    """Une archive de fichiers, dans l'ordre donné."""
    flux = BytesIO()
    with ArchiveFigee(flux, "w") as archive:
        for nom, octets in fichiers.items():
            archive.writestr(nom, octets)
    return flux.getvalue()


def figer(octets: bytes) -> bytes:
    """La même archive, aux dates près ; `mimetype` y est en tête, le reste par ordre de nom."""
    with ZipFile(BytesIO(octets)) as lue:
        noms = sorted(lue.namelist(), key=lambda nom: (nom != "mimetype", nom))
        return archiver({nom: lue.read(nom) for nom in noms})
