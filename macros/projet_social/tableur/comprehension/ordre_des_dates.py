"""12/14/20 : le jour ou le mois d'abord ? Une colonne entière le dit, une date seule rarement."""

from __future__ import annotations

import re
from collections.abc import Iterable

CHIFFREE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: 0{1,2}:00(?::00)?)?")
DOUZE = 12
"""Le dernier mois : au-delà, un nombre est un jour."""


def mois_d_abord(textes: Iterable[str]) -> bool | None:
    """Vrai ou faux si une date de la colonne le prouve ; None si rien ne le dit.

    Quand deux dates se contredisent, le jour reste d'abord, comme on l'écrit en français.
    """
    preuve: bool | None = None
    for texte in textes:
        if (lue := CHIFFREE.fullmatch(texte.strip())) is None:
            continue
        premier, second = int(lue[1]), int(lue[3])
        if premier > DOUZE >= second:
            return False
        if second > DOUZE >= premier:
            preuve = True
    return preuve


def est_ambigue(texte: str) -> bool:
    """Vrai pour une date à l'année courte, où le jour et le mois peuvent s'échanger."""
    lue = CHIFFREE.fullmatch(texte.strip())
    return lue is not None and len(lue[4]) == 2 and max(int(lue[1]), int(lue[3])) <= DOUZE


def remettre_en_ordre(texte: str, mois_devant: bool) -> str:
    """Une date chiffrée en AAAA-MM-JJ ; tout autre texte, tel quel.

    Une date que l'ordre de sa colonne rend impossible se lit dans l'autre ordre.
    """
    if (lue := CHIFFREE.fullmatch(texte.strip())) is None:
        return texte
    premier, second = int(lue[1]), int(lue[3])
    if not mois_devant and second <= DOUZE and len(lue[4]) > 2:
        return texte  # JJ/MM/AAAA : le modèle le lit tel quel
    mois, jour = (premier, second) if mois_devant else (second, premier)
    if mois > DOUZE >= jour:
        mois, jour = jour, mois
    annee = lue[4] if len(lue[4]) > 2 else f"20{lue[4]}"
    return f"{annee}-{mois:02d}-{jour:02d}"
