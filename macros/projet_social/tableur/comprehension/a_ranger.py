"""Ce qu'un import n'a pas su placer : un fichier de travail, à côté des données, jamais publié.

L'agent l'ouvre dans son tableur, range ce qui le mérite, supprime la ligne. Un second import du
même classeur remplace les lignes des feuilles qu'il relit, et laisse les autres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...classeur.desamorcage import reamorcer
from ...classeur.lecture_csv import lire_csv
from ...classeur.refus import RefusDeClasseur
from ..remarque import RepereDeCase
from .grille import texte_de

DOSSIER = "a-ranger"
COLONNES = (
    "classeur",
    "feuille",
    "cellule",
    "colonne",
    "contenu",
    "fichier concerné",
    "pourquoi",
    "que faire",
)
Rangee = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CelluleARanger:
    """Une cellule, ou ce qui en reste, qu'aucun champ n'a pris.

    Attributes:
        colonne: le nom de sa colonne, s'il est connu.
        contenu: ce qu'elle dit ; vide si elle désignait une personne.
        fichier: le fichier des données où elle irait.
    """

    ou: RepereDeCase
    colonne: str
    contenu: str
    pourquoi: str
    conseil: str
    fichier: str = ""

    def __str__(self) -> str:
        """`feuille « Axe 1 », cellule D7, colonne « Couleur » : « bleu » : constat ; conseil`."""
        colonne = f", colonne « {self.colonne} »" if self.colonne else ""
        return f"{self.ou}{colonne} : « {self.contenu} » : {self.pourquoi} ; {self.conseil}"

    def en_rangee(self, classeur: str) -> Rangee:
        """Sa ligne du fichier de travail."""
        lieu = (classeur, self.ou.feuille, self.ou.case, self.colonne)
        return (*lieu, self.contenu, self.fichier, self.pourquoi, self.conseil)


class FichierDeTravailIllisible(Exception):
    """Le fichier de travail n'est plus le tableau que l'on y avait mis."""


def fichier_a_ranger(slug: str) -> str:
    """Le chemin du fichier de travail d'un territoire, depuis la racine du site."""
    return f"{DOSSIER}/{slug}.csv"


def revue_de(slug: str) -> str:
    """Le chemin de la page où l'on relit l'import d'un territoire, depuis la racine du site."""
    return f"{DOSSIER}/{slug}-revue.html"


def lire_les_rangees(octets: bytes) -> list[Rangee]:
    """Les lignes qu'un import d'avant a laissées.

    Raises:
        FichierDeTravailIllisible: ses colonnes ne sont plus les mêmes.
    """
    try:
        (feuille,) = lire_csv(octets, DOSSIER).feuilles
    except RefusDeClasseur as refus:
        raise FichierDeTravailIllisible(str(refus)) from refus
    lues = [tuple(reamorcer(texte_de(c.valeur)) for c in rangee) for rangee in feuille.lignes]
    if not lues or lues[0][: len(COLONNES)] != COLONNES:
        raise FichierDeTravailIllisible("ses colonnes ne sont plus celles que l'import y écrit")
    large = len(COLONNES)
    return [(*rangee, *[""] * large)[:large] for rangee in lues[1:] if any(rangee)]


def reunir_les_rangees(
    anciennes: Sequence[Rangee],
    neuves: Iterable[CelluleARanger],
    classeur: str,
    relues: Iterable[str],
) -> list[Rangee]:
    """Les lignes à garder, puis celles de cet import ; une ligne n'y est jamais deux fois.

    Args:
        relues: les feuilles que cet import a lues.
    """
    feuilles = frozenset(relues)
    gardees = [r for r in anciennes if not (r[0] == classeur and r[1] in feuilles)]
    return list(dict.fromkeys([*gardees, *(reste.en_rangee(classeur) for reste in neuves)]))
