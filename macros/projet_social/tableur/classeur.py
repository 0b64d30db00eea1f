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
        unite: ce que le format du nombre affiche derrière lui (« € », « % »…), vide sinon.
        habit: son apparence, par nom (`habits.HABITS`) ; celle de sa colonne si elle est vide.
    """

    valeur: Valeur = None
    lien: str = ""
    commentaire: str = ""
    choix: Sequence[str] = ()
    unite: str = ""
    habit: str = ""


@dataclass(slots=True)
class Fusion:
    """Un bloc de cellules fusionnées, bornes comprises, comptées à partir de 0."""

    haut: int
    gauche: int
    bas: int
    droite: int


@dataclass(slots=True)
class Bloc:
    """Un rectangle de cellules d'une feuille, bornes comprises, comptées à partir de 0."""

    feuille: str
    haut: int
    gauche: int
    bas: int
    droite: int


@dataclass(slots=True)
class Controle:
    """Des cellules dont le contenu se choisit dans une liste, écrite ailleurs dans le classeur.

    Attributes:
        cellules: celles où l'on choisit.
        source: celles où sont les choix.
        strict: vrai si rien d'autre n'est permis.
    """

    cellules: Bloc
    source: Bloc
    strict: bool = True


@dataclass(slots=True)
class Feuille:
    """Une feuille.

    Attributes:
        nom: nom de l'onglet.
        lignes: cellules, par ligne puis par colonne, à partir de la cellule A1.
        fusions: blocs fusionnés.
        retraits: retrait des cellules (ligne, colonne) → niveau, là où il n'est pas nul.
        masquee: vrai si l'onglet est caché.
        largeurs: largeur de chaque colonne, en signes ; vide, celle du tableur.
        habits: apparence de chaque colonne, cellules vides comprises.
        figees: nombre de lignes et de colonnes qui restent à l'écran.
        filtre: vrai pour des boutons de filtre sur la dernière ligne figée.
        hauteurs: lignes de texte à montrer dans une rangée, là où le tableur n'en décide pas.
        hauteur_maximum: lignes de texte au-delà desquelles une rangée ne grandit plus ; 0, aucune.
        controles: cellules à choix.
        couleur: couleur de l'onglet, en hexadécimal.
    """

    nom: str
    lignes: list[list[Cellule]] = field(default_factory=list)
    fusions: list[Fusion] = field(default_factory=list)
    retraits: dict[tuple[int, int], int] = field(default_factory=dict)
    masquee: bool = False
    largeurs: list[float] = field(default_factory=list)
    habits: list[str] = field(default_factory=list)
    figees: tuple[int, int] = (0, 0)
    filtre: bool = False
    hauteurs: dict[int, int] = field(default_factory=dict)
    hauteur_maximum: int = 0
    controles: list[Controle] = field(default_factory=list)
    couleur: str = ""


@dataclass(slots=True)
class Classeur:
    """Un classeur.

    Attributes:
        feuilles: ses feuilles, dans l'ordre des onglets.
        depuis_1904: vrai si ses numéros de jour se comptent à partir de 1904 (vieux Mac).
    """

    feuilles: list[Feuille] = field(default_factory=list)
    depuis_1904: bool = False


def lettre_de_colonne(rang: int) -> str:
    """La lettre d'une colonne comptée à partir de 0 : 0 → A, 26 → AA."""
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(ord("A") + reste) + lettres
    return lettres
