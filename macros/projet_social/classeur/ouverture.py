"""Ouvrir un classeur : son format se reconnaît à ce qu'il contient, non à son nom."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ..supplements import exiger
from .classeur import Classeur
from .lecture_csv import csv_de_l_archive, csv_du_dossier, lire_csv, lire_les_csv
from .refus import CHIFFRE, OCTETS_DEPLIES_MAXIMUM, OCTETS_MAXIMUM, RefusDeClasseur

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
REENREGISTRER = "l'ouvrir dans le tableur et l'enregistrer en .xlsx ou .ods"
IMAGES = (b"\x89PNG", b"\xff\xd8\xff")


def ouvrir_classeur(chemin: Path) -> Classeur:
    """Lit un classeur xlsx, ods, xls ou csv.

    Raises:
        RefusDeClasseur: fichier absent, vide, protégé, abîmé, trop gros ou d'une autre nature.
    """
    if not chemin.exists():
        raise RefusDeClasseur("fichier introuvable", "vérifier son nom et son dossier")
    if chemin.is_dir():
        if not (fichiers := csv_du_dossier(chemin)):
            constat = "c'est un dossier, sans fichier .csv"
            raise RefusDeClasseur(constat, "donner le chemin d'un classeur")
        return lire_les_csv(fichiers)
    taille = chemin.stat().st_size
    if taille > OCTETS_MAXIMUM:
        raise RefusDeClasseur(
            f"fichier de {taille // 1_000_000} Mo, {OCTETS_MAXIMUM // 1_000_000} Mo au plus",
            "retirer les images, ou ne garder que les feuilles du plan",
        )
    octets = chemin.read_bytes()
    lire = porte_de(octets, chemin.stem)
    try:
        classeur = lire(octets)
    except (RefusDeClasseur, MemoryError):
        raise
    except Exception as erreur:  # chaque bibliothèque a les siennes devant un fichier abîmé
        raise RefusDeClasseur(
            f"classeur abîmé, illisible ({type(erreur).__name__})", REENREGISTRER
        ) from erreur
    if not any(c.valeur is not None for f in classeur.feuilles for r in f.lignes for c in r):
        raise RefusDeClasseur("classeur vide : aucune cellule remplie", "vérifier le fichier")
    return classeur


def porte_de(octets: bytes, nom: str) -> Callable[[bytes], Classeur]:
    """La porte qui lit ce contenu.

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
        exiger("tableur")
        from .lecture_xls import lire_xls

        return lire_xls
    if octets.startswith(ZIP):
        return _porte_d_archive(octets)
    debut = octets[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if debut.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        raise RefusDeClasseur("c'est une page web ou du XML, pas un classeur", REENREGISTRER)
    return lambda contenu: lire_csv(contenu, nom)


def _porte_d_archive(octets: bytes) -> Callable[[bytes], Classeur]:
    try:
        with ZipFile(io.BytesIO(octets)) as archive:
            noms = set(archive.namelist())
            deplie = sum(info.file_size for info in archive.infolist())
            nature = archive.read("mimetype")[:100] if "mimetype" in noms else b""
            manifeste = "META-INF/manifest.xml"
            chiffre = manifeste in noms and b"encryption-data" in archive.read(manifeste)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError) as erreur:
        raise RefusDeClasseur("classeur abîmé : archive incomplète", REENREGISTRER) from erreur
    if deplie > OCTETS_DEPLIES_MAXIMUM:
        raise RefusDeClasseur(
            f"classeur de {deplie // 1_000_000} Mo une fois décompressé, "
            f"{OCTETS_DEPLIES_MAXIMUM // 1_000_000} Mo au plus",
            "ne garder que les feuilles du plan",
        )
    if "xl/workbook.xml" in noms:
        exiger("tableur")
        from .lecture_xlsx import lire_xlsx

        return lire_xlsx
    if b"opendocument.spreadsheet" in nature:
        if chiffre:
            raise RefusDeClasseur(*CHIFFRE)
        exiger("tableur")
        from .lecture_ods import lire_ods

        return lire_ods
    if "xl/workbook.bin" in noms:
        raise RefusDeClasseur("classeur binaire (.xlsb), non lu", REENREGISTRER)
    if any(nom.lower().endswith(".csv") for nom in noms):
        return lambda contenu: lire_les_csv(csv_de_l_archive(contenu))
    raise RefusDeClasseur("c'est une archive, pas un classeur", "en extraire le classeur")
