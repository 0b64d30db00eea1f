"""Ouvrir ce qu'un agent donne à importer : un classeur, un document Word, un PDF.

Ce que c'est se reconnaît à ce que le fichier contient, non à son nom.
"""

from __future__ import annotations

from pathlib import Path

from ..classeur.a_part import LecteurDeFichier, lire_a_part
from ..classeur.archive_recue import inspecter_l_archive
from ..classeur.classeur import Classeur
from ..classeur.ouverture import OLE, ZIP, ouvrir_classeur
from ..classeur.refus import OCTETS_MAXIMUM, RefusDeClasseur
from ..supplements import exiger

PDF, RTF = b"%PDF-", b"{\\rtf"
EN_TETE_DU_PDF = 1024
"""Octets où l'on cherche la signature d'un PDF : certains commencent par autre chose."""
ANCIEN_WORD = "WordDocument".encode("utf-16-le")
EN_DOCX = "l'ouvrir dans Word ou LibreOffice et l'enregistrer en .docx"
EN_PDF = "l'enregistrer de nouveau en PDF, ou donner le document Word dont il vient"
LECTEURS = {
    nature: LecteurDeFichier(
        f"{__package__}.lecture_{nature}",
        f"lire_{nature}",
        "document",
        conseil,
        "n'en garder que les pages du plan, ou donner le document Word dont il vient",
    )
    for nature, conseil in (("docx", EN_DOCX), ("pdf", EN_PDF))
}


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
    classeur = lire_a_part(LECTEURS[nature], octets)
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
    archive = inspecter_l_archive(octets)
    if "opendocument.text" in archive.nature:
        raise RefusDeClasseur("document de LibreOffice (.odt), non lu", EN_DOCX)
    return "docx" if any(nom.startswith("word/") for nom in archive.noms) else ""
