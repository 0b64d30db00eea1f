"""Le rapport à Material en moins d'une minute : `make banc-rapide`.

Mille pages inventées, construites tour à tour par Material avec prune et macros et par ce projet,
aux réglages d'un site neuf, tant qu'il reste du temps.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from .buts import CONTRE, PETIT
from .concurrents import Concurrent, material, sur_corpus_invente
from .corpus import TerritoireInvente, inventer
from .en_donnees import lire_etiquettes
from .mesure import DEPOT, executer
from .resultat import AVEC_MACROS, Construction
from .tableaux import ecrire_nombre

SECONDES = 50.0
"""Ce que prennent les constructions, au plus, si la première paire ne le dépasse pas déjà."""


def principal() -> None:
    """Mesure, puis imprime une ligne par programme et leur rapport."""
    with tempfile.TemporaryDirectory(prefix="banc.") as provisoire:
        concurrents = _preparer(Path(provisoire))
        nous, lui = alterner_jusqu_a(concurrents, SECONDES)
    for construction in (nous, lui):
        print(
            f"{construction.nom} : {ecrire_nombre(construction.cpu)} s de processeur "
            f"(médiane {ecrire_nombre(construction.cpu_median)}), "
            f"{len(construction.mesures)} constructions"
        )
    au_moins, vise = next(c[2:] for c in CONTRE if c[:2] == (AVEC_MACROS, PETIT))
    print(
        f"rapport : {ecrire_nombre(nous.cpu / lui.cpu)} "
        f"(au moins ≤ {ecrire_nombre(au_moins)}, visé ≤ {ecrire_nombre(vise)})"
    )


def _preparer(dossier: Path) -> list[Concurrent]:
    etiquettes = lire_etiquettes(DEPOT)

    def territoires() -> Iterable[TerritoireInvente]:
        return inventer(PETIT, etiquettes)

    nous = sur_corpus_invente(territoires, dossier / "projet")[0]
    return [nous, material(AVEC_MACROS, territoires, dossier / "macros")]


def alterner_jusqu_a(
    concurrents: list[Concurrent],
    secondes: float,
    horloge: Callable[[], float] = time.monotonic,
) -> list[Construction]:
    """Construit chacun tour à tour ; pas de tour de plus s'il devait dépasser ces secondes."""
    construits = [Construction(concurrent.nom) for concurrent in concurrents]
    depart = horloge()
    passe = tour = 0.0
    while passe + tour <= secondes:
        for concurrent, construction in zip(concurrents, construits, strict=True):
            concurrent.preparer()
            mesure, _ = executer(concurrent.commande, concurrent.dossier)
            construction.mesures.append(mesure)
        tour = horloge() - depart - passe
        passe += tour
    return construits


if __name__ == "__main__":
    principal()
