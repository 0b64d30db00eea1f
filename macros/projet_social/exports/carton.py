"""Dessiner l'image d'un partage : 1200 × 630, du texte, une couleur, le plan en quelques traits.

Seul module qui importe Pillow. Une fonction pure : les mêmes mots donnent la même image.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ..polices import GRAS, ROMAIN
from ..programme import empreinte_du_code
from ..texte.typographie import FINE, INSECABLE

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

LARGEUR, HAUTEUR = 1200, 630
FOND, TEXTE, DISCRET, FILET = "#fffdf9", "#1d2a2e", "#4a5a60", "#e0d7c8"
"""Les couleurs du site clair."""
MARGE, BANDE, INTERVALLE = 84, 22, 10
"""Marge du texte, largeur de la bande de gauche, vide entre ses morceaux."""
CORPS_DU_TITRE = (92, 80, 70, 60, 52, 44)
"""Du plus grand au plus petit ; le premier qui fait tenir le titre en trois lignes."""
LIGNES_DU_TITRE = 3
TEINTES = 48
"""Couleurs de l'image : assez pour des lettres lisses, peu pour un fichier léger."""
COMPRESSION = 7
"""Un neuvième de poids en plus que la plus forte, six fois moins de temps."""


@dataclass(frozen=True, slots=True)
class Carton:
    """Ce que montre l'image.

    Attributes:
        rubrique: au-dessus du titre.
        titre: en grand, sur trois lignes au plus.
        precisions: sous le titre, tant qu'il y a de la place.
        pied: au bas de l'image.
        couleur: celle de la bande, en hexadécimal.
        morceaux: en combien de parts la bande se divise (une par axe).
    """

    rubrique: str
    titre: str
    precisions: tuple[str, ...]
    pied: str
    couleur: str
    morceaux: int = 1

    @property
    def texte(self) -> str:
        """Tout ce qui y est écrit, pour qui ne voit pas l'image."""
        return ". ".join(filter(None, (self.titre, *self.precisions, self.pied)))

    @property
    def empreinte(self) -> str:
        """Ce dont dépend l'image, en un mot."""
        code = empreinte_du_code((Path(__file__), ROMAIN, GRAS), "pillow")
        return blake2b(repr((code, astuple(self))).encode(), digest_size=12).hexdigest()


def dessiner_le_carton(carton: Carton) -> bytes:
    """L'image, en PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (LARGEUR, HAUTEUR), FOND)
    trait = ImageDraw.Draw(image)
    _bande(trait, carton)
    largeur = LARGEUR - 2 * MARGE
    trait.text(
        (MARGE, 64), _tenir(carton.rubrique, ROMAIN, 32, largeur), DISCRET, _corps(ROMAIN, 32)
    )
    lignes, corps = _titre(carton.titre, largeur)
    haut = 132.0
    for ligne in lignes:
        trait.text((MARGE, haut), ligne, TEXTE, _corps(GRAS, corps))
        haut += corps * 1.14
    haut += 34
    for precision in _precisions(carton, int((HAUTEUR - 124 - haut) // 50), largeur):
        trait.text((MARGE, haut), precision, TEXTE, _corps(ROMAIN, 36))
        haut += 50
    trait.line((MARGE, HAUTEUR - 112, LARGEUR - MARGE, HAUTEUR - 112), FILET, 2)
    trait.text(
        (MARGE, HAUTEUR - 92),
        _tenir(carton.pied, GRAS, 32, largeur),
        carton.couleur,
        _corps(GRAS, 32),
    )
    flux = io.BytesIO()
    image.quantize(TEINTES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        flux, "PNG", compress_level=COMPRESSION
    )
    return flux.getvalue()


def _bande(trait: ImageDraw, carton: Carton) -> None:
    """Une part de bande par axe : la forme du plan, sans un mot."""
    morceaux = max(1, min(carton.morceaux, 24))
    hauteur = (HAUTEUR - INTERVALLE * (morceaux - 1)) / morceaux
    for rang in range(morceaux):
        haut = rang * (hauteur + INTERVALLE)
        trait.rectangle((0, round(haut), BANDE - 1, round(haut + hauteur) - 1), carton.couleur)


def _titre(titre: str, largeur: int) -> tuple[list[str], int]:
    """Les lignes du titre, dans le plus grand corps où elles tiennent."""
    for corps in CORPS_DU_TITRE:
        lignes = couper_en_lignes(titre, GRAS, corps, largeur)
        if len(lignes) <= LIGNES_DU_TITRE and all(
            _large(li, GRAS, corps) <= largeur for li in lignes
        ):
            return lignes, corps
    gardees = lignes[:LIGNES_DU_TITRE]
    if len(lignes) > LIGNES_DU_TITRE:
        gardees[-1] = f"{gardees[-1]} …"
    return [_tenir(ligne, GRAS, corps, largeur) for ligne in gardees], corps


def _precisions(carton: Carton, places: int, largeur: int) -> list[str]:
    """Les lignes qui tiennent sous le titre ; la dernière dit qu'il en manque."""
    lignes = [
        ligne
        for precision in carton.precisions
        for ligne in _remplir(precision.split(" "), ROMAIN, 36, largeur)
    ]
    if len(lignes) > places > 0:
        lignes[places - 1] += " …"
    return [_tenir(ligne, ROMAIN, 36, largeur) for ligne in lignes[: max(0, places)]]


def couper_en_lignes(texte: str, police: Path, corps: int, largeur: int) -> list[str]:
    """Un texte en lignes, coupé aux espaces ordinaires, de la moins inégale façon."""
    mots = texte.split(" ")
    nombre = len(_remplir(mots, police, corps, largeur))
    basse, haute = largeur // 3, largeur
    while haute - basse > 8:  # la plus petite largeur qui garde ce nombre de lignes
        milieu = (basse + haute) // 2
        if len(_remplir(mots, police, corps, milieu)) <= nombre:
            haute = milieu
        else:
            basse = milieu
    return _remplir(mots, police, corps, haute)


def _remplir(mots: Sequence[str], police: Path, corps: int, largeur: int) -> list[str]:
    lignes = [mots[0]]
    for mot in mots[1:]:
        if _large(suite := f"{lignes[-1]} {mot}", police, corps) <= largeur:
            lignes[-1] = suite
        else:
            lignes.append(mot)
    return lignes


def _tenir(texte: str, police: Path, corps: int, largeur: int) -> str:
    """Le texte, coupé s'il ne tient pas sur une ligne."""
    if _large(texte, police, corps) <= largeur:
        return texte
    while texte and _large(f"{texte}…", police, corps) > largeur:
        texte = texte[:-1]
    return f"{texte.rstrip(f' ,;:{INSECABLE}{FINE}')}…"


def _large(texte: str, police: Path, corps: int) -> float:
    return _corps(police, corps).getlength(texte)


@cache
def _corps(police: Path, corps: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(police), corps, layout_engine=ImageFont.Layout.BASIC)
