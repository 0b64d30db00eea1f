"""Un classeur, sans format de fichier : ce que lisent et écrivent les portes des tableurs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

Valeur = str | int | float | bool | date | datetime | None
"""Ce que contient une cellule ; None si elle est vide."""


@dataclass(slots=True)
class Cellule:
    """Une cellule.

    Attributes:
        valeur: ce qu'elle contient.
        lien: adresse du lien hypertexte, s'il y en a un.
        commentaire: note attachée à la cellule.
        choix: valeurs que propose sa liste déroulante.
    """

    valeur: Valeur = None
    lien: str = ""
    commentaire: str = ""
    choix: Sequence[str] = ()


@dataclass(slots=True)
class Fusion:
    """Un bloc de cellules fusionnées, bornes comprises, comptées à partir de 0."""

    haut: int
    gauche: int
    bas: int
    droite: int


@dataclass(slots=True)
class Feuille:
    """Une feuille.

    Attributes:
        nom: nom de l'onglet.
        lignes: cellules, par ligne puis par colonne, à partir de la cellule A1.
        fusions: blocs fusionnés.
        retraits: retrait des cellules (ligne, colonne) → niveau, là où il n'est pas nul.
        masquee: vrai si l'onglet est caché.
    """

    nom: str
    lignes: list[list[Cellule]] = field(default_factory=list)
    fusions: list[Fusion] = field(default_factory=list)
    retraits: dict[tuple[int, int], int] = field(default_factory=dict)
    masquee: bool = False


@dataclass(slots=True)
class Classeur:
    """Un classeur : ses feuilles, dans l'ordre des onglets."""

    feuilles: list[Feuille] = field(default_factory=list)


def lettre_de_colonne(rang: int) -> str:
    """La lettre d'une colonne comptée à partir de 0 : 0 → A, 26 → AA."""
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(ord("A") + reste) + lettres
    return lettres
