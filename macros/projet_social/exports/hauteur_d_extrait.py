"""La hauteur d'un extrait, calculée à la construction : son cadre n'a besoin d'aucun script.

Un cadre étranger ne connaît pas ce qu'il montre. On compte les lignes à deux largeurs, celle d'un
téléphone et celle d'une colonne de texte ; entre les deux, une droite passe au-dessus de la vraie
hauteur, qui décroît comme l'inverse de la largeur. Les mesures sont celles de `STYLE_DES_EXTRAITS`.
"""

from __future__ import annotations

from math import ceil

from .extraits import Extrait, LignesCitees, MatriceCitee

TELEPHONE, ORDINATEUR = 320, 672
"""Largeurs du cadre, en pixels."""
MARGES, INTERLIGNE = 32, 25
SIGNE, SIGNE_DE_TITRE, SIGNE_DE_TETE = 8.6, 13.0, 8.0
"""Largeur d'un signe, un peu plus que la moyenne : une ligne ne se remplit jamais."""
RANGEE = 36


def hauteurs_de(extrait: Extrait) -> tuple[int, int]:
    """La hauteur de l'extrait sur un téléphone, puis sur un ordinateur, en pixels."""
    return _hauteur(extrait, TELEPHONE), _hauteur(extrait, ORDINATEUR)


def style_du_cadre(extrait: Extrait) -> str:
    """Le style d'un cadre qui prend la hauteur de ce qu'il montre, selon la largeur de l'écran."""
    haut, bas = hauteurs_de(extrait)
    pente = (haut - bas) / (ORDINATEUR - TELEPHONE)
    milieu = f"calc({haut}px - (100vw - 360px)*{pente:.2f})"
    return f"border:0;height:clamp({bas}px,{milieu},{haut}px)"


def _hauteur(extrait: Extrait, largeur: int) -> int:
    utile = largeur - MARGES
    total = MARGES + 30 + 12 + 29 * _lignes(extrait.titre, utile, SIGNE_DE_TITRE)
    total += sum(_paragraphe(phrase, utile) for phrase in extrait.phrases)
    if extrait.faits:
        total += 20 + sum(30 + INTERLIGNE * _lignes(dit, utile) for _, dit in extrait.faits)
    if extrait.frise and len(extrait.frise.reperes) > 1:
        total += 62 + 22 * extrait.frise.rangs
    total += sum(_groupe(groupe, utile) for groupe in extrait.groupes)
    total += _matrice(extrait.matrice, utile) if extrait.matrice else 0
    return total + 30 + 2 * INTERLIGNE + (INTERLIGNE if largeur == TELEPHONE else 0)


def _groupe(groupe: LignesCitees, utile: int) -> int:
    titre = 32 + 22 * _lignes(groupe.titre, utile, 10)
    dits = [f"{numero} · {titre_}" for numero, titre_, _ in groupe.lignes]
    dits += ["de plus"] if groupe.tues else []
    return titre + sum(5 + INTERLIGNE * _lignes(dit, utile - 20) for dit in dits)


def _matrice(matrice: MatriceCitee, utile: int) -> int:
    legende = sum(len(dit) + 6 for _, dit in matrice.legende) + 30
    tetes = max((len(nom) for nom, _ in matrice.themes), default=0)
    noms = (_lignes(nom, 112) for nom, _, _ in matrice.rangees)
    rangees = sum(RANGEE + (n - 1) * 22 for n in noms)
    return _paragraphe("x" * legende, utile) + 45 + ceil(tetes * SIGNE_DE_TETE) + 14 + rangees + 18


def _paragraphe(texte: str, utile: int) -> int:
    return 7 + INTERLIGNE * _lignes(texte, utile)


def _lignes(texte: str, utile: int, signe: float = SIGNE) -> int:
    return max(1, ceil(len(texte) * signe / utile))
