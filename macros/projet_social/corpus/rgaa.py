"""Les 106 critères du RGAA 4.1.2, pour chacun qui en décide et combien de tests le regardent.

Titres : `criteres.json` du référentiel (Direction interministérielle du numérique, Licence
Ouverte 2.0), liens vers le glossaire retirés. Un mode ou un test n'est jamais un verdict : seul
un audit en rend un. Les noms des tests sont avec eux, dans `tests/preuves_rgaa.csv`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from ..modele.vocabulaire import ModeDeControle

FICHIER = Path(__file__).with_name("rgaa.csv")
MODES = {mode.value: mode for mode in ModeDeControle}


@dataclass(frozen=True, slots=True)
class Critere:
    """Un critère du référentiel.

    Attributes:
        titre: son titre, mot pour mot.
        mode: qui peut en décider sur un site de cette sorte.
        tests: combien de tests le regardent, en tout ou en partie.
        motif: ce qui reste à juger, ou pourquoi il est sans objet.
    """

    numero: str
    theme: str
    titre: str
    mode: ModeDeControle
    tests: int
    motif: str


@cache
def criteres() -> tuple[Critere, ...]:
    """Les critères, dans l'ordre du référentiel."""
    with FICHIER.open(encoding="utf-8", newline="") as flux:
        return tuple(
            Critere(
                ligne["numero"],
                ligne["theme"],
                ligne["titre"],
                MODES[ligne["mode"]],
                int(ligne["tests"] or 0),
                ligne["motif"],
            )
            for ligne in csv.DictReader(flux)
        )


def criteres_par_theme() -> list[tuple[str, list[Critere]]]:
    """Les thèmes du référentiel et leurs critères, dans l'ordre."""
    return [(theme, list(groupe)) for theme, groupe in groupby(criteres(), key=lambda c: c.theme)]
