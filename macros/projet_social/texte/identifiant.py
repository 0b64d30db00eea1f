"""Tirer d'un titre un identifiant stable et lisible."""

import re
from functools import lru_cache

from ..modele.accents import sans_accent

LONGUEUR = 60
"""Signes qu'un identifiant tiré d'un titre ne dépasse pas."""


@lru_cache(maxsize=2**15)
def identifiant_de(texte: str) -> str:
    """« Mettre en place des navettes » → `mettre-en-place-des-navettes`, 60 signes au plus."""
    mots = re.findall(r"[a-z0-9]+", sans_accent(texte).lower())
    identifiant = ""
    for mot in mots:
        if identifiant and len(identifiant) + len(mot) + 1 > LONGUEUR:
            break
        identifiant = f"{identifiant}-{mot}" if identifiant else mot[:LONGUEUR]
    return identifiant or "sans-titre"


def forme_commune(texte: str) -> str:
    """Le texte réduit à ses lettres et chiffres, pour comparer des formulations."""
    return " ".join(re.findall(r"[a-z0-9]+", sans_accent(texte).lower()))
