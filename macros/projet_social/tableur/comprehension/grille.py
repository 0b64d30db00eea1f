"""Une feuille vue comme une personne la voit : textes, blocs fusionnés, repères des cellules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TypeGuard

from ...classeur.classeur import VIDE, Cellule, Feuille, Plage, Valeur
from ...modele.date_partielle import jour_en_francais
from ...texte.typographie import FINE, nombre_ecrit
from ..remarque import RepereDeCase

INVISIBLES = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u2060\ufeff\ufffe\uffff\ud800-\udfff]|_x000D_"
)
SAUTS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
ESPACES = re.compile(r"[ \t\u00a0\u202f\u2007]+")
SANS_RESULTAT = re.compile(
    r"=[A-Za-z(+\-\d].*|#(?:REF|N/A|NA|DIV/0|VALUE|VALEUR|NAME|NOM|NUM)[!?]?.*"
)


def sans_resultat(texte: str) -> bool:
    """Vrai pour une formule sans résultat, ou une erreur du tableur (#REF!)."""
    return SANS_RESULTAT.fullmatch(texte) is not None


@lru_cache(maxsize=1 << 15)
def nettoyer_la_case(texte: str) -> str:
    """Le texte sans signe invisible, espaces réduites, lignes gardées."""
    texte = INVISIBLES.sub("", SAUTS.sub("\n", texte))
    lignes = (ESPACES.sub(" ", ligne).strip() for ligne in texte.split("\n"))
    return "\n".join(lignes).strip()


def texte_de(valeur: Valeur) -> str:
    """Ce que dit une cellule, en texte ; une date s'écrit en français."""
    if valeur is None:
        return ""
    if isinstance(valeur, str):
        return nettoyer_la_case(valeur)
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, datetime):
        jour = jour_en_francais(valeur.date())
        return jour if (valeur.hour, valeur.minute) == (0, 0) else f"{jour} à {valeur:%H:%M}"
    if isinstance(valeur, date):
        return jour_en_francais(valeur)
    return nombre_de_case(valeur).replace(" ", "" if abs(valeur) < 10_000 else " ")


def est_un_nombre(valeur: Valeur) -> TypeGuard[int | float]:
    """Vrai pour un nombre ; une case cochée n'en est pas un."""
    return isinstance(valeur, (int, float)) and not isinstance(valeur, bool)


def nombre_de_case(nombre: float) -> str:
    """Un nombre comme on le tape : 12 000 (espace ordinaire), 12,5."""
    return nombre_ecrit(nombre).replace(FINE, " ")


@dataclass
class Grille:
    """Une feuille, et ses blocs fusionnés rangés par cellule."""

    feuille: Feuille
    rang: int
    _blocs: dict[tuple[int, int], Plage] = field(init=False)

    def __post_init__(self) -> None:
        """Range les fusions par cellule ; un bloc démesuré n'est rangé que jusqu'au texte."""
        self._blocs = {}
        largeur = max((len(rangee) for rangee in self.feuille.lignes), default=0)
        for fusion in self.feuille.fusions:
            for ligne in range(fusion.haut, min(fusion.bas + 1, self.hauteur)):
                for colonne in range(fusion.gauche, min(fusion.droite + 1, largeur)):
                    self._blocs[ligne, colonne] = fusion
        self.largeur = largeur

    @property
    def hauteur(self) -> int:
        """Nombre de lignes."""
        return len(self.feuille.lignes)

    def cellule(self, ligne: int, colonne: int) -> Cellule:
        """La cellule, vide si elle n'existe pas."""
        rangee = self.feuille.lignes[ligne] if ligne < self.hauteur else []
        return rangee[colonne] if colonne < len(rangee) else VIDE

    def texte(self, ligne: int, colonne: int) -> str:
        """Le texte de la cellule."""
        return texte_de(self.cellule(ligne, colonne).valeur)

    def remplies(self, ligne: int) -> list[int]:
        """Les colonnes remplies d'une ligne."""
        return [c for c, cellule in enumerate(self.feuille.lignes[ligne]) if est_remplie(cellule)]

    def cases(self) -> Iterator[tuple[RepereDeCase, Cellule]]:
        """Les cellules de la feuille, ligne à ligne, chacune avec son repère."""
        for ligne, rangee in enumerate(self.feuille.lignes):
            for colonne, cellule in enumerate(rangee):
                yield self.repere(ligne, colonne), cellule

    def bloc(self, ligne: int, colonne: int) -> Plage | None:
        """Le bloc fusionné où se trouve la cellule."""
        return self._blocs.get((ligne, colonne))

    def recouverte(self, ligne: int, colonne: int) -> bool:
        """Vrai d'une cellule qu'une fusion recouvre : c'est la première du bloc qui se lit."""
        bloc = self.bloc(ligne, colonne)
        return bloc is not None and (bloc.haut, bloc.gauche) != (ligne, colonne)

    def visibles(self, ligne: int) -> list[int]:
        """Les colonnes remplies d'une ligne, hors celles qu'une fusion recouvre."""
        return [c for c in self.remplies(ligne) if not self.recouverte(ligne, c)]

    def rompt(self, ligne: int) -> bool:
        """Vrai si un autre tableau, ou un titre du document, commence à cette ligne."""
        morceau = self.feuille.morceau
        return morceau is not None and (ligne in morceau.ruptures or ligne in morceau.titres)

    def largeur_de(self, ligne: int, colonne: int) -> int:
        """Le nombre de colonnes que la cellule occupe."""
        bloc = self.bloc(ligne, colonne)
        return bloc.droite - bloc.gauche + 1 if bloc else 1

    def repere(self, ligne: int, colonne: int) -> RepereDeCase:
        """Le repère de la cellule."""
        feuille, endroit = self.feuille, ""
        if feuille.morceau is not None:
            endroit = feuille.morceau.endroits[ligne]
            if len(feuille.lignes[ligne]) > 1:
                endroit += f", colonne {colonne + 1}"
        return RepereDeCase(self.rang, ligne, colonne, feuille.nom, endroit)

    def retrait(self, ligne: int, colonne: int) -> int:
        """Le retrait du texte : celui de la cellule, ou les espaces qui l'ouvrent."""
        if cran := self.feuille.retraits.get((ligne, colonne)):
            return cran * 2
        valeur = self.cellule(ligne, colonne).valeur
        if not isinstance(valeur, str):
            return 0
        blancs = valeur.expandtabs(4)
        return len(blancs) - len(blancs.lstrip(" \u00a0\u202f"))


def est_remplie(cellule: Cellule) -> bool:
    """Vrai si la cellule dit quelque chose."""
    if cellule.valeur is None:
        return bool(cellule.lien)
    return bool(texte_de(cellule.valeur) or cellule.lien)
