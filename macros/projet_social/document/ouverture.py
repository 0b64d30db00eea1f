"""Ouvrir ce qu'un agent donne à importer : un classeur, un document Word, un PDF.

Ce que c'est se reconnaît à ce que le fichier contient, non à son nom.
"""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ..classeur.classeur import Classeur
from ..classeur.ouverture import OLE, ZIP, ouvrir_classeur
from ..classeur.refus import OCTETS_DEPLIES_MAXIMUM, OCTETS_MAXIMUM, RefusDeClasseur
from ..supplements import exiger
from .a_part import lire_a_part

PDF, RTF = b"%PDF-", b"{\\rtf"
EN_TETE_DU_PDF = 1024
"""Octets où l'on cherche la signature d'un PDF : certains commencent par autre chose."""
ANCIEN_WORD = "WordDocument".encode("utf-16-le")
EN_DOCX = "l'ouvrir dans Word ou LibreOffice et l'enregistrer en .docx"


def ouvrir_la_source(chemin: Path) -> Classeur:
    """Lit un classeur, un document Word ou un PDF, et le rend comme un classeur.

    Raises:
        RefusDeClasseur: fichier absent, vide, protégé, abîmé, trop gros, numérisé ou d'une autre
            nature.
    """
    if not chemin.is_file() or chemin.stat().st_size > OCTETS_MAXIMUM:
        return ouvrir_classeur(chemin)
    octets = chemin.read_bytes()
    nature = _nature(octets)
    if not nature:
        return ouvrir_classeur(chemin)
    exiger("lecture")
    classeur = lire_a_part(nature, octets)
    if not classeur.feuilles:
        raise RefusDeClasseur("document vide : ni texte, ni tableau", "vérifier le fichier")
    return classeur


def _nature(octets: bytes) -> str:
    """« docx », « pdf », ou rien si c'est l'affaire des classeurs.

    Raises:
        RefusDeClasseur: un document que l'on ne lit pas.
    """
    if PDF in octets[:EN_TETE_DU_PDF]:
        return "pdf"
    if octets.startswith(RTF):
        raise RefusDeClasseur("document RTF, non lu", EN_DOCX)
    if octets.startswith(OLE) and ANCIEN_WORD in octets:
        raise RefusDeClasseur("ancien document Word (.doc), non lu", EN_DOCX)
    return _nature_de_l_archive(octets) if octets.startswith(ZIP) else ""


def _nature_de_l_archive(octets: bytes) -> str:
    try:
        with ZipFile(io.BytesIO(octets)) as archive:
            noms = set(archive.namelist())
            deplie = sum(info.file_size for info in archive.infolist())
            nature = archive.read("mimetype")[:100] if "mimetype" in noms else b""
    except (BadZipFile, OSError, RuntimeError, NotImplementedError):
        return ""  # l'ouverture des classeurs dit ce qu'a une archive abîmée
    if b"opendocument.text" in nature:
        raise RefusDeClasseur("document de LibreOffice (.odt), non lu", EN_DOCX)
    if not any(nom.startswith("word/") for nom in noms):
        return ""
    if deplie > OCTETS_DEPLIES_MAXIMUM:
        raise RefusDeClasseur(
            f"document de {deplie // 1_000_000} Mo une fois décompressé, "
            f"{OCTETS_DEPLIES_MAXIMUM // 1_000_000} Mo au plus",
            "en retirer les images, ou n'en garder que le plan d'actions",
        )
    return "docx"
