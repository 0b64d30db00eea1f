"""La commande `python -m tests.banc` : mesurer, imprimer, et garder un rapport si on le veut."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from .buts import GRAND, PETIT
from .en_donnees import lire_etiquettes
from .mesure import DEPOT
from .passage import Passage, passer, passer_le_depot
from .tableau import en_rapport, en_tableau


def principal() -> None:
    """Lance le banc ; aucun but manqué ne le fait échouer."""
    choix = _lire_la_commande()
    with tempfile.TemporaryDirectory(prefix="banc.") as provisoire:
        passages = _mesurer(choix, choix.dossier or Path(provisoire))
    print(en_tableau(passages))
    if choix.sortie:
        rapport = json.dumps(en_rapport(passages), ensure_ascii=False, indent=2)
        choix.sortie.write_text(rapport + "\n", encoding="utf-8")


def _lire_la_commande() -> argparse.Namespace:
    analyseur = argparse.ArgumentParser(prog="make banc", description=__doc__)
    analyseur.add_argument(
        "--tailles",
        nargs="+",
        type=int,
        default=[PETIT, GRAND],
        metavar="N",
        help="nombres de territoires des corpus inventés (défaut : 17 84)",
    )
    analyseur.add_argument(
        "--rapide",
        dest="tailles",
        action="store_const",
        const=[PETIT],
        help="le petit corpus seul",
    )
    analyseur.add_argument(
        "--sans-material", action="store_true", help="sans Material d'origine, long en grand"
    )
    analyseur.add_argument("--sortie", type=Path, help="fichier JSON où garder les mesures")
    analyseur.add_argument(
        "--dossier", type=Path, help="dossier vide où travailler, gardé à la fin (pour profiler)"
    )
    return analyseur.parse_args()


def _mesurer(choix: argparse.Namespace, dossier: Path) -> list[Passage]:
    def annoncer(quoi: str) -> None:
        print(f"… {quoi}", file=sys.stderr, flush=True)

    annoncer("ce site-ci")
    passages = [passer_le_depot(dossier / "depot", annoncer)]
    etiquettes = lire_etiquettes(DEPOT)
    for nombre in choix.tailles:
        annoncer(f"corpus inventé de {nombre} territoires")
        passages.append(
            passer(
                nombre,
                etiquettes,
                dossier / str(nombre),
                annoncer,
                material=not choix.sans_material,
            )
        )
    return passages


if __name__ == "__main__":
    principal()
