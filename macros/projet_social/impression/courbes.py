"""La courbe d'un indicateur, sur le papier : ce que `comparaison.courbe` a placé, en formes."""

from __future__ import annotations

from ..comparaison.courbe import Courbe
from .dessin import (
    BLANC,
    DISCRET,
    FILET,
    PRIMAIRE,
    TEXTE,
    Ancrage,
    Cercle,
    Dessin,
    Forme,
    Mots,
    Point,
    Polygone,
    Trait,
)

VISE = "#a63d17"
"""La couleur de ce qui est visé ; le losange et le tireté disent la même chose."""
LARGEUR, HAUTEUR = 480.0, 170.0
HAUT, BAS = 20.0, 24.0
SIGNE = 6.5
"""Largeur d'un signe de l'axe des valeurs."""


def dessiner_la_courbe(courbe: Courbe, nom: str, alternative: str) -> Dessin:
    """Une courbe finie : axes, cibles, trait, points, nombres."""
    gauche = SIGNE * courbe.marge + 8

    def place(x: float, y: float) -> Point:
        return gauche + x / 100 * (LARGEUR - gauche), HAUT + y / 100 * HAUTEUR

    formes: list[Forme] = []
    for trait in courbe.traits:
        (_, y), bout = place(0, trait.position), place(100, trait.position)
        couleur = DISCRET if trait.texte == "0" else FILET
        formes += [
            Trait((gauche, y), bout, couleur, 0.8),
            Mots((gauche - 6, y + 3.5), trait.texte, 10, DISCRET, ancrage="end"),
        ]
    for annee in courbe.annees:
        formes.append(Trait(place(annee.debut, 0), place(annee.debut, 100), FILET, 0.5))
        x, y = place(annee.milieu, 100)
        formes.append(Mots((x, y + 16), annee.nom, 10, DISCRET, ancrage="middle"))
    for cible in courbe.cibles:
        x, y = place(cible.x, cible.y)
        losange = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
        formes += [
            Trait((gauche, y), (x, y), VISE, 1.2, pointille=True),
            Polygone(losange, BLANC, VISE, 1.5),
        ]
        dite, dit = f"visé {cible.nombre}", (x, y - 8) if cible.nomme else (gauche + 4, y - 4)
        ancrage: Ancrage = cible.ancrage if cible.nomme else "start"
        formes.append(Mots(dit, dite, 10, VISE, gras=True, ancrage=ancrage))
    for de, a in courbe.segments:
        formes.append(Trait(place(de.x, de.y), place(a.x, a.y), PRIMAIRE, 2))
    for point in courbe.points:
        x, y = place(point.x, point.y)
        formes.append(Cercle((x, y), 3.6, PRIMAIRE))
        if point.nomme:
            mots = Mots((x, y - 8), point.nombre, 10, TEXTE, gras=True, ancrage=point.ancrage)
            formes.append(mots)
    return Dessin(nom, LARGEUR, HAUT + HAUTEUR + BAS, alternative, formes)
