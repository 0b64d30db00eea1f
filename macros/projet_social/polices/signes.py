"""Les signes du site que la police ne dessine pas : on les lui ajoute, faits de ses propres formes.

Sans eux, chaque machine irait les prendre dans une autre police, avec d'autres largeurs.
"""

from __future__ import annotations

from math import cos, pi, sin

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

DESSINES = "◑◔◧✕"
"""Moitié, quart, demi-carré, croix : les signes des statuts et de la matrice."""

_ARC = pi / 8
"""Ouverture d'un arc tracé d'un seul trait, en radians."""
Point = tuple[float, float]
Boite = tuple[float, float, float, float]
"""Gauche, bas, droite, haut, en unités de la police."""


def ajouter_les_signes(police: TTFont) -> None:
    """Dessine dans la police les signes qui lui manquent, d'après son rond, son carré, son ×."""
    connus = police.getBestCmap()
    cercle, carre, fois = (_boite(police, connus[ord(signe)]) for signe in "○■×")
    trait = _trait(police, connus[ord("○")], cercle)
    for signe in DESSINES:
        if ord(signe) in connus:
            continue
        plume = TTGlyphPen(police.getGlyphSet())
        if signe in "◑◔":
            police.getGlyphSet()[connus[ord("○")]].draw(plume)
            _part_de_disque(plume, cercle, pi / 2 if signe == "◔" else pi)
            modele = "○"
        elif signe == "◧":
            _demi_carre(plume, carre, trait)
            modele = "■"
        else:
            _croix(plume, fois, trait)
            modele = "×"
        _inscrire(police, signe, plume, police["hmtx"][connus[ord(modele)]][0])


def _boite(police: TTFont, glyphe: str) -> Boite:
    plume = BoundsPen(police.getGlyphSet())
    police.getGlyphSet()[glyphe].draw(plume)
    boite: Boite = plume.bounds
    return boite


def _trait(police: TTFont, glyphe: str, dehors: Boite) -> float:
    """L'épaisseur du trait d'un rond : l'écart de ses deux contours."""
    coordonnees, fins, _ = police["glyf"][glyphe].getCoordinates(police["glyf"])
    debuts = [0, *(fin + 1 for fin in fins)]
    gauches = [
        min(x for x, _ in coordonnees[d : f + 1]) for d, f in zip(debuts, fins, strict=False)
    ]
    return float(max(gauches) - dehors[0])


def _part_de_disque(plume: AbstractPen, boite: Boite, angle: float) -> None:
    """Une part de disque, du haut vers la droite, dans le sens des aiguilles."""
    gauche, bas, droite, haut = boite
    centre, rayon = ((gauche + droite) / 2, (bas + haut) / 2), (droite - gauche) / 2

    def point(tourne: float, distance: float = rayon) -> Point:
        return centre[0] + distance * sin(tourne), centre[1] + distance * cos(tourne)

    plume.moveTo(centre)
    plume.lineTo(point(0))
    for rang in range(round(angle / _ARC)):
        milieu = point((rang + 0.5) * _ARC, rayon / cos(_ARC / 2))
        plume.qCurveTo(milieu, point((rang + 1) * _ARC))
    plume.closePath()


def _demi_carre(plume: AbstractPen, boite: Boite, trait: float) -> None:
    """Un carré plein à gauche, vide à droite."""
    gauche, bas, droite, haut = boite
    _polygone(plume, [(gauche, bas), (gauche, haut), (droite, haut), (droite, bas)])
    dedans = ((gauche + droite) / 2, bas + trait, droite - trait, haut - trait)
    g, b, d, h = dedans
    _polygone(plume, [(g, b), (d, b), (d, h), (g, h)])


def _croix(plume: AbstractPen, boite: Boite, trait: float) -> None:
    """Une croix oblique, plus grande et plus grasse que le signe de multiplication."""
    gauche, bas, droite, haut = boite
    x, y = (gauche + droite) / 2, (bas + haut) / 2
    bras, large = (droite - gauche) * 0.6, trait * 0.9
    _polygone(
        plume,
        [
            (x - bras, y + bras - large),
            (x - bras + large, y + bras),
            (x, y + large),
            (x + bras - large, y + bras),
            (x + bras, y + bras - large),
            (x + large, y),
            (x + bras, y - bras + large),
            (x + bras - large, y - bras),
            (x, y - large),
            (x - bras + large, y - bras),
            (x - bras, y - bras + large),
            (x - large, y),
        ],
    )


def _polygone(plume: AbstractPen, points: list[Point]) -> None:
    plume.moveTo(points[0])
    for point in points[1:]:
        plume.lineTo(point)
    plume.closePath()


def _inscrire(police: TTFont, signe: str, plume: TTGlyphPen, chasse: int) -> None:
    """Ajoute un glyphe à la police, et son signe à ses tables de caractères."""
    nom = f"uni{ord(signe):04X}"
    glyphe = plume.glyph(round=round)
    police["glyf"][nom] = glyphe
    glyphe.recalcBounds(police["glyf"])
    police["hmtx"][nom] = (chasse, glyphe.xMin)
    for table in police["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(signe)] = nom
