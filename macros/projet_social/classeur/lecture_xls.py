"""Lire un classeur xls (Excel 97 à 2003), par xlrd : valeurs, liens, fusions, retraits."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlrd
from xlrd.xldate import xldate_as_datetime

from .classeur import Cellule, Classeur, Feuille, Plage, Valeur, unite_de
from .refus import CHIFFRE, RefusDeClasseur, borner


def lire_xls(octets: bytes) -> Classeur:
    """Lit un classeur xls.

    Raises:
        RefusDeClasseur: classeur protégé par un mot de passe.
    """
    try:
        source = xlrd.open_workbook(
            file_contents=octets, formatting_info=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as erreur:
        if "encrypted" in str(erreur):
            raise RefusDeClasseur(*CHIFFRE) from erreur
        raise
    feuilles = [_feuille(source, onglet) for onglet in source.sheets()]
    return Classeur(feuilles, depuis_1904=bool(source.datemode))


def _feuille(source: Any, onglet: Any) -> Feuille:
    feuille = Feuille(onglet.name, masquee=onglet.visibility != 0)
    borner(feuille.nom, onglet.nrows, onglet.ncols)
    for ligne in range(onglet.nrows):
        rangee = []
        for colonne in range(onglet.row_len(ligne)):
            lue = onglet.cell(ligne, colonne)
            forme = source.xf_list[lue.xf_index]
            cellule = Cellule(_valeur(lue, source.datemode))
            if isinstance(cellule.valeur, str) and forme.alignment.indent_level:
                feuille.retraits[ligne, colonne] = forme.alignment.indent_level
            elif lue.ctype == xlrd.XL_CELL_NUMBER:
                cellule.unite = unite_de(source.format_map[forme.format_key].format_str)
            rangee.append(cellule)
        feuille.lignes.append(rangee)
    for (ligne, colonne), lien in onglet.hyperlink_map.items():
        if ligne < onglet.nrows and colonne < len(feuille.lignes[ligne]):
            feuille.lignes[ligne][colonne].lien = lien.url_or_path or ""
    for (ligne, colonne), note in onglet.cell_note_map.items():
        if ligne < onglet.nrows and colonne < len(feuille.lignes[ligne]):
            feuille.lignes[ligne][colonne].commentaire = note.text
    feuille.fusions = [
        Plage(haut, gauche, bas - 1, droite - 1)
        for haut, bas, gauche, droite in onglet.merged_cells
        if haut < onglet.nrows
    ]
    return feuille


def _valeur(lue: Any, depuis: int) -> Valeur:
    if lue.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if lue.ctype == xlrd.XL_CELL_DATE:
        if lue.value < 1:
            return float(lue.value)
        jour: datetime = xldate_as_datetime(lue.value, depuis)
        return jour
    if lue.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(lue.value)
    if lue.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(lue.value, "#ERREUR!"))
    if lue.ctype == xlrd.XL_CELL_NUMBER:
        return int(lue.value) if lue.value == int(lue.value) else float(lue.value)
    return str(lue.value)
