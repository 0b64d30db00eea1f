"""Le document intermédiaire : des titres, des paragraphes, des listes, des tableaux, des figures.

Il ne dit rien de la mise en forme : chaque format a ses styles, que l'on retravaille.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar

from .dessin import Dessin


class Ton(Enum):
    """Ce qu'est un paragraphe ; chaque format en fait un style nommé."""

    COURANT = "Texte courant"
    TITRE_DU_DOCUMENT = "Titre du document"
    SOUS_TITRE = "Sous-titre du document"
    SURTITRE = "Surtitre"
    CHAPEAU = "Chapeau"
    INTERTITRE = "Intertitre"
    REPERE = "Repère"
    NOTE = "Note sur la source"
    DISCRET = "Précision"


@dataclass(frozen=True, slots=True)
class Segment:
    """Des mots d'une même sorte.

    Attributes:
        lien: adresse `https://…`, ou ancre du document précédée de « # » ; vide sans lien.
    """

    texte: str
    gras: bool = False
    italique: bool = False
    lien: str = ""


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """Un paragraphe et ce qu'il est."""

    sorte: ClassVar[str] = "paragraphe"
    segments: tuple[Segment, ...]
    ton: Ton = Ton.COURANT

    @property
    def texte(self) -> str:
        """Ses mots, sans mise en forme."""
        return "".join(segment.texte for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Titre:
    """Un titre : son rang (1 à 6), ses mots, les ancres qui y mènent."""

    sorte: ClassVar[str] = "titre"
    rang: int
    texte: str
    ancres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListeImprimee:
    """Une liste ; chaque élément est fait de blocs, d'autres listes parfois."""

    sorte: ClassVar[str] = "liste"
    elements: tuple[tuple[Bloc, ...], ...]
    numerotee: bool = False


@dataclass(frozen=True, slots=True)
class CelluleImprimee:
    """Une cellule de tableau.

    Attributes:
        rang: dans la matrice des thèmes, la place du thème : « a », « o » ou « c ».
    """

    blocs: tuple[Bloc, ...]
    entete: bool = False
    colonnes: int = 1
    rang: str = ""


@dataclass(frozen=True, slots=True)
class Tableau:
    """Un tableau ; ses premières lignes sont des en-têtes, à répéter sur chaque page.

    Attributes:
        matrice: vrai d'un tableau de signes : après la première, ses colonnes se valent.
    """

    sorte: ClassVar[str] = "tableau"
    legende: str
    entetes: tuple[tuple[CelluleImprimee, ...], ...]
    lignes: tuple[tuple[CelluleImprimee, ...], ...]
    matrice: bool = False

    @property
    def colonnes(self) -> int:
        """Nombre de colonnes, cellules fusionnées comptées."""
        toutes = (*self.entetes, *self.lignes)
        return max((sum(c.colonnes for c in ligne) for ligne in toutes), default=0)

    def largeurs(self) -> list[float]:
        """La part de la largeur que mérite chaque colonne, d'après ce qu'elle contient.

        Une colonne loge au moins son mot le plus long ; au-delà, elle grandit comme la racine de
        ce qu'elle a à dire.
        """
        if self.matrice:
            return [0.16, *[0.84 / (self.colonnes - 1)] * (self.colonnes - 1)]
        longueurs = [[1] for _ in range(self.colonnes)]
        mots = [3] * self.colonnes
        for ligne in (*self.entetes, *self.lignes):
            colonne = 0
            for cellule in ligne:
                if cellule.colonnes == 1:
                    texte = dire(cellule.blocs)
                    longueurs[colonne].append(len(texte))
                    mots[colonne] = max(mots[colonne], *map(len, [*texte.split(), ""]))
                colonne += cellule.colonnes
        poids = [
            max(mot, 2.2 * (sum(dites) / len(dites)) ** 0.5)
            for mot, dites in zip(mots, longueurs, strict=True)
        ]
        return [un / sum(poids) for un in poids]


@dataclass(frozen=True, slots=True)
class Figure:
    """Un dessin et son alternative."""

    sorte: ClassVar[str] = "figure"
    dessin: Dessin


@dataclass(frozen=True, slots=True)
class Sommaire:
    """La place de la table des matières, sous son titre."""

    sorte: ClassVar[str] = "sommaire"
    titre: str


Bloc = Paragraphe | Titre | ListeImprimee | Tableau | Figure | Sommaire


def dire(blocs: tuple[Bloc, ...]) -> str:
    """Les mots de quelques blocs, bout à bout."""
    dits = []
    for bloc in blocs:
        match bloc:
            case Paragraphe() | Titre():
                dits.append(bloc.texte)
            case ListeImprimee():
                dits += [dire(element) for element in bloc.elements]
            case Figure():
                dits.append(bloc.dessin.alternative)
            case Tableau():
                lignes = (*bloc.entetes, *bloc.lignes)
                dits.append(bloc.legende)
                dits += [dire(cellule.blocs) for ligne in lignes for cellule in ligne]
            case Sommaire():
                dits.append(bloc.titre)
    return " ".join(dits)


@dataclass(frozen=True, slots=True)
class Feuilles:
    """Des blocs sur des pages de même forme.

    Attributes:
        paysage: vrai si la page est à l'horizontale.
        colonnes: le nombre de colonnes du texte.
        suite: vrai si ces blocs continuent la page, au lieu d'en commencer une.
    """

    blocs: tuple[Bloc, ...] = field(default=())
    paysage: bool = False
    colonnes: int = 1
    suite: bool = False
