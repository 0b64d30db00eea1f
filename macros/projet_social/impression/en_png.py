"""Un dessin en points, pour les formats qui ne lisent pas le SVG. Une des portes de Pillow."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from ..polices import GRAS, ROMAIN
from .dessin import BLANC, Cercle, Dessin, Mots, Polygone, Trait

ECHELLE = 3
"""Points par unité de dessin : environ 280 par pouce sur une feuille."""
ANCRES = {"start": "ls", "middle": "ms", "end": "rs"}
"""L'ancrage d'un texte sur sa ligne de base, tel que Pillow le nomme."""


def ecrire_en_png(dessin: Dessin) -> bytes:
    """Le dessin en PNG, sur fond blanc."""
    taille = (round(dessin.largeur * ECHELLE), round(dessin.hauteur * ECHELLE))
    image = Image.new("RGB", taille, BLANC)
    crayon = ImageDraw.Draw(image)
    for forme in dessin.formes:
        match forme:
            case Trait(de, a, couleur, epaisseur, pointille):
                for debut, fin in _tirets(de, a) if pointille else [(de, a)]:
                    crayon.line([_p(debut), _p(fin)], couleur, max(1, round(epaisseur * ECHELLE)))
            case Polygone(points, fond, bord, epaisseur):
                coins = [_p(point) for point in points]
                if fond:
                    crayon.polygon(coins, fond)
                if bord:
                    trait = max(1, round(epaisseur * ECHELLE))
                    crayon.line([*coins, coins[0]], bord, trait, joint="curve")
            case Cercle((x, y), rayon, fond, bord, epaisseur):
                boite = [*_p((x - rayon, y - rayon)), *_p((x + rayon, y + rayon))]
                trait = max(1, round(epaisseur * ECHELLE)) if bord else 0
                crayon.ellipse(boite, fond or None, bord or None, trait)
            case Mots(place, texte, corps, couleur, gras, ancrage):
                police = _police(corps, gras)
                crayon.text(_p(place), texte, couleur, police, ANCRES[ancrage])
    sortie = BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(sortie, "PNG", optimize=True)
    return sortie.getvalue()


def _p(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] * ECHELLE, point[1] * ECHELLE


def _tirets(
    de: tuple[float, float], a: tuple[float, float]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Un segment coupé en tirets de quatre unités, tous les sept."""
    (x1, y1), (x2, y2) = de, a
    longueur = max(abs(x2 - x1), abs(y2 - y1))
    dx, dy = ((x2 - x1) / longueur, (y2 - y1) / longueur) if longueur else (0.0, 0.0)
    return [
        (
            (x1 + dx * d, y1 + dy * d),
            (x1 + dx * min(d + 4, longueur), y1 + dy * min(d + 4, longueur)),
        )
        for d in range(0, int(longueur), 7)
    ]


@cache
def _police(corps: float, gras: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(GRAS if gras else ROMAIN, round(corps * ECHELLE))
