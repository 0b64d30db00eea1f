"""Un verrou (versions exactes et empreintes) réduit à ce que demande un site.

Le paquet porte celui du dépôt, où chaque bibliothèque dit qui l'appelle. Suivre ces renvois donne
ce qu'il faut installer pour tous les systèmes et toutes les versions de Python à la fois : la
machine qui fige n'a pas à ressembler à celle qui installera. Une bibliothèque peut y être deux
fois, selon la version de Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

BLOC = re.compile(r"^(?=[a-z0-9])", re.MULTILINE)
"""Le début d'une bibliothèque dans le verrou ; ses empreintes et ses renvois sont en retrait."""
NOM = re.compile(r"[a-z0-9._-]+")
RENVOI = re.compile(r"^    #(?: via)? +([a-z0-9._-]+)", re.MULTILINE)
"""Une ligne « # via mkdocs », ou l'une de celles qui suivent un « # via » seul."""


def restreindre_le_verrou(verrou: str, demandes: Iterable[str]) -> str:
    """Les lignes du verrou pour ce qui est demandé, et tout ce dont cela dépend.

    Args:
        verrou: le verrou entier, avec ses renvois.

    Raises:
        KeyError: une bibliothèque demandée n'y est pas.
    """
    blocs = list(_decouper(verrou))
    appeles: dict[str, list[str]] = {nom: [] for nom, _ in blocs}
    for nom, bloc in blocs:
        for appelant in RENVOI.findall(bloc):
            appeles.setdefault(appelant, []).append(nom)
    gardes: set[str] = set()
    restants = list(demandes)
    while restants:
        nom = restants.pop()
        if nom not in gardes:
            gardes.add(nom)
            restants += appeles[nom]
    return "".join(_sans_renvois(bloc) for nom, bloc in blocs if nom in gardes)


def normaliser(nom: str) -> str:
    """Le nom d'une bibliothèque tel que le verrou l'écrit : « Ruamel.YAML » → « ruamel-yaml »."""
    return re.sub(r"[-_.]+", "-", nom).lower()


def _decouper(verrou: str) -> Iterator[tuple[str, str]]:
    for bloc in BLOC.split(verrou):
        if trouve := NOM.match(bloc):
            yield normaliser(trouve[0]), bloc


def _sans_renvois(bloc: str) -> str:
    lignes = (ligne for ligne in bloc.splitlines() if not ligne.lstrip().startswith("#"))
    return "".join(f"{ligne}\n" for ligne in lignes if ligne.strip())
