"""Rendre déterministe une archive ZIP (DOCX, ODT) : mêmes données, mêmes octets."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

DATE = (1980, 1, 1, 0, 0, 0)
"""La plus ancienne date qu'un ZIP sache écrire : elle ne dit rien de la machine."""


def figer(octets: bytes) -> bytes:
    """La même archive, aux dates près ; l'entrée `mimetype` reste première et sans compression."""
    sortie = BytesIO()
    with ZipFile(BytesIO(octets)) as lue, ZipFile(sortie, "w") as ecrite:
        for nom in sorted(lue.namelist(), key=lambda nom: (nom != "mimetype", nom)):
            entree = ZipInfo(nom, DATE)
            entree.compress_type = ZIP_STORED if nom == "mimetype" else ZIP_DEFLATED
            ecrite.writestr(entree, lue.read(nom))
    return sortie.getvalue()
