"""Lire un classeur xlsx, par openpyxl : valeurs, liens, fusions, retraits, formules."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from .classeur import Cellule, Classeur, Feuille, Plage, Valeur, unite_de
from .refus import borner

FORMULE = re.compile(rb"<f[ >/]")
LIEN_CALCULE = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.I)
Place = tuple[int, int]


def lire_xlsx(octets: bytes) -> Classeur:
    """Lit un classeur xlsx ; une formule y vaut son dernier résultat."""
    source = load_workbook(io.BytesIO(octets), data_only=True)
    formules = _formules(octets)
    classeur = Classeur(depuis_1904=source.epoch == CALENDAR_MAC_1904)
    for onglet in source.worksheets:
        classeur.feuilles.append(_feuille(onglet, formules.get(onglet.title, {})))
    return classeur


def _feuille(onglet: Worksheet, formules: dict[Place, str]) -> Feuille:
    feuille = Feuille(onglet.title, masquee=onglet.sheet_state != "visible")
    # `_cells` ne contient que les cellules écrites : `iter_rows` en créerait un million si la
    # mise en forme descend jusqu'au bas de la feuille.
    ecrites = {
        (ligne - 1, colonne - 1): cellule
        for (ligne, colonne), cellule in onglet._cells.items()
        if cellule.value is not None
        or getattr(cellule, "hyperlink", None)
        or (ligne - 1, colonne - 1) in formules
    }
    hauteur = max((ligne for ligne, _ in ecrites), default=-1) + 1
    largeur = max((colonne for _, colonne in ecrites), default=-1) + 1
    borner(feuille.nom, hauteur, largeur)
    feuille.lignes = [[Cellule() for _ in range(largeur)] for _ in range(hauteur)]
    for (ligne, colonne), cellule in ecrites.items():
        rendue = feuille.lignes[ligne][colonne]
        rendue.valeur = _valeur(cellule.value)
        lien = getattr(cellule, "hyperlink", None)
        if lien is not None:
            rendue.lien = lien.target or ""
        if cellule.comment is not None:
            rendue.commentaire = cellule.comment.text
        if formule := formules.get((ligne, colonne)):
            _completer(rendue, formule)
        if isinstance(rendue.valeur, str) and cellule.has_style and cellule.alignment.indent:
            feuille.retraits[ligne, colonne] = int(cellule.alignment.indent)
        elif isinstance(rendue.valeur, (int, float)):
            rendue.unite = unite_de(cellule.number_format)
    for bloc in onglet.merged_cells.ranges:
        if bloc.min_row <= hauteur:
            feuille.fusions.append(
                Plage(bloc.min_row - 1, bloc.min_col - 1, bloc.max_row - 1, bloc.max_col - 1)
            )
    return feuille


def _valeur(brute: Any) -> Valeur:
    if isinstance(brute, timedelta):
        return str(brute)
    if isinstance(brute, time):
        return brute.isoformat("minutes")
    if isinstance(brute, (str, int, float, bool, date, datetime)):
        return brute
    return None if brute is None else str(brute)


def _completer(cellule: Cellule, formule: str) -> None:
    """Ce que la formule ajoute à son résultat : un lien ; elle-même, si elle n'en a pas."""
    if lien := LIEN_CALCULE.match(formule):
        cellule.lien = lien[1]
    if cellule.valeur is None:
        cellule.valeur = cellule.lien or formule


def _formules(octets: bytes) -> dict[str, dict[Place, str]]:
    """Les formules, par feuille : relues seulement s'il y en a."""
    with ZipFile(io.BytesIO(octets)) as archive:
        feuilles = [nom for nom in archive.namelist() if nom.startswith("xl/worksheets/")]
        if not any(_a_une_formule(archive, nom) for nom in feuilles):
            return {}
    trouvees: dict[str, dict[Place, str]] = {}
    source = load_workbook(io.BytesIO(octets), read_only=True)
    for onglet in source.worksheets:
        trouvees[onglet.title] = {
            (int(cellule.row or 1) - 1, int(cellule.column or 1) - 1): str(cellule.value)
            for rangee in onglet.iter_rows()
            for cellule in rangee
            if cellule.data_type == "f"
        }
    source.close()
    return trouvees


def _a_une_formule(archive: ZipFile, nom: str) -> bool:
    with archive.open(nom) as flux:
        reste = b""
        while morceau := flux.read(1 << 20):
            if FORMULE.search(reste + morceau):
                return True
            reste = morceau[-4:]
    return False
