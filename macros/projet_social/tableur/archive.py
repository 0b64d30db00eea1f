"""Récrire une archive de tableur pour que le même contenu fasse toujours les mêmes octets."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

JOUR_ZERO = (1980, 1, 1, 0, 0, 0)
"""La date de chaque fichier d'une archive : la première qu'un zip sache dire."""


def archiver(fichiers: Mapping[str, bytes]) -> bytes:
    """Une archive de fichiers, dans l'ordre donné ; `mimetype` n'est jamais comprimé."""
    flux = io.BytesIO()
    with ZipFile(flux, "w") as archive:
        for nom, octets in fichiers.items():
            info = ZipInfo(nom, JOUR_ZERO)
            info.compress_type = ZIP_STORED if nom == "mimetype" else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, octets)
    return flux.getvalue()


def refaire(
    octets: bytes, corriger: Callable[[str, bytes], bytes | None] = lambda _, contenu: contenu
) -> bytes:
    """Une archive refaite sans date ; `corriger` peut changer un fichier, ou l'ôter (None)."""
    fichiers: dict[str, bytes] = {}
    with ZipFile(io.BytesIO(octets)) as archive:
        for nom in archive.namelist():
            contenu = corriger(nom, archive.read(nom))
            if contenu is not None and not nom.endswith("/"):
                fichiers[nom] = contenu
    return archiver(fichiers)
