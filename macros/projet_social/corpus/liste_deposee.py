"""Lire les fichiers d'un dossier `officiel/`, qu'une personne a pu enregistrer d'Excel."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

COLONNES = {
    "epci": ("siren", "nom", "type", "population_municipale", "population_totale", "communes"),
    "communes": ("insee", "nom", "siren_epci", "population_municipale"),
    "departements": ("code", "nom", "region"),
}
"""Les fichiers de la liste, sans leur suffixe, et les colonnes dont on ne peut se passer."""
NOMBRES = {"population_municipale", "population_totale", "communes"}
ESPACES = str.maketrans("", "", " \u00a0\u202f")
SEPARATEURS = ",;\t"


@dataclass(frozen=True)
class FauteDeListe:
    """Ce qui empêche de lire un fichier de la liste.

    Attributes:
        fichier: son nom, suffixe compris.
        ligne: numéro de la ligne, l'en-tête est la première.
        colonne: celle de la faute ; vide si elle porte sur tout le fichier.
    """

    fichier: str
    ligne: int
    colonne: str
    constat: str
    conseil: str


class ListeRefusee(ValueError):
    """Une liste officielle déposée que l'on ne sait pas lire ; `fautes` dit tout d'un coup."""

    def __init__(self, fautes: list[FauteDeListe]) -> None:
        super().__init__("\n".join(f"{f.fichier}:{f.ligne}: {f.constat}" for f in fautes))
        self.fautes = fautes


def lire_la_liste_deposee(dossier: Path) -> dict[str, list[dict[str, str]]]:
    """Les lignes de chaque fichier de la liste ; aucune d'un fichier absent.

    La virgule, le point-virgule et la tabulation séparent ; les nombres sont rendus sans espace.

    Raises:
        ListeRefusee: un encodage, une colonne ou un nombre que l'on ne sait pas lire.
    """
    fautes: list[FauteDeListe] = []
    lues = {nom: list(_lire(dossier / f"{nom}.csv", nom, fautes)) for nom in COLONNES}
    if fautes:
        raise ListeRefusee(fautes)
    return lues


def _lire(fichier: Path, nom: str, fautes: list[FauteDeListe]) -> Iterator[dict[str, str]]:
    def refuser(ligne: int, colonne: str, constat: str, conseil: str) -> None:
        fautes.append(FauteDeListe(fichier.name, ligne, colonne, constat, conseil))

    if not fichier.is_file():
        return
    try:
        texte = fichier.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as refus:
        ligne = refus.object[: refus.start].count(b"\n") + 1
        conseil = "l'enregistrer d'Excel en « CSV UTF-8 (délimité par des virgules) »"
        refuser(ligne, "", "fichier qui n'est pas en UTF-8", conseil)
        return
    separateur = max(SEPARATEURS, key=texte.partition("\n")[0].count)
    lecteur = csv.DictReader(StringIO(texte, newline=""), delimiter=separateur)
    colonnes = lecteur.fieldnames or ()
    if absentes := [colonne for colonne in COLONNES[nom] if colonne not in colonnes]:
        conseil = f"garder l'en-tête de la liste du programme : {','.join(COLONNES[nom])}"
        refuser(1, "", f"colonnes absentes : {', '.join(absentes)}", conseil)
        return
    for rangee in lecteur:
        lue = {colonne: rangee[colonne] or "" for colonne in colonnes}
        for colonne in NOMBRES & lue.keys():
            lue[colonne] = lue[colonne].translate(ESPACES) or "0"
            if not re.fullmatch(r"[0-9]{1,9}", lue[colonne]):
                constat = f"« {lue[colonne][:40]} » n'est pas un nombre"
                refuser(lecteur.line_num, colonne, constat, "l'écrire en chiffres")
        yield lue
