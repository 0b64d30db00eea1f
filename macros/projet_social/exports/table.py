"""Une table de données : ses colonnes décrites, ses lignes, ce qui la relie aux autres.

Une table se décrit une fois. Le CSV et son schéma, l'onglet du classeur, la table SQLite, la page
« Données » et le catalogue s'en tirent. Une colonne reprend du modèle sa description et son type :
la phrase écrite sous le champ est celle que lit la personne qui ouvre le fichier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from ..modele.date_partielle import DatePartielle
from ..modele.introspection import classe_dans
from ..modele.montant import Montant
from ..modele.socle import Objet
from ..modele.source import Reference
from ..modele.vocabulaire import Vocabulaire
from ..pages.publication import Publication
from .arbre import nombre_simple
from .identite import des_titres

SEPARATEUR = " | "
"""Ce qui sépare les éléments d'une liste tenue dans une seule cellule."""
Valeur = str | int | float | bool | date | None
"""Ce que contient une cellule ; None si elle est vide."""


class Genre(StrEnum):
    """Le type d'une colonne, sous le nom que lui donne Table Schema."""

    TEXTE = "string"
    ENTIER = "integer"
    NOMBRE = "number"
    DATE = "date"
    OUI_NON = "boolean"

    @property
    def libelle(self) -> str:
        """Le type, en français."""
        return {
            Genre.TEXTE: "texte",
            Genre.ENTIER: "nombre entier",
            Genre.NOMBRE: "nombre",
            Genre.DATE: "date",
            Genre.OUI_NON: "oui ou non",
        }[self]


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
class Colonne:
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
    """

    nom: str
    genre: Genre
    description: str
    lire: Lire
    unite: str = ""
    mots: tuple[tuple[str, str], ...] = ()
    obligatoire: bool = False
    liste: bool = False

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
    colonnes: tuple[Colonne, ...]
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


def champs(
    modele: type[Objet], noms: str, de: Lire = lambda r: r.objet, prefixe: str = ""
) -> Iterator[Colonne]:
    """Les colonnes de champs du modèle : une par champ, plusieurs pour une date ou un montant.

    Args:
        modele: la classe qui porte les champs.
        noms: les champs voulus, séparés par des espaces.
        de: tire de la rangée l'objet du modèle ; None laisse les cases vides.
        prefixe: ce qui précède le nom du champ dans celui de la colonne.
    """
    for nom in noms.split():
        champ = modele.model_fields[nom]

        def lire(rangee: Rangee, nom: str = nom) -> Any:
            objet = de(rangee)
            return None if objet is None else getattr(objet, nom)

        description = (champ.description or "").rstrip(".").replace("`", "")
        colonne = f"{prefixe}{nom}"
        contenu = str(champ.annotation)
        vocabulaire = classe_dans(champ.annotation, Vocabulaire)
        if "DatePartielle" in contenu:
            yield from dates(colonne, description, lire)
        elif "Montant" in contenu:
            yield from montants(colonne, description, lire)
        else:
            yield Colonne(
                colonne,
                _genre(champ.annotation),
                f"{description}.",
                lire,
                mots=tuple((mot.value, mot.libelle) for mot in vocabulaire) if vocabulaire else (),
                obligatoire=champ.is_required() and not prefixe,
                liste="tuple" in contenu,
            )


def dates(nom: str, description: str, lire: Lire) -> Iterator[Colonne]:
    """Une date partielle : son texte, et les deux jours entre lesquels elle tombe."""

    def borne(cote: str) -> Lire:
        def tirer(rangee: Rangee) -> date | None:
            lue = lire(rangee)
            return getattr(lue, cote) if isinstance(lue, DatePartielle) else None

        return tirer

    yield Colonne(f"{nom}_texte", Genre.TEXTE, f"{description}, comme elle est écrite.", lire)
    yield Colonne(
        f"{nom}_au_plus_tot",
        Genre.DATE,
        f"{description} : premier jour possible ; vide si le début est ouvert.",
        borne("debut"),
    )
    yield Colonne(
        f"{nom}_au_plus_tard",
        Genre.DATE,
        f"{description} : dernier jour possible ; vide si la fin est ouverte.",
        borne("fin"),
    )


def montants(nom: str, description: str, lire: Lire) -> Iterator[Colonne]:
    """Un montant : son texte, qui seul fait foi, et ce que l'on en lit."""

    def tirer(quoi: str) -> Lire:
        def lu(rangee: Rangee) -> Any:
            montant = lire(rangee)
            if not isinstance(montant, Montant):
                return None
            valeur = getattr(montant, quoi)
            return nombre_simple(valeur) if quoi in ("minimum", "maximum") else valeur

        return lu

    lus = (
        ("texte", Genre.TEXTE, "comme il est écrit, seul à faire foi"),
        ("minimum", Genre.NOMBRE, "plus petit nombre lu, dans l'unité"),
        ("maximum", Genre.NOMBRE, "plus grand nombre lu, dans l'unité"),
        ("unite", Genre.TEXTE, "unité lue (€, ETP, %, h)"),
        ("periode", Genre.TEXTE, "période lue (an, mois, séance)"),
        ("taxe", Genre.TEXTE, "HT ou TTC, si c'est dit"),
        ("sommable", Genre.OUI_NON, "oui s'il peut entrer honnêtement dans une somme"),
    )
    for quoi, genre, precision in lus:
        yield Colonne(f"{nom}_{quoi}", genre, f"{description} : {precision}.", tirer(quoi))


def _genre(annotation: Any) -> Genre:
    for classe, genre in ((bool, Genre.OUI_NON), (int, Genre.ENTIER), (float, Genre.NOMBRE)):
        if classe_dans(annotation, classe) is not None:
            return genre
    return Genre.TEXTE


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


def colonne(
    nom: str,
    description: str,
    lire: Lire,
    genre: Genre = Genre.TEXTE,
    *,
    obligatoire: bool = False,
    mots: Iterable[Vocabulaire] = (),
    liste: bool = False,
    unite: str = "",
) -> tuple[Colonne]:
    """Une colonne qui n'est pas un champ du modèle, en un uplet que l'on déplie avec les autres."""
    permis = tuple((mot.value, mot.libelle) for mot in mots)
    return (Colonne(nom, genre, description, lire, unite, permis, obligatoire, liste),)


def cle(nom: str, description: str, lire: Lire) -> tuple[Colonne]:
    """Une colonne jamais vide : un identifiant."""
    return colonne(nom, description, lire, obligatoire=True)


def rang(description: str) -> tuple[Colonne]:
    """La colonne du rang de la ligne dans ce qui la contient."""
    return colonne(
        "rang", f"{description}, à partir de 1.", lambda r: r.rang, Genre.ENTIER, obligatoire=True
    )


def adresse(description: str, cible: Lire = lambda r: r.objet) -> tuple[Colonne]:
    """La colonne de l'adresse d'une page : entière si celle du site est connue."""

    def lire(rangee: Rangee) -> str | None:
        publication, but = rangee.publication, cible(rangee)
        return publication.absolue(but) or publication.adresse(but)

    return colonne("adresse", description, lire)


def source(lire: Callable[[Rangee], Reference | None]) -> Iterator[Colonne]:
    """Les colonnes d'un renvoi à un document."""
    yield from champs(Reference, "document section page", lire, "source_")


def renvoi(colonnes: str, table: str, cibles: str = "") -> Renvoi:
    """Une clé étrangère ; les colonnes visées portent le même nom si l'on ne dit rien."""
    return Renvoi(tuple(colonnes.split()), table, tuple((cibles or colonnes).split()))


def numeroter(
    publication: Publication,
    objets: Iterable[Any],
    de: Any = None,
    titre: Callable[[Any], str] | None = None,
) -> Iterator[Rangee]:
    """Une rangée par objet, numérotée dans ce qui les contient.

    Args:
        publication: le site.
        objets: dans leur ordre.
        de: ce qui les contient.
        titre: ce qui nomme un objet ; deux du même nom se distinguent par leur rang parmi eux.
    """
    if titre is None:
        for place, objet in enumerate(objets, 1):
            yield Rangee(publication, objet, de, place)
        return
    liste = list(objets)
    for place, (objet, nom) in enumerate(zip(liste, des_titres(map(titre, liste)), strict=True), 1):
        yield Rangee(publication, objet, de, place, nom)
