"""Le classeur des données en XLSX, par openpyxl : en-têtes figés, filtres, liens.

openpyxl écrit en flux, sans garder les cellules : deux fois plus vite que `tableur/`, dont les
classeurs ont des choix, des notes et des fusions. Les mêmes données donnent les mêmes octets :
l'archive et les propriétés portent une date fixe, non celle de la construction.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from copy import copy
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from ..pages.publication import Publication
from .classeur import Cellule, Classeur, Lien, Onglet, classeur_de
from .fichier import RACINE, Fichier, Format, Rayon, donnees

ADRESSE = f"{RACINE}projets-sociaux.xlsx"
JOUR = datetime(1980, 1, 1)
"""La date de tout ce que l'archive contient : la plus ancienne qu'un zip sache dire."""
LONG = 60
"""Signes au-delà desquels un texte se coupe dans sa case au lieu de déborder."""
HAUTEUR = 15.0
ECHAPPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Ce qu'Excel prendrait pour un signe échappé (`_x000D_`)."""
POLICE, CORPS = "Calibri", 11
FOND, ENCRE, TRAIT = "FFDCECEE", "FF0B3C46", "FF0B5C6B"


@donnees
def classeur_xlsx(publication: Publication) -> Iterator[Fichier]:
    """Le classeur pour Excel."""
    yield Fichier(
        ADRESSE,
        "Classeur",
        "Toutes les tables en un classeur Excel : un onglet chacune, filtres et liens.",
        Format.XLSX,
        Rayon.ENTIER,
        lambda: en_xlsx(classeur_de(publication)),
    )


def en_xlsx(classeur: Classeur) -> bytes:
    """Les octets d'un classeur XLSX."""
    livre = Workbook(write_only=True)
    livre.properties.title = classeur.titre
    livre.properties.description = classeur.description
    livre.properties.creator = classeur.auteur
    livre.properties.language = "fr"
    livre.properties.created = livre.properties.modified = JOUR
    for onglet in classeur.onglets:
        _ecrire(livre, onglet)
    flux = io.BytesIO()
    ExcelWriter(livre, _Archive(flux, "w", ZIP_DEFLATED)).save()
    return flux.getvalue()


class _Archive(ZipFile):
    """Une archive dont chaque fichier porte la même date."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Ajoute un contenu."""
        super().writestr(_fiche(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Ajoute un fichier, sans le tenir en mémoire."""
        fiche = _fiche(arcname or filename)
        with Path(filename).open("rb") as source, self.open(fiche, "w") as but:
            copyfileobj(source, but)


def _fiche(nom: Any) -> ZipInfo:
    fiche = ZipInfo(str(nom), JOUR.timetuple()[:6])
    fiche.compress_type = ZIP_DEFLATED
    return fiche


def _ecrire(livre: Workbook, onglet: Onglet) -> None:
    feuille = livre.create_sheet(onglet.nom)
    styles = _Styles(feuille)
    for rang, largeur in enumerate(onglet.largeurs, 1):
        feuille.column_dimensions[get_column_letter(rang)].width = largeur
    if onglet.table:
        feuille.freeze_panes = "B2"
        feuille.sheet_format.defaultRowHeight = HAUTEUR
        feuille.sheet_format.customHeight = True
        feuille.print_title_rows = "1:1"
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.fitToHeight = 0
    feuille.sheet_properties.pageSetUpPr.fitToPage = True
    for numero, ligne in enumerate(onglet.lignes, 1):
        style = styles.de_la_ligne(numero, onglet)
        feuille.append([styles.poser(cellule, style, onglet) for cellule in ligne])
    if onglet.table:
        derniere = get_column_letter(len(onglet.largeurs))
        feuille.auto_filter.ref = f"A1:{derniere}{onglet.hauteur}"


class _Styles:
    """Les styles d'une feuille : chacun n'est décrit qu'une fois."""

    def __init__(self, feuille: Any) -> None:
        self.feuille = feuille
        self.entete = self._style(
            font=Font(POLICE, CORPS, bold=True, color=ENCRE),
            fill=PatternFill("solid", fgColor=FOND),
        )
        self.titre = self._style(font=Font(POLICE, 16, bold=True, color=ENCRE))
        self.lien = self._style(font=Font(POLICE, CORPS, underline="single", color=TRAIT))
        self.long = self._style(alignment=Alignment(wrap_text=True, vertical="top"))

    def _style(self, **attributs: Any) -> Any:
        modele: Any = WriteOnlyCell(self.feuille)
        for nom, valeur in attributs.items():
            setattr(modele, nom, valeur)
        return modele._style

    def de_la_ligne(self, numero: int, onglet: Onglet) -> Any:
        """Le style que toute une ligne partage ; None si chaque cellule a le sien."""
        if numero == onglet.entete:
            return self.entete
        return self.titre if numero == 1 else None

    def poser(self, cellule: Cellule, style: Any, onglet: Onglet) -> Any:
        """La cellule à écrire : une valeur nue si elle n'a rien de particulier."""
        lien = cellule if isinstance(cellule, Lien) else None
        valeur: Any = lien.texte if lien else cellule
        if isinstance(valeur, str):
            valeur = ECHAPPE.sub("_x005F_", valeur)
        if style is None and lien:
            style = self.lien
        elif style is None and onglet.table and isinstance(valeur, str) and len(valeur) > LONG:
            style = self.long
        formule = isinstance(valeur, str) and valeur.startswith("=")
        if style is None and not formule:
            return valeur
        rendue: Any = WriteOnlyCell(self.feuille, valeur)
        if formule:
            rendue.data_type = "s"  # sans quoi openpyxl prend pour une formule un texte en « = »
        if style is not None:
            rendue._style = copy(style)
        if lien:
            rendue.hyperlink = _lier(lien)
        return rendue


def _lier(lien: Lien) -> Any:
    if lien.adresse:
        return lien.adresse
    onglet = lien.onglet.replace("'", "''")
    return Hyperlink(ref="", location=f"'{onglet}'!A{lien.ligne}")
