"""Les noms de champs d'une fiche verticale : où ils sont, et ce qu'ils désignent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .entetes import ColonneLue, Dites
from .grille import Grille
from .noms_de_colonnes import (
    LONGUEUR_D_UN_NOM,
    PERIODE,
    Sens,
    cle_de_colonne,
    sens_dit,
    sens_du_nom,
)

CHAMPS_MINIMUM = 4
"""Noms de champs différents sans lesquels une feuille n'est pas une fiche."""
LIGNES_DE_FICHES = 2000
"""Lignes que l'on regarde pour savoir si une feuille est faite de fiches."""
NOM_ET_VALEUR = re.compile(r"([^:\n]{2,60}?)\s*:\s*(\S.*)", re.S)


def champs_en_colonne(grille: Grille, dites: Dites) -> tuple[int, list[int]]:
    """Combien de champs différents la feuille nomme de haut en bas, et dans quelles colonnes."""
    champs: dict[int, set[str]] = {}
    for ligne in range(min(grille.hauteur, LIGNES_DE_FICHES)):
        for colonne in grille.remplies(ligne):
            sens = sens_du_libelle(grille.texte(ligne, colonne), dites, approcher=False)
            if sens.champ:
                champs.setdefault(colonne, set()).add(sens.champ)
    if not champs:
        return 0, []
    principale = max(champs, key=lambda c: (len(champs[c]), -c))
    retenues = [c for c, noms in sorted(champs.items()) if c == principale or len(noms) > 1]
    return len(champs[principale]), retenues


def noms_de_champs(grille: Grille, colonnes: Sequence[int], dites: Dites) -> list[ColonneLue]:
    """Les noms de champs reconnus dans ces colonnes, chacun une fois, avec un exemple."""
    trouves: dict[str, ColonneLue] = {}
    for ligne in range(grille.hauteur):
        for colonne in (c for c in grille.remplies(ligne) if c in colonnes):
            nom = " ".join(grille.texte(ligne, colonne).split()).rstrip(" :")
            sens = sens_du_libelle(nom, dites, approcher=False)
            if sens.champ:
                champ = trouves.setdefault(nom, ColonneLue(colonne, (nom,), sens))
                a_droite = grille.texte(ligne, colonne + 1)
                if a_droite and not champ.exemples:
                    champ.exemples.append(" ".join(a_droite.split()))
    return list(trouves.values())


def sens_du_libelle(texte: str, dites: Dites, *, approcher: bool = True) -> Sens:
    """Le sens d'une cellule prise pour un nom de champ ; vide si elle n'en est pas un."""
    nu = texte.strip().rstrip(":").strip()
    if not nu or len(nu) > LONGUEUR_D_UN_NOM or "\n" in nu:
        return Sens()
    if (champ := dites.get(cle_de_colonne(nu))) is not None:
        return sens_dit(champ, (nu,))
    sens = sens_du_nom((nu,), approcher=approcher)
    return Sens() if sens.champ == PERIODE else sens
