"""Un dessin fait de quelques formes : il se rend en SVG dans un PDF, en points dans un DOCX.

Les coordonnées sont en unités du dessin, l'origine en haut à gauche.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from ..polices import FAMILLE

TEXTE = "#1d2a2e"
DISCRET = "#4a5a60"
FILET = "#d3cabb"
SURFACE = "#f5f0e7"
PRIMAIRE = "#0b5c6b"
BLANC = "#ffffff"
TEINTES = {"a": PRIMAIRE, "o": "#b9d5d9", "c": SURFACE}
"""La teinte d'une case de la matrice, d'après la place du thème ; sa lettre le dit aussi."""

Ancrage = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Trait:
    """Un segment, plein ou pointillé."""

    de: Point
    a: Point
    couleur: str = DISCRET
    epaisseur: float = 1
    pointille: bool = False

    def svg(self) -> str:
        """L'élément SVG."""
        (x1, y1), (x2, y2) = self.de, self.a
        tirets = ' stroke-dasharray="4 3"' if self.pointille else ""
        return (
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
            f'stroke="{self.couleur}" stroke-width="{_n(self.epaisseur)}"{tirets}/>'
        )


@dataclass(frozen=True, slots=True)
class Polygone:
    """Une surface fermée ; sans fond, elle n'est que son bord."""

    points: Sequence[Point]
    fond: str = ""
    bord: str = ""
    epaisseur: float = 1

    def svg(self) -> str:
        """L'élément SVG."""
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in self.points)
        return f'<polygon points="{points}" {_peinture(self.fond, self.bord, self.epaisseur)}/>'


@dataclass(frozen=True, slots=True)
class Cercle:
    """Un disque, ou un cercle s'il n'a pas de fond."""

    centre: Point
    rayon: float
    fond: str = ""
    bord: str = ""
    epaisseur: float = 1

    def svg(self) -> str:
        """L'élément SVG."""
        x, y = self.centre
        peinture = _peinture(self.fond, self.bord, self.epaisseur)
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(self.rayon)}" {peinture}/>'


@dataclass(frozen=True, slots=True)
class Mots:
    """Un texte sur une ligne, posé sur sa ligne de base."""

    place: Point
    texte: str
    taille: float = 11
    couleur: str = TEXTE
    gras: bool = False
    ancrage: Ancrage = "start"

    def svg(self) -> str:
        """L'élément SVG."""
        x, y = self.place
        graisse = ' font-weight="700"' if self.gras else ""
        return (
            f'<text x="{_n(x)}" y="{_n(y)}" font-family="{FAMILLE}" font-size="{_n(self.taille)}" '
            f'fill="{self.couleur}" text-anchor="{self.ancrage}"{graisse}>'
            f"{escape(self.texte, quote=False)}</text>"
        )


Forme = Trait | Polygone | Cercle | Mots


@dataclass(frozen=True)
class Dessin:
    """Un dessin fini.

    Attributes:
        nom: identifiant, unique dans le document.
        alternative: ce que le dessin dit, en toutes lettres.
        formes: de la plus lointaine à la plus proche.
    """

    nom: str
    largeur: float
    hauteur: float
    alternative: str
    formes: Sequence[Forme]

    def svg(self) -> str:
        """Le dessin en SVG, titré par son alternative."""
        formes = "".join(forme.svg() for forme in self.formes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="dessin" role="img" '
            f'viewBox="0 0 {_n(self.largeur)} {_n(self.hauteur)}">'
            f"<title>{escape(self.alternative, quote=False)}</title>{formes}</svg>"
        )


def rectangle(x: float, y: float, largeur: float, hauteur: float) -> tuple[Point, ...]:
    """Les quatre coins d'un rectangle."""
    return ((x, y), (x + largeur, y), (x + largeur, y + hauteur), (x, y + hauteur))


def _peinture(fond: str, bord: str, epaisseur: float) -> str:
    trait = f' stroke="{bord}" stroke-width="{_n(epaisseur)}"' if bord else ""
    return f'fill="{fond or "none"}"{trait}'


def _n(nombre: float) -> str:
    """Un nombre écrit au centième, sans zéro de trop : deux constructions s'accordent."""
    return f"{nombre:.2f}".rstrip("0").rstrip(".")
