"""La courbe de croissance : `python -m tests.banc.courbe 17 84 334 1250`.

Chaque taille est un corpus de vraies intercommunalités et de plans inventés, construit une fois aux
réglages d'un site neuf. Le résultat est gardé, un fichier par taille, et la page refaite aussitôt :
on peut mesurer les grandes tailles un autre jour. Le corpus et son site sont effacés.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .concurrents import Concurrent, sur_corpus_invente
from .en_donnees import lire_etiquettes
from .mesure import DEPOT, executer, peser
from .officiels import inventer_pour_la_france
from .page import ecrire_la_page
from .premiere_recherche import peser_la_premiere_recherche
from .resultat import (
    RESULTATS,
    Point,
    cette_machine,
    garder,
    reprendre_la_courbe,
    reprendre_le_releve,
)


def principal() -> None:
    """Mesure les tailles demandées, l'une après l'autre."""
    analyseur = argparse.ArgumentParser(prog="python -m tests.banc.courbe", description=__doc__)
    analyseur.add_argument("tailles", nargs="+", type=int, metavar="N", help="territoires")
    analyseur.add_argument("--dossier", type=Path, help="où travailler (défaut : un dossier neuf)")
    choix = analyseur.parse_args()
    for nombre in choix.tailles:
        print(f"… {nombre} territoires", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="banc.", dir=choix.dossier) as provisoire:
            point = mesurer(nombre, Path(provisoire))
        garder(point, RESULTATS / f"courbe-{nombre}.json")
        ecrire_la_page(reprendre_le_releve(), reprendre_la_courbe())


def mesurer(nombre: int, dossier: Path) -> Point:
    """Construit une taille, et la pèse."""
    etiquettes = lire_etiquettes(DEPOT)
    concurrent: Concurrent = sur_corpus_invente(
        lambda: inventer_pour_la_france(nombre, etiquettes), dossier
    )[0]
    mesure, _ = executer(concurrent.commande, dossier)
    return Point(
        territoires=nombre,
        machine=cette_machine(),
        mesure=mesure,
        poids=peser(concurrent.site),
        premiere_recherche=peser_la_premiere_recherche(concurrent.site),
        corpus=sum(1 for _ in (dossier / "data").rglob("*.yml")),
    )


if __name__ == "__main__":
    principal()
