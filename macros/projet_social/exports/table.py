"""Une table de données : ses colonnes décrites, ses lignes, ce qui la relie aux autres.

Une table se décrit une fois. Le CSV et son schéma, l'onglet du classeur, la table SQLite, la page
« Données » et le catalogue s'en tirent ; ses colonnes viennent de `colonnes_de_table.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..modele.catalogue import ChampDuModele
from ..modele.vocabulaire import Vocabulaire
from ..pages.publication import Publication

SEPARATEUR = " | "
"""Ce qui sépare les éléments d'une liste tenue dans une seule cellule."""
Valeur = str | int | float | bool | date | None
"""Ce que contient une cellule ; None si elle est vide."""


class TypeDeColonne(Vocabulaire):
    """Le type d'une colonne, sous le nom que lui donne Table Schema."""

    TEXTE = "string", "texte"
    ENTIER = "integer", "nombre entier"
    NOMBRE = "number", "nombre"
    DATE = "date", "date"
    OUI_NON = "boolean", "oui ou non"


@dataclass(frozen=True, slots=True)
class Rangee:
    """De quoi remplir une ligne.

    Attributes:
        publication: le site, d'où viennent les adresses.
        objet: ce que dit la ligne.
        de: ce qui contient l'objet.
        rang: place de l'objet dans ce qui le contient, à partir de 1.
        nom: ce qui l'y distingue, et ne change pas quand un autre s'ajoute.
    """

    publication: Publication
    objet: Any
    de: Any = None
    rang: int = 0
    nom: str = ""


Lire = Callable[[Rangee], Any]


@dataclass(frozen=True)
class ColonneDeTable:
    """Une colonne.

    Attributes:
        nom: minuscules, chiffres et tirets bas.
        genre: type de ses valeurs.
        description: ce qu'elle contient, en une phrase.
        lire: tire la valeur de la rangée.
        unite: unité de ses nombres.
        mots: mots permis et leur libellé, pour une liste fermée.
        obligatoire: vrai si elle n'est jamais vide.
        liste: vrai si une cellule peut porter plusieurs valeurs, séparées par « | ».
        champ: le champ du modèle d'où elle vient ; None si le site la calcule.
    """

    nom: str
    genre: TypeDeColonne
    description: str
    lire: Lire
    unite: str = ""
    mots: tuple[tuple[str, str], ...] = ()
    obligatoire: bool = False
    liste: bool = False
    champ: ChampDuModele | None = None

    def valeur(self, rangee: Rangee) -> Valeur:
        """La valeur d'une cellule."""
        return _simple(self.lire(rangee))


@dataclass(frozen=True)
class Renvoi:
    """Une clé étrangère : ces colonnes désignent une ligne d'une autre table."""

    colonnes: tuple[str, ...]
    table: str
    cibles: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Une table remplie.

    Attributes:
        nom: nom du fichier, de l'onglet, de la table.
        titre: le même, pour une personne.
        description: ce qu'est une ligne, en une phrase.
        cle: colonnes qui désignent une ligne, à elles toutes.
        colonnes: dans l'ordre.
        renvois: clés étrangères.
        liaison: vrai si elle ne fait que relier deux autres tables.
        lignes: valeurs, dans l'ordre des colonnes.
    """

    nom: str
    titre: str
    description: str
    cle: tuple[str, ...]
    colonnes: tuple[ColonneDeTable, ...]
    renvois: tuple[Renvoi, ...] = ()
    liaison: bool = False
    lignes: tuple[tuple[Valeur, ...], ...] = field(default=(), repr=False)

    @property
    def noms(self) -> tuple[str, ...]:
        """Les noms des colonnes."""
        return tuple(colonne.nom for colonne in self.colonnes)


@dataclass(frozen=True)
class Definition:
    """Une table à remplir : sa forme, et d'où viennent ses lignes.

    Attributes:
        table: la table vide.
        rangees: ce que le site a pour chacune de ses lignes.
    """

    table: Table
    rangees: Callable[[Publication], Iterable[Rangee]]

    def remplir(self, publication: Publication) -> Table:
        """La table et ses lignes."""
        colonnes = self.table.colonnes
        lignes = tuple(
            tuple(colonne.valeur(rangee) for colonne in colonnes)
            for rangee in self.rangees(publication)
        )
        return replace(self.table, lignes=lignes)


RENVOIS = {
    "accompagnement": "accompagnements",
    "acteur": "acteurs",
    "dossier": "dossiers",
    "indicateur": "indicateurs",
    "ligne": "lignes",
    "parent": "lignes.ligne",
    "projet": "projets",
    "public": "publics",
    "territoire": "territoires",
    "theme": "themes",
}
"""Les colonnes qui, partout, désignent la ligne d'une même table."""
SOURCE = "source_document"
"""La fin du nom des colonnes qui, partout, désignent un document de la table « sources »."""


def definir(
    nom: str,
    titre: str,
    description: str,
    cle: str,
    colonnes: Iterable[ColonneDeTable],
    rangees: Callable[[Publication], Iterable[Rangee]],
    *,
    liaison: bool = False,
    **renvois: str,
) -> Definition:
    """Une table à remplir, et ses clés étrangères.

    Args:
        nom: nom du fichier, de l'onglet, de la table.
        titre: le même, pour une personne.
        description: ce qu'est une ligne, en une phrase.
        cle: les colonnes qui désignent une ligne, séparées par des espaces.
        colonnes: dans l'ordre.
        rangees: ce que le site a pour chaque ligne.
        liaison: vrai si elle ne fait que relier deux autres tables.
        renvois: les clés étrangères qui lui sont propres : `ligne_1="lignes.ligne"`, ou le seul nom
            de la table quand la colonne visée porte le même.
    """
    table = Table(nom, titre, description, tuple(cle.split()), tuple(colonnes), liaison=liaison)
    vises = {n: RENVOIS[n] for n in table.noms if n in RENVOIS and RENVOIS[n] != nom} | renvois
    vises |= {n: "sources.source" for n in table.noms if n.endswith(SOURCE)}
    cles = []
    for colonne, visee in vises.items():
        autre, _, cible = visee.partition(".")
        cles.append(Renvoi((colonne,), autre, (cible or colonne,)))
    return Definition(replace(table, renvois=tuple(cles)), rangees)


def _simple(valeur: Any) -> Valeur:
    """Une valeur de cellule : une liste tient en un texte, un vide est None."""
    if valeur is None or type(valeur) is str:
        return valeur or None
    if isinstance(valeur, bool | int | float | date):
        return valeur
    if isinstance(valeur, tuple | list):
        return SEPARATEUR.join(str(_simple(element)) for element in valeur) or None
    if isinstance(valeur, Vocabulaire):
        return valeur.value
    return str(valeur) or None
