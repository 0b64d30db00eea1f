"""Habiller une valeur neuve dans le style des fichiers de `data/`, pour que ruamel l'écrive.

Une clé par ligne, les identifiants entre crochets, les paragraphes derrière une barre, cent
signes par ligne : ce qu'une personne écrirait, et relirait sans peine dans un diff.
"""

from __future__ import annotations

import re
import textwrap
from itertools import accumulate
from typing import Any

from .arbre import Arbre
from .porte_yaml import (
    Apostrophes,
    Barre,
    GroupeEcrit,
    Guillemets,
    ListeEcrite,
    Plie,
    se_lit_comme_un_texte,
)

LARGEUR = 100
"""Signes d'une ligne, là où le texte peut se plier."""
PAIRES_EN_LIGNE = 3
"""Clés d'un groupe que l'on écrit encore entre accolades."""
LISIBLES = re.compile(
    r"[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
"""Les signes que YAML laisse tels quels hors des guillemets."""
TIRET = len("- ")
"""Ce qui précède un élément de liste : ses clés s'écrivent alors l'une sous l'autre."""
MOT = re.compile(r"[\w-]+")


def habiller_une_valeur(valeur: Arbre, colonne: int = 0, avant: int = 0, modele: Any = None) -> Any:
    """Une valeur prête à écrire.

    Args:
        colonne: le retrait de ce qui la contient, pour savoir où plier.
        avant: les signes déjà écrits sur sa ligne.
        modele: la valeur écrite qu'elle remplace, dont elle garde guillemets, barre ou crochets.
    """
    if isinstance(valeur, str):
        return _habiller_un_texte(valeur, colonne, avant, modele)
    ecrit: Any
    if isinstance(valeur, dict):
        ecrit = GroupeEcrit(
            (habiller_un_mot(cle), habiller_une_valeur(v, colonne + 2, len(cle) + 2))
            for cle, v in valeur.items()
        )
        court = len(valeur) <= PAIRES_EN_LIGNE and all(
            isinstance(v, str) and "\n" not in v for v in valeur.values()
        )
        signes = sum(len(cle) + len(v) + 4 for cle, v in valeur.items())
    else:
        ecrit = ListeEcrite(habiller_une_valeur(v, colonne + 2, TIRET) for v in valeur)
        court = all(isinstance(v, str) and MOT.fullmatch(v) for v in valeur)
        signes = sum(len(v) + 2 for v in valeur)
    flux = modele.fa.flow_style() if isinstance(modele, GroupeEcrit | ListeEcrite) else False
    if flux or (court and avant != TIRET and colonne + avant + signes <= LARGEUR):
        ecrit.fa.set_flow_style()
    return ecrit


def habiller_un_mot(mot: str) -> Any:
    """Un texte d'une ligne, entre guillemets si quelqu'un y lirait autre chose qu'un texte."""
    return mot if se_lit_comme_un_texte(mot) else Guillemets(mot)


def _habiller_un_texte(valeur: str, colonne: int, avant: int, modele: Any) -> Any:
    fin = "" if isinstance(modele, Barre | Plie) and not modele.endswith("\n") else "\n"
    if not LISIBLES.fullmatch(valeur):
        return Guillemets(valeur)
    if "\n" in valeur or isinstance(modele, Barre):
        return Barre(valeur + fin)
    if isinstance(modele, Apostrophes | Guillemets):
        return type(modele)(valeur)
    long = colonne + avant + len(valeur) > LARGEUR and " " in valeur
    if (long or isinstance(modele, Plie)) and "  " not in valeur:
        lignes = textwrap.wrap(
            valeur, LARGEUR - colonne - 2, break_long_words=False, break_on_hyphens=False
        )
        if " ".join(lignes) == valeur:
            plie = Plie(valeur + fin if isinstance(modele, Plie) else valeur)
            plie.fold_pos = [rang - 1 for rang in accumulate(len(li) + 1 for li in lignes[:-1])]
            return plie
    return habiller_un_mot(valeur)
