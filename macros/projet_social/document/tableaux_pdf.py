"""Les tableaux d'un PDF : des cases tracées à une grille, d'une page à la suivante."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..classeur.classeur import Cellule, Plage
from .flux import Quadrillage
from .mots_pdf import Boite, MotPose, en_paragraphes

PROCHES = 4.0
"""Points en deçà desquels deux traits n'en font qu'un."""


@dataclass
class TableauPose:
    """Un tableau, à sa place sur sa page.

    Attributes:
        boite: le rectangle qu'il occupe.
        bords: l'abscisse de chacun de ses traits verticaux.
    """

    boite: Boite
    bords: list[float]
    quadrillage: Quadrillage = field(repr=False)

    @property
    def dit_quelque_chose(self) -> bool:
        """Vrai si l'une de ses cases est remplie."""
        return any(c.valeur is not None for ligne in self.quadrillage.lignes for c in ligne)

    def se_poursuit_par(self, suivant: TableauPose) -> bool:
        """Vrai si l'autre, en haut de la page d'après, a les mêmes colonnes."""
        return len(self.bords) == len(suivant.bords) and all(
            abs(un - autre) <= PROCHES for un, autre in zip(self.bords, suivant.bords, strict=True)
        )

    def ajouter(self, suivant: TableauPose) -> None:
        """Met bout à bout les deux parts d'un tableau ; une ligne coupée en deux se recoud."""
        ici, apres = self.quadrillage, suivant.quadrillage
        premiere = apres.lignes[0]
        decalage = len(ici.lignes)
        debut = 0
        if _est_une_suite(ici.lignes[-1], premiere):
            for cellule, reste in zip(ici.lignes[-1], premiere, strict=False):
                _recoudre(cellule, reste)
            debut, decalage = 1, decalage - 1
        ici.lignes += apres.lignes[debut:]
        ici.endroits += apres.endroits[debut:]
        ici.fusions += [
            Plage(f.haut + decalage, f.gauche, f.bas + decalage, f.droite)
            for f in apres.fusions
            if f.haut >= debut
        ]
        self.boite = suivant.boite


def _est_une_suite(derniere: Sequence[Cellule], premiere: Sequence[Cellule]) -> bool:
    """Vrai si une ligne sans libellé continue celle du bas de la page d'avant."""
    if premiere[0].valeur is not None or len(premiere) < 2:
        return False
    suites = [c for c in premiere if c.valeur is not None]
    avant = [d for d, p in zip(derniere, premiere, strict=False) if p.valeur is not None]
    return bool(suites) and all(cellule.valeur is not None for cellule in avant)


def _recoudre(cellule: Cellule, reste: Cellule) -> None:
    if reste.valeur is None:
        return
    avant, apres = str(cellule.valeur), str(reste.valeur)
    coupee = avant[-1:] not in ".;:!?" and apres[:1].islower()
    cellule.valeur = f"{avant}{' ' if coupee else chr(10)}{apres}"
    cellule.lien = cellule.lien or reste.lien


def poser_le_tableau(cases: Sequence[Boite], mots: Sequence[MotPose], ici: str) -> TableauPose:
    """Un tableau, d'après ses cases tracées et les mots qui sont dedans."""
    xs = _traits([x for case in cases for x in (case[0], case[2])])
    ys = _traits([y for case in cases for y in (case[1], case[3])])
    lignes = [[Cellule() for _ in range(len(xs) - 1)] for _ in range(len(ys) - 1)]
    fusions = []
    for gauche, haut, droite, bas in cases:
        dedans = [
            mot for mot in mots if gauche <= mot.centre[0] < droite and haut <= mot.centre[1] < bas
        ]
        place = Plage(_rang(ys, haut), _rang(xs, gauche), _rang(ys, bas) - 1, _rang(xs, droite) - 1)
        if place.bas < place.haut or place.droite < place.gauche:
            continue
        if (place.haut, place.gauche) != (place.bas, place.droite):
            fusions.append(place)
        if dedans:
            marge = min(mot.gauche for mot in dedans) - gauche
            paragraphes = en_paragraphes(dedans, droite - max(marge, 1))
            cellule = lignes[place.haut][place.gauche]
            cellule.valeur = "\n".join(paragraphe.texte for paragraphe in paragraphes)
            cellule.lien = next((p.lien for p in paragraphes if p.lien), "")
    endroits = [f"{ici}, ligne {rang}" for rang in range(1, len(lignes) + 1)]
    boite = (xs[0], ys[0], xs[-1], ys[-1])
    return TableauPose(boite, xs, Quadrillage(lignes, endroits, fusions))


def _traits(places: Sequence[float]) -> list[float]:
    """Les traits distincts : deux presque au même endroit n'en font qu'un."""
    triees = sorted(places)
    return triees[:1] + [autre for un, autre in pairwise(triees) if autre - un > PROCHES]


def _rang(traits: Sequence[float], place: float) -> int:
    return min(range(len(traits)), key=lambda rang: abs(traits[rang] - place))
