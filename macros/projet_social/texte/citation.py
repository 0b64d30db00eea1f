"""Citer sans danger ce qu'une personne a écrit : court, visible, et d'un seul tenant.

Un message cite une valeur pour qu'on la retrouve. Recopiée telle quelle, une valeur de cinq mille
signes noie ce qu'il faut faire, et un signe de contrôle ou de sens d'écriture change ce qu'on lit.
"""

from __future__ import annotations

import re

CITE_MAXIMUM = 120
"""Signes d'une citation, points de suspension compris."""
PHRASE_MAXIMUM = 600
"""Signes d'une phrase entière."""
CITATION = re.compile(r"« ([^«»]+) »")
INVISIBLE = "\N{REPLACEMENT CHARACTER}"
"""Ce qui montre la place d'un signe que l'on ne verrait pas."""
ESPACES = " \u00a0\u202f"


def rendre_citable(phrase: str) -> str:
    """La phrase, ses citations abrégées et ses signes invisibles montrés."""
    if len(phrase) <= CITE_MAXIMUM and phrase.isprintable():
        return phrase
    visible = "".join(map(_montrer, phrase))
    abregee = CITATION.sub(lambda vu: f"« {abreger(vu[1], CITE_MAXIMUM)} »", visible)
    return abreger(abregee, PHRASE_MAXIMUM)


def abreger(texte: str, maximum: int) -> str:
    """Le texte, coupé d'un point de suspension au-delà d'un nombre de signes."""
    return texte if len(texte) <= maximum else f"{texte[: maximum - 1]}…"


def _montrer(signe: str) -> str:
    if signe.isprintable() or signe in ESPACES:
        return signe
    return " " if signe.isspace() else INVISIBLE
