"""Une colonne d'intitulés sans nom : le plan s'y lit aux mots et aux numéros qui les ouvrent."""

from __future__ import annotations

from collections import Counter

from .entetes import ColonneLue, Entetes
from .grille import Grille
from .niveaux import Intitule, lire_intitule
from .noms_de_colonnes import Sens, Surete

SANS_NOM = "colonne sans nom"
PART = 0.6
"""Part des lignes qui doivent s'ouvrir par un mot de niveau ou un numéro composé."""
LIGNES_MINIMUM = 3
INTITULE_MAXIMUM = 300


def plan_sans_entetes(grille: Grille) -> Entetes | None:
    """Les en-têtes que n'écrit pas une feuille qui n'est qu'un plan, de haut en bas."""
    ouverts: dict[int, Intitule] = {}
    places: Counter[int] = Counter()
    lignes = [ligne for ligne in range(grille.hauteur) if grille.remplies(ligne)]
    for ligne in lignes:
        colonne = grille.remplies(ligne)[0]
        lu = lire_intitule(grille.texte(ligne, colonne))
        if (lu.mot is not None or lu.profondeur > 1) and len(lu.titre) <= INTITULE_MAXIMUM:
            ouverts[ligne] = lu
            places[colonne] += 1
    etages = {(lu.mot.mot if lu.mot else "", lu.profondeur) for lu in ouverts.values()}
    if len(ouverts) < LIGNES_MINIMUM or len(etages) < 2:
        return None
    premiere = min(ouverts)
    suite = [ligne for ligne in lignes if ligne >= premiere]
    if len(ouverts) < PART * len(suite):
        return None
    return Entetes(premiere, premiere - 1, [_colonne(rang) for rang in sorted(places)])


def nommer_les_intitules(grille: Grille, entetes: Entetes) -> None:
    """Donne son rôle à la colonne d'intitulés que les en-têtes laissent sans nom, à gauche."""
    if entetes.a_un_titre:
        return
    nommees = [colonne.rang for colonne in entetes.colonnes]
    lignes = [ligne for ligne in range(entetes.bas + 1, grille.hauteur) if grille.remplies(ligne)]
    libres = [
        rang
        for rang in range(min(nommees, default=0))
        if any(isinstance(grille.cellule(ligne, rang).valeur, str) for ligne in lignes)
    ]
    dites = sum(any(grille.texte(ligne, rang) for rang in libres) for ligne in lignes)
    if libres and dites >= PART * len(lignes):
        entetes.colonnes = [*map(_colonne, libres), *entetes.colonnes]


def _colonne(rang: int) -> ColonneLue:
    return ColonneLue(rang, (SANS_NOM,), Sens("titre", Surete.EXACTE))
