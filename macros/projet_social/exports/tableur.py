"""Du CSV qu'un tableur français ouvre d'un clic, et où rien ne peut passer pour une formule."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

DANGEREUX = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Premiers signes d'un texte qu'un tableur prendrait pour une formule."""
VRAI, FAUX = "oui", "non"
VIRGULE = ","
"""La marque décimale : un tableur français lit « 12.5 » comme une date."""


def cellule(valeur: object) -> str:
    """Le texte d'une cellule ; vide pour None, désamorcé s'il a l'air d'une formule.

    Un nombre n'est pas un texte : négatif, il reste un nombre.
    """
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return VRAI if valeur else FAUX
    if isinstance(valeur, int):
        return str(valeur)
    if isinstance(valeur, float):
        return format(Decimal(repr(valeur)), "f").replace(".", VIRGULE)
    texte = str(valeur)
    return f"'{texte}" if texte.startswith(DANGEREUX) else texte


def en_csv(colonnes: Sequence[str], lignes: Iterable[Sequence[object]]) -> bytes:
    """Écrit un tableau : UTF-8 avec marque, points-virgules, une ligne par rangée."""
    flux = io.StringIO()
    ecrivain = csv.writer(flux, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow(colonnes)
    ecrivain.writerows([cellule(valeur) for valeur in ligne] for ligne in lignes)
    return flux.getvalue().encode("utf-8-sig")
