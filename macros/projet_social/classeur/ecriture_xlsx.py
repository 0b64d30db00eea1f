"""Écrire un classeur xlsx, par openpyxl : mise en forme, listes déroulantes, notes, liens.

openpyxl écrit le cadre de chaque feuille ; ses rangées (`rangees_xlsx.py`) s'y insèrent, sans que
personne les tienne toutes. Un texte y est toujours du texte : jamais une formule, quoi qu'il
contienne. Le même classeur fait toujours les mêmes octets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from ..archive import JOUR_ZERO, ArchiveFigee, entree
from .classeur import (
    Classeur,
    Controle,
    Feuille,
    Plage,
    adresse_de_case,
    entre_apostrophes,
    lettre_de_colonne,
)
from .habits import FILET, HABITS, Habit, tient_en_largeur
from .rangees_xlsx import RangeesXlsx

HAUTEUR = 15.0
"""Points d'une rangée d'une ligne, dans la police sans habit."""
SANS_RANGEE = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
"""Ce qu'openpyxl écrit d'une feuille où il n'a mis aucune rangée."""
EN_MEMOIRE = 1 << 20
"""Octets de rangées au-delà desquels elles attendent sur le disque."""


def ecrire_xlsx(classeur: Classeur) -> bytes:
    """Les octets d'un classeur xlsx.

    Raises:
        RefusDeClasseur: un texte trop long pour une cellule.
    """
    livre = Workbook(write_only=True)
    dites = livre.properties
    dites.title, dites.description = classeur.titre or None, classeur.description or None
    dites.creator, dites.language = classeur.auteur, "fr"
    dites.created = dites.modified = JOUR_ZERO
    for nom, habit in HABITS.items():
        if nom:
            livre.add_named_style(_style(nom, habit))
    rangees: dict[str, IO[bytes]] = {}
    for rang, feuille in enumerate(classeur.feuilles, 1):
        feuillet = _Feuillet(livre.create_sheet(feuille.nom), feuille)
        rangees[f"xl/worksheets/sheet{rang}.xml"] = feuillet.ecrire()
    flux = io.BytesIO()
    ExcelWriter(livre, _ArchiveDeFeuilles(flux, rangees)).save()
    return flux.getvalue()


class _ArchiveDeFeuilles(ArchiveFigee):
    """Une archive où chaque feuille reçoit les rangées que son cadre attend."""

    def __init__(self, flux: IO[bytes], rangees: Mapping[str, IO[bytes]]) -> None:
        super().__init__(flux, "w")
        self._rangees = rangees

    def write(self, filename: Any, arcname: Any = None, *suite: Any, **options: Any) -> None:
        """Ajoute un fichier ; si c'est une feuille, avec ses rangées."""
        if (rangees := self._rangees.get(arcname)) is None:
            super().write(filename, arcname, *suite, **options)
            return
        avant, apres = SANS_RANGEE.split(Path(filename).read_bytes())
        with self.open(entree(arcname), "w") as ecrit, rangees:
            ecrit.write(avant + b"<sheetData>")
            copyfileobj(rangees, ecrit)
            ecrit.write(b"</sheetData>" + apres)


class _Feuillet:
    """Une feuille que l'on écrit : ce qui précède ses lignes, ses lignes, ce qui les suit."""

    def __init__(self, onglet: Any, feuille: Feuille) -> None:
        self.onglet = onglet
        self.feuille = feuille
        self.rangees = RangeesXlsx(onglet, feuille)

    def ecrire(self) -> IO[bytes]:
        """Prépare et conclut l'onglet ; rend les rangées, à insérer entre les deux."""
        self._preparer()
        self.onglet._get_writer()  # le haut de la feuille est dit : liens et notes peuvent suivre
        attente: IO[bytes] = SpooledTemporaryFile(EN_MEMOIRE)  # noqa: SIM115 - l'archive le ferme
        for ligne, rangee in enumerate(self.feuille.rangees()):
            attente.write(self.rangees.xml(ligne, rangee).encode())
        attente.seek(0)
        self._conclure(self.rangees.hauteur, self.rangees.bord)
        return attente

    def _preparer(self) -> None:
        onglet, feuille = self.onglet, self.feuille
        if feuille.masquee:
            onglet.sheet_state = "hidden"
        onglet.sheet_view.showGridLines = not feuille.habits
        onglet.sheet_properties.tabColor = feuille.couleur or None
        for rang, habit in enumerate(feuille.habits):
            if habit:
                colonne = onglet.column_dimensions[lettre_de_colonne(rang)]
                colonne._style = copy(self.rangees.modele(habit)._style)
        for rang, largeur in enumerate(feuille.largeurs):
            onglet.column_dimensions[lettre_de_colonne(rang)].width = largeur
        if feuille.hauteur_maximum == 1:
            onglet.sheet_format.defaultRowHeight = HAUTEUR
            onglet.sheet_format.customHeight = True
        lignes, colonnes = feuille.figees
        if lignes or colonnes:
            onglet.freeze_panes = adresse_de_case(lignes, colonnes)
        onglet.page_setup.orientation = "landscape"
        onglet.page_setup.paperSize = 9  # A4
        if tient_en_largeur(feuille):
            onglet.page_setup.fitToHeight = 0
            onglet.sheet_properties.pageSetUpPr.fitToPage = True
        if lignes:
            onglet.print_title_rows = f"1:{lignes}"

    def _conclure(self, hauteur: int, bord: int) -> None:
        onglet, feuille = self.onglet, self.feuille
        for fusion in feuille.fusions:
            haut = adresse_de_case(fusion.haut, fusion.gauche)
            onglet.merged_cells.add(f"{haut}:{adresse_de_case(fusion.bas, fusion.droite)}")
        if feuille.filtre and bord:
            haut = adresse_de_case(feuille.figees[0] - 1, 0)
            onglet.auto_filter.ref = f"{haut}:{adresse_de_case(hauteur - 1, bord - 1)}"
        for controle in feuille.controles:
            onglet.data_validations.append(_validation(controle))


def _validation(controle: Controle) -> DataValidation:
    validation = DataValidation(
        type="list",
        formula1=f"{entre_apostrophes(controle.source.feuille)}!{_etendue(controle.source, '$')}",
        allow_blank=True,
        showErrorMessage=controle.strict,
        errorTitle="Hors de la liste",
        error="Choisir dans la liste de l'onglet Choix.",
    )
    validation.add(_etendue(controle.cellules))
    return validation


def _etendue(plage: Plage, absolu: str = "") -> str:
    haut = adresse_de_case(plage.haut, plage.gauche, absolu)
    return f"{haut}:{adresse_de_case(plage.bas, plage.droite, absolu)}"


def _style(nom: str, habit: Habit) -> NamedStyle:
    return NamedStyle(
        nom,
        font=Font(
            name="Calibri",
            size=habit.taille,
            bold=habit.gras,
            color=habit.encre,
            underline="single" if habit.souligne else None,
        ),
        fill=PatternFill("solid", fgColor=habit.fond) if habit.fond else PatternFill(),
        alignment=Alignment(wrap_text=True, vertical="center" if nom == "entete" else "top"),
        border=Border(bottom=Side("thin", color=FILET)) if habit.filet else Border(),
        number_format="@" if habit.texte else "General",
    )
