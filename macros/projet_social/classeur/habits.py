"""L'apparence des cellules : sobre, lisible imprimée, la même dans tous les formats."""

from __future__ import annotations

from dataclasses import dataclass

from .classeur import Cases, Feuille, cellule_et_valeur

ENCRE, PALE, FILET = "1B1B1B", "F3F5F9", "C9CED8"
BLEU, GRIS, LIEN = "22406B", "5A6270", "1A4FA3"


@dataclass(frozen=True, slots=True)
class Habit:
    """L'apparence d'une cellule.

    Attributes:
        encre: couleur du texte, en hexadécimal.
        fond: couleur du fond ; vide, aucune.
        taille: corps, en points.
        texte: vrai si ce que l'on y tape reste du texte, même « 1/2 » ou « =A1 ».
        filet: vrai pour un filet au-dessous.
    """

    encre: str = ENCRE
    fond: str = ""
    taille: int = 10
    gras: bool = False
    souligne: bool = False
    texte: bool = True
    filet: bool = False


HABITS = {
    "": Habit(texte=False),
    "courant": Habit(texte=False),
    "texte": Habit(filet=True),
    "nombre": Habit(texte=False, filet=True),
    "intitule": Habit(gras=True, filet=True),
    "repere": Habit(encre=GRIS, filet=True),
    "entete": Habit(encre="FFFFFF", fond=BLEU, gras=True),
    "colonne": Habit(encre="0B3C46", fond="DCECEE", gras=True),
    "cle": Habit(fond=PALE, gras=True, filet=True),
    "aide": Habit(encre=GRIS, filet=True),
    "titre": Habit(encre=BLEU, taille=18, gras=True),
    "sous_titre": Habit(encre=BLEU, taille=12, gras=True),
    "lien": Habit(encre=LIEN, souligne=True),
}
"""Les apparences, par nom."""

POINTS_PAR_LIGNE = 13
"""Hauteur d'une ligne de texte, en points."""


LARGEUR_D_UNE_PAGE = 260
"""Signes que l'on réduit encore pour qu'une feuille tienne en largeur sur une page."""


def tient_en_largeur(feuille: Feuille) -> bool:
    """Vrai si une feuille s'imprime sur une page de large sans devenir illisible."""
    return sum(feuille.largeurs) <= LARGEUR_D_UNE_PAGE


def lignes_de_texte(texte: str, largeur: float) -> int:
    """Le nombre de lignes qu'un texte occupe dans une colonne de cette largeur, à peu près."""
    signes = max(int(largeur * 1.05), 1)
    return sum(max(1, -(-len(ligne) // signes)) for ligne in texte.split("\n"))


def hauteur_de(feuille: Feuille, ligne: int, rangee: Cases) -> tuple[int, bool]:
    """Les lignes de texte à montrer dans une rangée, et vrai si le tableur ne peut en changer."""
    if ligne in feuille.hauteurs:
        return feuille.hauteurs[ligne], True
    if feuille.hauteur_maximum == 1:
        return 1, True
    lignes = 1
    for case, largeur in zip(rangee, feuille.largeurs, strict=False):
        _, valeur = cellule_et_valeur(case)
        if isinstance(valeur, str):
            lignes = max(lignes, lignes_de_texte(valeur, largeur))
    trop = 0 < feuille.hauteur_maximum < lignes
    return (feuille.hauteur_maximum, True) if trop else (lignes, False)
