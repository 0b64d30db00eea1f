"""Lire un CSV (son encodage, son séparateur, ses guillemets), ou plusieurs : dossier ou zip."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from .archive_recue import parties_de
from .classeur import Cellule, Classeur, Feuille
from .desamorcage import reamorcer
from .refus import RefusDeClasseur, borner

SEPARATEURS = (";", ",", "\t", "|")
MARQUES = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ECHANTILLON = 200
"""Lignes lues pour reconnaître le séparateur."""
CHAMP_MAXIMUM = 1_000_000
OCTETS_D_UN_CSV = 10_000_000
"""Taille d'un CSV, au plus : il n'a pas d'images, et tout s'y lit."""
SUFFIXE = ".csv"
RANG = re.compile(r"^\d+[-_ ]*")
"""Le numéro qui range les fichiers, et ne fait pas partie du nom de la feuille."""


def lire_csv(octets: bytes, nom: str) -> Classeur:
    """Lit un CSV ; il fait un classeur d'une feuille, qui porte le nom du fichier.

    Raises:
        RefusDeClasseur: ce n'est pas du texte, ou des guillemets ne se referment pas.
    """
    if len(octets) > OCTETS_D_UN_CSV:
        raise RefusDeClasseur(
            f"feuille de {len(octets) // 1_000_000} Mo en CSV, "
            f"{OCTETS_D_UN_CSV // 1_000_000} Mo au plus",
            "ne garder que le plan d'actions",
        )
    texte = decoder_le_csv(octets)
    premiere, _, suite = texte.partition("\n")
    dit = premiere.strip().strip('"').lower()
    if dit.startswith("sep=") and len(dit) == 5:  # la ligne qu'Excel écrit pour lui-même
        separateur, texte = dit[4], suite
    else:
        separateur = separateur_de(texte)
    csv.field_size_limit(CHAMP_MAXIMUM)
    feuille = Feuille(nom)
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
    debut = 1
    try:
        for rangee in lecteur:
            borner(nom, len(feuille.lignes) + 1, len(rangee))
            feuille.lignes.append([Cellule(valeur or None) for valeur in rangee])
            debut = lecteur.line_num + 1
    except csv.Error as erreur:
        raise RefusDeClasseur(
            f"ligne {debut} du fichier : des guillemets ouverts ne se referment pas comme il faut",
            "doubler les guillemets à l'intérieur d'une cellule, ou enregistrer en .xlsx",
        ) from erreur
    return Classeur([feuille])


def decoder_le_csv(octets: bytes) -> str:
    """Le texte d'un CSV : UTF-8 avec ou sans marque, UTF-16 avec marque, ou Windows-1252.

    Raises:
        RefusDeClasseur: des octets qu'aucun de ces encodages ne permet.
    """
    encodage = next((nom for marque, nom in MARQUES if octets.startswith(marque)), "")
    if not encodage and b"\x00" in octets:
        raise RefusDeClasseur(
            "ni un classeur, ni du texte", "donner un fichier .xlsx, .ods, .xls ou .csv"
        )
    for essai in (encodage,) if encodage else ("utf-8", "cp1252"):
        try:
            return octets.decode(essai)
        except UnicodeDecodeError:
            continue
    raise RefusDeClasseur(
        "texte illisible : ni UTF-8, ni Windows-1252",
        "l'ouvrir dans le tableur et l'enregistrer en .xlsx",
    )


def separateur_de(texte: str) -> str:
    """Le séparateur qui coupe la plus grande part des lignes au même nombre de colonnes.

    À égalité, celui qui fait le plus de colonnes : une virgule de phrase en fait peu, et rarement
    le même nombre d'une ligne à l'autre.
    """
    lignes = [ligne.rstrip("\n") for ligne in islice(io.StringIO(texte, None), ECHANTILLON)]
    meilleur, mieux = SEPARATEURS[0], (0.0, 0)
    for separateur in SEPARATEURS:
        try:
            lues = csv.reader(io.StringIO("\n".join(lignes)), delimiter=separateur)
            rangees = [rangee for rangee in lues if any(rangee)]
        except csv.Error:
            continue
        largeurs = Counter(len(rangee) for rangee in rangees if len(rangee) > 1)
        if largeurs:
            largeur, nombre = max(largeurs.items(), key=lambda paire: (paire[1], paire[0]))
            if (nombre / len(rangees), largeur) > mieux:
                meilleur, mieux = separateur, (nombre / len(rangees), largeur)
    return meilleur


def lire_les_csv(fichiers: Mapping[str, bytes]) -> Classeur:
    """Un classeur d'une feuille par fichier, dans l'ordre des noms.

    Raises:
        RefusDeClasseur: l'un des fichiers ne se lit pas.
    """
    classeur = Classeur()
    for nom in sorted(fichiers):
        titre = RANG.sub("", Path(nom).stem)
        for feuille in lire_csv(fichiers[nom], titre).feuilles:
            for rangee in feuille.lignes:
                for cellule in rangee:
                    if isinstance(cellule.valeur, str):
                        cellule.valeur = reamorcer(cellule.valeur)
            classeur.feuilles.append(feuille)
    return classeur


def csv_de_l_archive(octets: bytes) -> dict[str, bytes]:
    """Les CSV d'un zip, par nom ; un dossier qui les contiendrait tous ne compte pas."""
    with parties_de(octets) as archive:
        noms = [nom for nom in archive.namelist() if nom.lower().endswith(SUFFIXE)]
        return {nom.rsplit("/", 1)[-1]: archive.read(nom) for nom in noms}
