"""Lire un classeur xlsx, par openpyxl : valeurs, liens, fusions, retraits, formules."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from .archive_recue import parties_de
from .classeur import Cellule, Classeur, Feuille, Plage, Valeur, unite_de
from .refus import REENREGISTRER, RefusDeClasseur, borner

CASES_EN_BLOC_MAXIMUM = 1_200_000
"""Cases que l'on réunit ou que l'on lie d'un bloc dans une feuille : la bibliothèque les crée."""
BLOCS_MAXIMUM = 20_000
"""Blocs d'une feuille : chacun est comparé aux autres."""
BLOCS = ("mergeCell", "hyperlink")
SORTES_DE_CELLULE = {"b", "d", "e", "inlineStr", "n", "s", "str"}
"""Celles de la norme : d'une autre, la bibliothèque perdrait le contenu sans le dire."""
LIEN_CALCULE = re.compile(r'=HYPERLINK\(\s*"([^"]+)"', re.I)
Place = tuple[int, int]


def lire_xlsx(octets: bytes) -> Classeur:
    """Lit un classeur xlsx ; une formule y vaut son dernier résultat."""
    formules = _formules(octets) if _a_une_formule(octets) else {}
    source = load_workbook(io.BytesIO(octets), data_only=True)
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
    """Les formules, par feuille."""
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


class _Parcours:
    """Une feuille lue d'un trait, avant que la bibliothèque en fasse des objets."""

    def __init__(self) -> None:
        self.formule = False
        self.blocs = self.cases = 0

    def ouvrir(self, nom: str, attributs: dict[str, str]) -> None:
        """Un élément commence.

        Raises:
            RefusDeClasseur: la feuille réunit ou lie plus de cases qu'un plan n'en a, ou une
                cellule ne se lirait pas.
        """
        nom = nom.rpartition(":")[2]
        if nom == "c" and attributs.get("t", "n") not in SORTES_DE_CELLULE:
            ici = attributs.get("r", "")[:10]
            raise RefusDeClasseur(f"cellule {ici} d'une sorte inconnue", REENREGISTRER)
        self.formule = self.formule or nom == "f"
        if nom in BLOCS and (plage := attributs.get("ref")):
            gauche, haut, droite, bas = (borne or 1 for borne in range_boundaries(plage))
            self.blocs += 1
            self.cases += (droite - gauche + 1) * (bas - haut + 1)
            if self.blocs > BLOCS_MAXIMUM or self.cases > CASES_EN_BLOC_MAXIMUM:
                raise RefusDeClasseur(
                    f"cellules fusionnées ou liées en trop grand nombre (jusqu'à {plage[:30]})",
                    "retirer la fusion ou le lien, ou copier le plan dans un classeur neuf",
                )


def _a_une_formule(octets: bytes) -> bool:
    """Vrai si une feuille a une formule ; chacune se mesure au passage.

    Raises:
        RefusDeClasseur: une feuille ferait créer trop de cellules.
    """
    parcours = _Parcours()
    with parties_de(octets) as archive:
        for nom in archive.namelist():
            if nom.startswith("xl/worksheets/") and nom.endswith(".xml"):
                lecteur = expat.ParserCreate()
                lecteur.StartElementHandler = parcours.ouvrir
                with archive.open(nom) as flux:
                    lecteur.ParseFile(flux)
    return parcours.formule
