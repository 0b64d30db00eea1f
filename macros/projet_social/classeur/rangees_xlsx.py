"""Les rangées d'une feuille xlsx, en XML, à mesure qu'on les lit.

openpyxl écrit le reste du classeur. Cellule par cellule, il prendrait trois fois plus de temps que
tout ce module, pour les mêmes octets : on ne lui demande qu'un numéro de style, une fois par habit,
et ce qu'une cellule a d'exceptionnel (date, retrait, note).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.compat import safe_string
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink

from ..texte.signes import sans_interdit
from .classeur import (
    SIGNES_MAXIMUM,
    VIDE,
    Cases,
    Cellule,
    Feuille,
    Valeur,
    adresse_de_case,
    cellule_et_valeur,
    entre_apostrophes,
    lettre_de_colonne,
)
from .desamorcage import DANGEREUX
from .habits import POINTS_PAR_LIGNE, hauteur_de, lignes_de_texte
from .refus import RefusDeClasseur

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
EN_NOMBRE: Callable[[datetime.date], float] = to_excel
"""Le numéro qu'Excel donne à un jour."""
SIGNES_D_UNE_NOTE = 42
"""Signes par ligne d'une note de cellule."""


class RangeeSouple(RowDimension):
    """Une rangée dont la hauteur est proposée : le tableur la refait dès que l'on y écrit."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - nom d'openpyxl
        """Faux : la hauteur n'est pas imposée."""
        return False


class RangeesXlsx:
    """Les rangées d'une feuille ; ses liens et ses notes vont à l'onglet d'openpyxl.

    Attributes:
        onglet: l'onglet, déjà préparé.
        hauteur: combien de rangées ont été écrites.
        bord: combien de cases a la dernière rangée figée.
    """

    def __init__(self, onglet: Any, feuille: Feuille) -> None:
        self.onglet = onglet
        self.feuille = feuille
        self.hauteur = self.bord = 0
        self._modeles: dict[tuple[Any, ...], Any] = {}
        self._lettres: list[str] = []

    def modele(
        self,
        habit: str,
        amorce: bool = False,
        retrait: int = 0,
        jour: type[datetime.date] | None = None,
    ) -> Any:
        """Une cellule qui a ce style ; le demander à openpyxl à chaque fois coûterait le reste.

        Args:
            amorce: vrai si son texte a l'air d'une formule.
            jour: sorte de date qu'elle contient, s'il y en a une.
        """
        voulu = (habit, amorce, retrait, jour)
        if (modele := self._modeles.get(voulu)) is None:
            self._modeles[voulu] = modele = WriteOnlyCell(self.onglet)
            if habit:
                modele.style = habit
            if jour:
                modele.value = jour(2000, 1, 1)  # openpyxl y met le format de cette sorte de date
            if amorce:
                modele.quotePrefix = True
            if retrait:
                modele.alignment = Alignment("left", "top", wrap_text=True, indent=retrait)
        return modele

    def xml(self, ligne: int, rangee: Cases) -> str:
        """Une rangée."""
        self.hauteur = ligne + 1
        if self.hauteur == self.feuille.figees[0]:
            self.bord = len(rangee)
        while len(self._lettres) < len(rangee):
            self._lettres.append(lettre_de_colonne(len(self._lettres)))
        cases = "".join(
            [
                self._case(ligne, colonne, case)
                for colonne, case in enumerate(rangee)
                if case is not None  # près de la moitié des cases d'un pays
            ]
        )
        debut = f'<row r="{self.hauteur}"{self._dimensions(ligne, rangee)}'
        return f"{debut}>{cases}</row>" if cases else f"{debut}/>"

    def _dimensions(self, ligne: int, rangee: Cases) -> str:
        lignes, imposee = hauteur_de(self.feuille, ligne, rangee)
        if lignes == 1 and (not imposee or self.feuille.hauteur_maximum == 1):
            return ""
        genre = RowDimension if imposee else RangeeSouple
        points = min(lignes * POINTS_PAR_LIGNE + MARGE, HAUTEUR_MAXIMUM)
        dites = dict(genre(self.onglet, ligne + 1, ht=points))
        return "".join(f' {nom}="{valeur}"' for nom, valeur in dites.items())

    def _case(self, ligne: int, colonne: int, case: Cellule | Valeur) -> str:
        cellule, valeur = cellule_et_valeur(case)
        if valeur is None and not cellule.habit and not cellule.commentaire:
            return ""  # la colonne l'habille déjà
        habits = self.feuille.habits
        habit = cellule.habit or (habits[colonne] if colonne < len(habits) else "")
        if isinstance(valeur, str):
            valeur = self._texte(valeur, ligne, colonne)
            if not habit and (cellule.commentaire or len(valeur) > LONG):
                habit = "courant"
        elif isinstance(valeur, datetime.date) and _jour(valeur) < PREMIER_JOUR:
            valeur = valeur.isoformat()
        ici = f"{self._lettres[colonne]}{ligne + 1}"
        amorce = isinstance(valeur, str) and valeur.startswith(DANGEREUX)
        retrait = self.feuille.retraits.get((ligne, colonne), 0)
        jour = type(valeur) if isinstance(valeur, datetime.date) else None
        modele = self.modele(habit, amorce, retrait, jour)
        if cellule is not VIDE:
            valeur = self._attacher(ici, cellule, valeur)
        style = f' s="{modele.style_id}"' if modele.has_style else ""
        return f'<c r="{ici}"{style}{_contenu(valeur)}'

    def _attacher(self, ici: str, cellule: Cellule, valeur: Valeur) -> Valeur:
        """Ce qui s'écrit hors de la cellule ; rend ce qu'elle dit, à défaut où elle mène."""
        if cellule.commentaire:
            lignes = lignes_de_texte(cellule.commentaire, SIGNES_D_UNE_NOTE)
            note = Comment(cellule.commentaire, "projet-social", height=24 + 18 * lignes, width=300)
            porteuse: Any = WriteOnlyCell(self.onglet)
            porteuse.comment = note
            noter = CommentRecord.from_cell(porteuse)
            noter.ref = ici
            self.onglet._comments.append(noter)
        but = cellule.lien
        if cellule.vers:
            onglet, rangee = cellule.vers
            but = f"{entre_apostrophes(onglet)}!A{rangee}"
            self.onglet._hyperlinks.append(Hyperlink(ref=ici, location=but))
        elif but:
            self.onglet._hyperlinks.append(Hyperlink(ref=ici, target=but))
        return valeur if valeur is not None else but or None

    def _texte(self, texte: str, ligne: int, colonne: int) -> str:
        if len(texte) > SIGNES_MAXIMUM:
            case = adresse_de_case(ligne, colonne)
            raise RefusDeClasseur(
                f"feuille « {self.feuille.nom} », cellule {case} : texte de {len(texte)} signes, "
                f"{SIGNES_MAXIMUM} au plus dans un classeur xlsx",
                "choisir le format ods ou csv",
            )
        return ECHAPPE.sub("_x005F_", sans_interdit(texte))


def _contenu(valeur: Valeur) -> str:
    """La fin d'une cellule : son type et sa valeur. Un texte n'est jamais une formule."""
    if isinstance(valeur, str):
        if not valeur:
            return ' t="inlineStr"/>'
        garde = "" if valeur == valeur.strip() else ' xml:space="preserve"'
        return f' t="inlineStr"><is><t{garde}>{escape(valeur)}</t></is></c>'
    if valeur is None:
        return ' t="n"/>'
    if isinstance(valeur, datetime.date):
        return f' t="n"><v>{safe_string(EN_NOMBRE(valeur))}</v></c>'
    genre = "b" if isinstance(valeur, bool) else "n"
    return f' t="{genre}"><v>{safe_string(valeur)}</v></c>'


def _jour(jour: datetime.date) -> datetime.date:
    return jour.date() if isinstance(jour, datetime.datetime) else jour
