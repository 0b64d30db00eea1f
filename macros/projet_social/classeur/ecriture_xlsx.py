"""Écrire un classeur xlsx, par openpyxl : mise en forme, listes déroulantes, notes, liens.

openpyxl écrit en flux, sans garder les cellules. Un texte y est toujours du texte : jamais une
formule, quoi qu'il contienne. Le même classeur fait toujours les mêmes octets.
"""

from __future__ import annotations

import datetime
import io
import re
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from ..archive import JOUR_ZERO, ArchiveFigee
from ..texte.signes import sans_interdit
from .classeur import (
    SIGNES_MAXIMUM,
    VIDE,
    Cases,
    Cellule,
    Classeur,
    Controle,
    Feuille,
    Plage,
    Valeur,
    adresse_de_case,
    cellule_et_valeur,
    entre_apostrophes,
    lettre_de_colonne,
)
from .desamorcage import DANGEREUX
from .habits import (
    FILET,
    HABITS,
    POINTS_PAR_LIGNE,
    Habit,
    hauteur_de,
    lignes_de_texte,
    tient_en_largeur,
)
from .refus import RefusDeClasseur

HAUTEUR = 15.0
"""Points d'une rangée d'une ligne, dans la police sans habit."""
HAUTEUR_MAXIMUM = 409
"""Points d'une rangée, pour Excel."""
ECHAPPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Ce qu'Excel prendrait pour un signe échappé (`_x000D_`)."""
PREMIER_JOUR = datetime.date(1900, 3, 1)
"""Le premier jour qu'Excel compte juste."""
MARGE = 6
"""Points de blanc au-dessus et au-dessous du texte d'une rangée."""
LONG = 60
"""Signes au-delà desquels un texte sans habit se coupe dans sa case au lieu de déborder."""
SIGNES_D_UNE_NOTE = 42
"""Signes par ligne d'une note de cellule."""


class RangeeSouple(RowDimension):
    """Une rangée dont la hauteur est proposée : le tableur la refait dès que l'on y écrit."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - nom d'openpyxl
        """Faux : la hauteur n'est pas imposée."""
        return False


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
    for feuille in classeur.feuilles:
        _Feuillet(livre.create_sheet(feuille.nom), feuille).ecrire()
    flux = io.BytesIO()
    ExcelWriter(livre, ArchiveFigee(flux, "w")).save()
    return flux.getvalue()


class _Feuillet:
    """Une feuille que l'on écrit : ce qui précède ses lignes, ses lignes, ce qui les suit."""

    def __init__(self, onglet: Any, feuille: Feuille) -> None:
        self.onglet = onglet
        self.feuille = feuille
        self.styles: dict[str, Any] = {}

    def ecrire(self) -> None:
        """Toute la feuille."""
        self._preparer()
        hauteur, bord = 0, 0
        for ligne, rangee in enumerate(self.feuille.rangees()):
            hauteur = ligne + 1
            if hauteur == self.feuille.figees[0]:
                bord = len(rangee)
            self._dimensionner(ligne, rangee)
            self.onglet.append([self._case(ligne, *place) for place in enumerate(rangee)])
        self._conclure(hauteur, bord)

    def _preparer(self) -> None:
        onglet, feuille = self.onglet, self.feuille
        if feuille.masquee:
            onglet.sheet_state = "hidden"
        onglet.sheet_view.showGridLines = not feuille.habits
        onglet.sheet_properties.tabColor = feuille.couleur or None
        for rang, habit in enumerate(feuille.habits):
            if habit:
                colonne = onglet.column_dimensions[lettre_de_colonne(rang)]
                colonne._style = copy(self._habit(habit))
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

    def _dimensionner(self, ligne: int, rangee: Cases) -> None:
        lignes, imposee = hauteur_de(self.feuille, ligne, rangee)
        if lignes > 1 or (imposee and self.feuille.hauteur_maximum != 1):
            genre = RowDimension if imposee else RangeeSouple
            points = min(lignes * POINTS_PAR_LIGNE + MARGE, HAUTEUR_MAXIMUM)
            self.onglet.row_dimensions[ligne + 1] = genre(self.onglet, ligne + 1, ht=points)

    def _case(self, ligne: int, colonne: int, case: Cellule | Valeur) -> Any:
        """La case à écrire : une valeur nue si elle n'a rien de particulier."""
        if case is None:
            return None  # près de la moitié des cases d'un pays
        cellule, valeur = cellule_et_valeur(case)
        if valeur is None and not cellule.habit and not cellule.commentaire:
            return None  # la colonne l'habille déjà
        habits = self.feuille.habits
        habit = cellule.habit or (habits[colonne] if colonne < len(habits) else "")
        if isinstance(valeur, str):
            valeur = self._texte(valeur, ligne, colonne)
            if not habit and (cellule.commentaire or len(valeur) > LONG):
                habit = "courant"
        elif isinstance(valeur, datetime.date) and _jour(valeur) < PREMIER_JOUR:
            valeur = valeur.isoformat()
        amorce = isinstance(valeur, str) and valeur.startswith(DANGEREUX)
        retrait = self.feuille.retraits.get((ligne, colonne))
        if cellule is VIDE and not (habit or amorce or retrait):
            return valeur
        ecrite: Any = WriteOnlyCell(self.onglet)
        if habit:
            ecrite._style = copy(self._habit(habit))
        ecrite.value = valeur
        if amorce:
            ecrite.data_type = "s"  # sans quoi openpyxl prend pour une formule un texte en « = »
            ecrite.quotePrefix = True
        if retrait:
            ecrite.alignment = Alignment("left", "top", wrap_text=True, indent=retrait)
        if cellule.commentaire:
            ecrite.comment = _note(cellule.commentaire)
        if cellule.vers:
            onglet, rangee = cellule.vers
            location = f"{entre_apostrophes(onglet)}!A{rangee}"
            ecrite.hyperlink = Hyperlink(ref="", location=location)
        elif cellule.lien:
            ecrite.hyperlink = cellule.lien
        return ecrite

    def _habit(self, nom: str) -> Any:
        """Le style d'un habit ; openpyxl le chercherait par son nom à chaque cellule."""
        if nom not in self.styles:
            modele: Any = WriteOnlyCell(self.onglet)
            modele.style = nom
            self.styles[nom] = modele._style
        return self.styles[nom]

    def _texte(self, texte: str, ligne: int, colonne: int) -> str:
        if len(texte) > SIGNES_MAXIMUM:
            case = adresse_de_case(ligne, colonne)
            raise RefusDeClasseur(
                f"feuille « {self.feuille.nom} », cellule {case} : texte de {len(texte)} signes, "
                f"{SIGNES_MAXIMUM} au plus dans un classeur xlsx",
                "choisir le format ods ou csv",
            )
        return ECHAPPE.sub("_x005F_", sans_interdit(texte))

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


def _jour(jour: datetime.date) -> datetime.date:
    return jour.date() if isinstance(jour, datetime.datetime) else jour


def _note(texte: str) -> Comment:
    lignes = lignes_de_texte(texte, SIGNES_D_UNE_NOTE)
    return Comment(texte, "projet-social", height=24 + 18 * lignes, width=300)


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
