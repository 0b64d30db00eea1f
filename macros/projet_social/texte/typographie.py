"""La typographie française, appliquée au texte qui s'affiche et jamais aux données.

Espaces insécables devant les signes doubles et dans les nombres, apostrophe courbe, points de
suspension en un seul signe.
"""

import re
from functools import lru_cache

INSECABLE = "\u00a0"
FINE = "\u202f"
KILO = 1000
"""Ce que compte un préfixe d'unité : un Ko fait mille octets, un Kio 1 024."""
REGLES = (
    (re.compile(r" (?=[;!?](?:\s|$|[)»”]))(?<=\S )"), FINE),
    (re.compile(r" (?=[:»](?:\s|$|[.,;)»]))(?<=\S )"), INSECABLE),
    (re.compile(r"«[ \u00a0\u202f]?"), f"«{INSECABLE}"),
    (re.compile(r"»(?<=[^\s\u00a0]»)"), f"{INSECABLE}»"),
    (re.compile(r" (?=\d{3}(?!\d))(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d{3} ))"), FINE),
    (re.compile(r" (?=[%€])(?<=\d )"), INSECABLE),
    (re.compile(r" (?<=[nN]° )"), INSECABLE),
    (re.compile(r"'(?=[\w«“\"(…]|\.\.\.|$)(?<=\w')"), "’"),
    (re.compile(r"\.\.\.(?![./\\])(?<![./\\]\.\.\.)"), "…"),
)
"""Chaque expression commence par son signe : sinon `re` l'essaierait à chaque position."""
ACCIDENTS = re.compile(r"[';:!?«»%€°]|\d \d|\.\.\.")
"""Ce sans quoi aucune règle ne s'applique : la plupart des textes passent sans rien payer."""


@lru_cache(maxsize=1 << 13)
def typographier(texte: str) -> str:
    """Pose les espaces insécables, apostrophes et points de suspension d'un texte français."""
    if not ACCIDENTS.search(texte):
        return texte
    for motif, remplacement in REGLES:
        texte = motif.sub(remplacement, texte)
    return texte


def nombre_ecrit(nombre: float) -> str:
    """Écrit un nombre : 40 239 (espace fine), 12,5."""
    entier = int(nombre)
    if entier == nombre:
        return f"{entier:,}".replace(",", FINE)
    decimales = f"{nombre:,.10f}".rstrip("0")  # jamais 1e-07, ni 0,30000000000000004
    return decimales.replace(",", FINE).replace(".", ",")


def accorder(nombre: int, singulier: str, pluriel: str | None = None) -> str:
    """« 1 action », « 25 actions », « 0 action »."""
    mot = (pluriel or f"{singulier}s") if nombre > 1 else singulier
    return f"{nombre_ecrit(nombre)} {mot}"


def poids_ecrit(octets: int) -> str:
    """Écrit un poids : 812 octets, 42 Ko, 1,7 Mo."""
    if octets < KILO:
        return f"{octets}{INSECABLE}octets"
    if (ko := round(octets / KILO)) < KILO:
        return f"{ko}{INSECABLE}Ko"
    return f"{nombre_ecrit(round(octets / KILO**2, 1))}{INSECABLE}Mo"
