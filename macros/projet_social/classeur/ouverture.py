"""Ouvrir un classeur : son format se reconnaît à ce qu'il contient, non à son nom."""

from __future__ import annotations

from pathlib import Path

from ..supplements import exiger
from .a_part import LecteurDeFichier, lire_a_part, lire_ici
from .archive_recue import inspecter_l_archive
from .classeur import Classeur
from .lecture_csv import SUFFIXE, csv_de_l_archive, lire_csv, lire_les_csv
from .refus import CHIFFRE, OCTETS_MAXIMUM, REENREGISTRER, RefusDeClasseur

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
IMAGES = (b"\x89PNG", b"\xff\xd8\xff")
CSV, CSV_REUNIS = "csv", "zip"
LECTEURS = {
    nature: LecteurDeFichier(
        f"{__package__}.lecture_{nature}",
        f"lire_{nature}",
        "classeur",
        REENREGISTRER,
        "n'en garder que les feuilles du plan",
    )
    for nature in ("xlsx", "ods", "xls")
}
LU_ICI = 8_000_000
"""Octets à lire au-delà desquels un classeur se lit à part : un vrai plan en a dix fois moins."""


def ouvrir_classeur(chemin: Path) -> Classeur:
    """Lit un classeur xlsx, ods, xls ou csv.

    Raises:
        RefusDeClasseur: fichier absent, vide, protégé, abîmé, trop gros ou d'une autre nature.
    """
    if not chemin.exists():
        raise RefusDeClasseur("fichier introuvable", "vérifier son nom et son dossier")
    if chemin.is_dir():
        fichiers = [f for f in chemin.iterdir() if f.suffix.lower() == SUFFIXE]
        if not fichiers:
            constat = "c'est un dossier, sans fichier .csv"
            raise RefusDeClasseur(constat, "donner le chemin d'un classeur")
        return lire_les_csv({fichier.name: fichier.read_bytes() for fichier in fichiers})
    taille = chemin.stat().st_size
    if taille > OCTETS_MAXIMUM:
        raise RefusDeClasseur(
            f"fichier de {taille // 1_000_000} Mo, {OCTETS_MAXIMUM // 1_000_000} Mo au plus",
            "retirer les images, ou ne garder que les feuilles du plan",
        )
    classeur = _lire(chemin.read_bytes(), chemin.stem)
    if not any(c.valeur is not None for f in classeur.feuilles for r in f.lignes for c in r):
        raise RefusDeClasseur("classeur vide : aucune cellule remplie", "vérifier le fichier")
    return classeur


def _lire(octets: bytes, nom: str) -> Classeur:
    nature, poids = _nature_et_poids(octets)
    if nature == CSV:
        return lire_csv(octets, nom)
    if nature == CSV_REUNIS:
        return lire_les_csv(csv_de_l_archive(octets))
    exiger("tableur")
    lire = lire_ici if poids <= LU_ICI else lire_a_part
    return lire(LECTEURS[nature], octets)


def _nature_et_poids(octets: bytes) -> tuple[str, int]:
    """Ce qu'est un fichier, et les octets qu'il y aura à lire.

    Raises:
        RefusDeClasseur: ce n'est pas un classeur, ou il est protégé.
    """
    if not octets.strip():
        raise RefusDeClasseur("fichier vide", "vérifier qu'il est bien enregistré")
    if octets.startswith(IMAGES):
        raise RefusDeClasseur(
            "c'est une image, ni un classeur, ni un document",
            "donner le fichier dont elle vient (.xlsx, .ods, .docx, .pdf…)",
        )
    if octets.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in octets:
            raise RefusDeClasseur(*CHIFFRE)
        return "xls", len(octets)
    if octets.startswith(ZIP):
        return _nature_d_archive(octets)
    debut = octets[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if debut.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        raise RefusDeClasseur("c'est une page web ou du XML, pas un classeur", REENREGISTRER)
    return CSV, len(octets)


def _nature_d_archive(octets: bytes) -> tuple[str, int]:
    archive = inspecter_l_archive(octets)
    if "xl/workbook.xml" in archive.noms:
        return "xlsx", archive.poids
    if "opendocument.spreadsheet" in archive.nature:
        return "ods", archive.poids
    if "xl/workbook.bin" in archive.noms:
        raise RefusDeClasseur("classeur binaire (.xlsb), non lu", REENREGISTRER)
    if any(nom.lower().endswith(".csv") for nom in archive.noms):
        return CSV_REUNIS, archive.poids
    raise RefusDeClasseur("c'est une archive, pas un classeur", "en extraire le classeur")
