"""Un classeur, sans format de fichier : ce que lisent et écrivent les modules de cette pièce."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

NOM_MAXIMUM = 31
"""Signes d'un nom de feuille, au plus."""
LIENS_MAXIMUM = 65_530
"""Liens d'une feuille, au plus : au-delà, Excel les perd tous."""
SIGNES_MAXIMUM = 32_767
"""Signes qu'Excel garde dans une cellule : au-delà, il les perd sans le dire."""
OUI, NON = "oui", "non"
"""Ce que montre une valeur logique."""

UNITE = re.compile(r"k ?€|M ?€|€|%")

Valeur = str | int | float | bool | date | datetime | None
"""Ce que contient une cellule ; None si elle est vide."""


@dataclass(slots=True)
class Cellule:
    """Une cellule.

    Attributes:
        lien: adresse du lien hypertexte, s'il y en a un.
        vers: feuille du classeur et ligne (à partir de 1) où elle mène, à défaut d'une adresse.
        unite: ce que le format du nombre affiche derrière lui (« € », « % »…), vide sinon.
        habit: son apparence, par nom (`habits.HABITS`) ; celle de sa colonne si elle est vide.
    """

    valeur: Valeur = None
    lien: str = ""
    vers: tuple[str, int] | None = None
    commentaire: str = ""
    unite: str = ""
    habit: str = ""


VIDE = Cellule()
Cases = Sequence[Cellule | Valeur]
"""Une ligne à écrire ; une valeur seule s'y passe de cellule."""


def cellule_et_valeur(case: Cellule | Valeur) -> tuple[Cellule, Valeur]:
    """Une case à écrire : ce qui l'habille, et ce qu'elle contient."""
    return (case, case.valeur) if isinstance(case, Cellule) else (VIDE, case)


@dataclass(slots=True)
class Plage:
    """Un rectangle de cellules d'une feuille, bornes comprises, comptées à partir de 0."""

    haut: int
    gauche: int
    bas: int
    droite: int
    feuille: str = ""


@dataclass(slots=True)
class Controle:
    """Des cellules dont le contenu se choisit dans une liste, écrite ailleurs dans le classeur.

    Attributes:
        cellules: celles où l'on choisit.
        source: celles où sont les choix.
        strict: vrai si rien d'autre n'est permis.
    """

    cellules: Plage
    source: Plage
    strict: bool = True


@dataclass(slots=True)
class Morceau:
    """Ce qu'une feuille tirée d'un document (Word, PDF) sait de lui.

    Attributes:
        endroits: où une personne retrouve chaque ligne : « page 3, tableau 2, ligne 4 ».
        titres: les lignes qui sont des titres, et leur rang ; 0 est le titre du document.
        regles: les lignes qui ne sont pas du plan, et pourquoi.
        ruptures: les lignes où commence un tableau, ou un texte après un tableau.
        tableau: vrai si toutes ses lignes sont d'un même tableau.
        fiche: vrai si ses lignes sont celles d'une fiche.
    """

    endroits: list[str]
    titres: dict[int, int] = field(default_factory=dict)
    regles: dict[int, str] = field(default_factory=dict)
    ruptures: set[int] = field(default_factory=set)
    tableau: bool = False
    fiche: bool = False


@dataclass(slots=True)
class Feuille:
    """Une feuille.

    Attributes:
        lignes: cellules, par ligne puis par colonne, à partir de la cellule A1.
        suite: les lignes d'après, tirées une à une en écrivant : un pays en a des millions.
        retraits: retrait des cellules (ligne, colonne) → niveau, là où il n'est pas nul.
        largeurs: largeur de chaque colonne, en signes ; vide, celle du tableur.
        habits: apparence de chaque colonne, cellules vides comprises.
        figees: nombre de lignes et de colonnes qui restent à l'écran.
        filtre: vrai pour des boutons de filtre sur la dernière ligne figée.
        hauteurs: lignes de texte à montrer dans une rangée, là où le tableur n'en décide pas.
        hauteur_maximum: lignes de texte au-delà desquelles une rangée ne grandit plus ; 0, aucune ;
            1, toutes les rangées d'une ligne, sans qu'on en mesure une.
        couleur: couleur de l'onglet, en hexadécimal.
        morceau: ce que l'on sait du document dont elle vient, si ce n'est pas un classeur.
    """

    nom: str
    lignes: list[list[Cellule]] = field(default_factory=list)
    suite: Iterable[Cases] = ()
    fusions: list[Plage] = field(default_factory=list)
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
    morceau: Morceau | None = None

    def rangees(self) -> Iterator[Cases]:
        """Toutes ses lignes, à mesure."""
        return chain(self.lignes, self.suite)


@dataclass(slots=True)
class Classeur:
    """Un classeur, et ce qu'il dit de lui-même.

    Attributes:
        feuilles: ses feuilles, dans l'ordre des onglets.
        depuis_1904: vrai si ses numéros de jour se comptent à partir de 1904 (vieux Mac).
        description: ce qu'il contient, d'où cela vient.
    """

    feuilles: list[Feuille] = field(default_factory=list)
    depuis_1904: bool = False
    titre: str = ""
    description: str = ""
    auteur: str = "projet-social"


def unite_de(ecrit: str) -> str:
    """L'unité qu'un nombre écrit, ou son format, met derrière lui ; vide s'il n'en a pas."""
    trouvee = UNITE.search(ecrit)
    return trouvee[0] if trouvee else ""


def lettre_de_colonne(rang: int) -> str:
    """La lettre d'une colonne comptée à partir de 0 : 0 → A, 26 → AA."""
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(ord("A") + reste) + lettres
    return lettres


def adresse_de_case(ligne: int, colonne: int, absolu: str = "") -> str:
    """L'adresse d'une case comptée à partir de 0 : (6, 3) → D7, ou $D$7."""
    return f"{absolu}{lettre_de_colonne(colonne)}{absolu}{ligne + 1}"


def entre_apostrophes(feuille: str) -> str:
    """Le nom d'une feuille tel qu'il s'écrit dans une adresse, quoi qu'il contienne."""
    return "'" + feuille.replace("'", "''") + "'"
