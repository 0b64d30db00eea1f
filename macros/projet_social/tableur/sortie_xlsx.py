"""Écrire un classeur en xlsx, par openpyxl : mise en forme, listes déroulantes, notes, liens.

Un texte y est toujours du texte : jamais une formule, quoi qu'il contienne. Le même classeur fait
toujours les mêmes octets.
"""

from __future__ import annotations

import datetime
import io
import re
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from .archive import refaire
from .classeur import Bloc, Cellule, Classeur, Controle, Feuille, lettre_de_colonne
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

SIGNES_MAXIMUM = 32_767
"""Signes qu'Excel garde dans une cellule : au-delà, il les perd sans le dire."""
HAUTEUR_MAXIMUM = 409
"""Points d'une rangée, pour Excel."""
INTERDITS = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signes que le XML ne peut pas porter."""
ECHAPPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Ce qu'Excel prendrait pour un signe échappé (`_x000D_`)."""
DATE_DE_MODIFICATION = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
JOUR_ZERO = datetime.datetime(1980, 1, 1)
PREMIER_JOUR = datetime.date(1900, 3, 1)
"""Le premier jour qu'Excel compte juste."""
MARGE = 6
"""Points de blanc au-dessus et au-dessous du texte d'une rangée."""
SIGNES_D_UNE_NOTE = 42
"""Signes par ligne d'une note de cellule."""


class _Livre(Workbook):
    """Un classeur d'openpyxl, qui se souvient des styles déjà posés."""

    def __init__(self) -> None:
        super().__init__()
        self.styles_des_habits: dict[str, Any] = {}


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
    livre = _Livre()
    livre.remove(livre.worksheets[0])
    livre.properties.creator = "projet-social"
    livre.properties.created = JOUR_ZERO
    for nom, habit in HABITS.items():
        if nom:
            livre.add_named_style(_style(nom, habit))
    for feuille in classeur.feuilles:
        _ecrire_la_feuille(livre.create_sheet(feuille.nom), feuille)
    flux = io.BytesIO()
    livre.save(flux)
    return refaire(flux.getvalue(), _sans_date)


def _sans_date(nom: str, contenu: bytes) -> bytes:
    if nom != "docProps/core.xml":
        return contenu
    return DATE_DE_MODIFICATION.sub(rb"\g<1>1980-01-01T00:00:00Z", contenu)


def _ecrire_la_feuille(onglet: Worksheet, feuille: Feuille) -> None:
    if feuille.masquee:
        onglet.sheet_state = "hidden"
    onglet.sheet_view.showGridLines = not feuille.habits
    onglet.sheet_properties.tabColor = feuille.couleur or None
    for rang, habit in enumerate(feuille.habits):
        if habit:
            style, dimension = (
                _style(habit, HABITS[habit]),
                onglet.column_dimensions[lettre_de_colonne(rang)],
            )
            dimension.font, dimension.fill = style.font, style.fill
            dimension.alignment, dimension.border = style.alignment, style.border
            dimension.number_format = style.number_format
    for rang, largeur in enumerate(feuille.largeurs):
        onglet.column_dimensions[lettre_de_colonne(rang)].width = largeur
    for ligne, rangee in enumerate(feuille.lignes):
        for colonne, cellule in enumerate(rangee):
            _ecrire_la_cellule(onglet, feuille, ligne, colonne, cellule)
        lignes, imposee = hauteur_de(feuille, ligne)
        if imposee or lignes > 1:
            genre = RowDimension if imposee else RangeeSouple
            points = min(lignes * POINTS_PAR_LIGNE + MARGE, HAUTEUR_MAXIMUM)
            onglet.row_dimensions[ligne + 1] = genre(onglet, ligne + 1, ht=points)
    for fusion in feuille.fusions:
        onglet.merge_cells(
            start_row=fusion.haut + 1,
            start_column=fusion.gauche + 1,
            end_row=fusion.bas + 1,
            end_column=fusion.droite + 1,
        )
    lignes, colonnes = feuille.figees
    if lignes or colonnes:
        onglet.freeze_panes = f"{lettre_de_colonne(colonnes)}{lignes + 1}"
    if feuille.filtre and feuille.lignes:
        droite = lettre_de_colonne(len(feuille.lignes[lignes - 1]) - 1)
        onglet.auto_filter.ref = f"A{lignes}:{droite}{len(feuille.lignes)}"
    for controle in feuille.controles:
        onglet.add_data_validation(_validation(controle))
    onglet.page_setup.orientation = "landscape"
    onglet.page_setup.paperSize = onglet.PAPERSIZE_A4
    if tient_en_largeur(feuille):
        onglet.page_setup.fitToHeight = 0
        onglet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    if lignes:
        onglet.print_title_rows = f"1:{lignes}"


def _ecrire_la_cellule(
    onglet: Worksheet, feuille: Feuille, ligne: int, colonne: int, cellule: Cellule
) -> None:
    if cellule.valeur is None and not cellule.habit and not cellule.commentaire:
        return  # la colonne l'habille déjà
    habit = cellule.habit or (feuille.habits[colonne] if colonne < len(feuille.habits) else "")
    case: Any = onglet.cell(ligne + 1, colonne + 1)
    if habit:
        _habiller(case, habit)
    if isinstance(cellule.valeur, str):
        case.value = _texte(cellule.valeur, feuille.nom, ligne, colonne)
        case.data_type = "s"
        case.quotePrefix = cellule.valeur.startswith(("=", "+", "-", "@"))
    elif isinstance(cellule.valeur, datetime.date) and _jour(cellule.valeur) < PREMIER_JOUR:
        case.value = cellule.valeur.isoformat()
    else:
        case.value = cellule.valeur
        if isinstance(cellule.valeur, datetime.date):
            case.number_format = "dd/mm/yyyy"
    if retrait := feuille.retraits.get((ligne, colonne)):
        case.alignment = Alignment("left", "top", wrap_text=True, indent=retrait)
    if cellule.commentaire:
        case.comment = _note(cellule.commentaire)
    if cellule.lien.startswith("#"):
        ou = f"'{cellule.lien[1:].replace(chr(39), chr(39) * 2)}'!A1"
        case.hyperlink = Hyperlink(ref=case.coordinate, location=ou, display=str(cellule.valeur))
    elif cellule.lien:
        case.hyperlink = cellule.lien


def _habiller(case: Any, habit: str) -> None:
    """Donne son style à une cellule ; openpyxl le chercherait par son nom à chaque fois."""
    styles = case.parent.parent.styles_des_habits
    if habit not in styles:
        case.style = habit
        styles[habit] = case._style
    case._style = copy(styles[habit])


def _texte(texte: str, feuille: str, ligne: int, colonne: int) -> str:
    if len(texte) > SIGNES_MAXIMUM:
        case = f"{lettre_de_colonne(colonne)}{ligne + 1}"
        raise RefusDeClasseur(
            f"feuille « {feuille} », cellule {case} : texte de {len(texte)} signes, "
            f"{SIGNES_MAXIMUM} au plus dans un classeur xlsx",
            "choisir le format ods ou csv",
        )
    return ECHAPPE.sub("_x005F_", INTERDITS.sub("", texte))


def _jour(jour: datetime.date) -> datetime.date:
    return jour.date() if isinstance(jour, datetime.datetime) else jour


def _note(texte: str) -> Comment:
    lignes = lignes_de_texte(texte, SIGNES_D_UNE_NOTE)
    return Comment(texte, "projet-social", height=24 + 18 * lignes, width=300)


def _validation(controle: Controle) -> DataValidation:
    validation = DataValidation(
        type="list",
        formula1=_adresse(controle.source),
        allow_blank=True,
        showErrorMessage=controle.strict,
        errorTitle="Hors de la liste",
        error="Choisir dans la liste de l'onglet Choix.",
    )
    cellules = controle.cellules
    haut = f"{lettre_de_colonne(cellules.gauche)}{cellules.haut + 1}"
    validation.add(f"{haut}:{lettre_de_colonne(cellules.droite)}{cellules.bas + 1}")
    return validation


def _adresse(bloc: Bloc) -> str:
    gauche, droite = lettre_de_colonne(bloc.gauche), lettre_de_colonne(bloc.droite)
    nom = bloc.feuille.replace("'", "''")
    return f"'{nom}'!${gauche}${bloc.haut + 1}:${droite}${bloc.bas + 1}"


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
