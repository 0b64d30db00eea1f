"""Une case de niveau vide : la suite de l'axe du dessus, ou aucun axe ?

Là où l'axe est récrit sur chaque ligne, ou fusionné sur les siennes, un vide veut dire aucun. Là
où il n'est écrit qu'une fois, en tête de ses lignes, un vide le continue.
"""

from __future__ import annotations

from collections.abc import Sequence

from .grille import Grille


def niveaux_sans_suite(
    grille: Grille, lignes: Sequence[int], colonnes: Sequence[int], *, gabarit: bool
) -> set[int]:
    """Les colonnes de niveaux où une case vide veut dire aucun.

    Args:
        lignes: celles qui portent une action, de haut en bas.
        colonnes: les colonnes de niveaux, de la plus haute à la plus basse.
        gabarit: vrai si une ligne d'aide dit que c'est un gabarit à remplir case par case.
    """
    return {
        colonne
        for rang, colonne in enumerate(colonnes)
        if gabarit or _se_recrit(grille, lignes, colonnes[: rang + 1])
    }


def _se_recrit(grille: Grille, lignes: Sequence[int], colonnes: Sequence[int]) -> bool:
    colonne = colonnes[-1]
    courants = [""] * len(colonnes)
    vus: set[tuple[str, ...]] = set()
    precedent = ""
    for ligne in lignes:
        bloc = grille.bloc(ligne, colonne)
        if bloc is not None and bloc.bas > bloc.haut:
            return True
        ecrits = [grille.texte(ligne, c) for c in colonnes]
        for rang, ecrit in enumerate(ecrits):
            if ecrit:
                courants[rang:] = [ecrit, *[""] * (len(courants) - rang - 1)]
        if ecrits[-1]:
            if ecrits[-1] == precedent or tuple(courants) in vus:
                return True
            vus.add(tuple(courants))
        elif len(colonnes) == 1 and not vus:
            return True  # rien à continuer au-dessus : ici, un vide veut déjà dire aucun
        precedent = ecrits[-1]
    return False
