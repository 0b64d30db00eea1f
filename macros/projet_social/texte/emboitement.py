"""Faire tenir plusieurs corps de page dans un seul : leurs ancres, leurs repères, leurs titres."""

from __future__ import annotations

import re

ANCRE = re.compile(r'(?<=\sid=")([^"]+)(?=")')
RENVOI = re.compile(
    r'(\s(?:aria-labelledby|aria-describedby|aria-controls|for|headers)=")([^"]+)(")'
)
LIEN_INTERNE = re.compile(r'(\shref="#)([^"]+)(")')
TITRE = re.compile(r"(</?h)([1-6])(?=[\s>])")
RANG_MAXIMUM = 6


def emboiter_un_corps(corps: str, prefixe: str, descendre: int = 0) -> str:
    """Un corps dont les ancres prennent un préfixe, et dont les titres descendent.

    Ses repères deviennent de simples groupes : dix tableaux de même nom ne se distingueraient pas.

    Un lien vers une ancre qui n'est pas de ce corps mène toujours où il menait.

    Args:
        corps: ce que rend une macro.
        prefixe: mis devant chaque ancre, pour qu'aucune ne soit deux fois dans la page ; vide, les
            ancres restent.
        descendre: de combien de rangs descendent les titres ; négatif, ils montent.
    """
    siennes, debut = set(ANCRE.findall(corps)), f"{prefixe}-" if prefixe else ""

    def prefixer(ancres: str) -> str:
        return " ".join(f"{debut}{a}" if a in siennes else a for a in ancres.split())

    corps = ANCRE.sub(lambda ancre: f"{debut}{ancre[1]}", corps)
    for motif in (RENVOI, LIEN_INTERNE):
        corps = motif.sub(lambda lu: f"{lu[1]}{prefixer(lu[2])}{lu[3]}", corps)
    corps = corps.replace('role="region"', 'role="group"')
    return TITRE.sub(lambda lu: f"{lu[1]}{min(RANG_MAXIMUM, int(lu[2]) + descendre)}", corps)
