"""La commande `python -m tests.banc` : mesurer, et dire ce qui a été mesuré.

Avec `--publier`, ce que fait `make banc`, elle garde les mesures et refait la page de `docs/`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .buts import GRAND, PETIT
from .en_donnees import lire_etiquettes
from .mesure import DEPOT, PROJET_SOCIAL, executer
from .page import ecrire_la_page, en_page
from .passage import TOURS, Annonce, passer, passer_le_depot
from .resultat import (
    RESULTATS,
    Construction,
    Releve,
    cette_machine,
    garder,
    reprendre_la_courbe,
    reprendre_le_releve,
)


def principal() -> None:
    """Lance le banc ; aucun but manqué ne le fait échouer."""
    choix = _lire_la_commande()
    if choix.page_seule:
        ecrire_la_page(reprendre_le_releve(), reprendre_la_courbe())
        return
    with tempfile.TemporaryDirectory(prefix="banc.") as provisoire:
        for releve in _mesurer(choix, choix.dossier or Path(provisoire)):
            if choix.publier:
                garder(releve, RESULTATS / "banc.json")
                ecrire_la_page(releve, reprendre_la_courbe())
    print(en_page(releve, []))


def _lire_la_commande() -> argparse.Namespace:
    analyseur = argparse.ArgumentParser(prog="python -m tests.banc", description=__doc__)
    analyseur.add_argument(
        "--tailles",
        nargs="+",
        type=int,
        default=[PETIT, GRAND],
        metavar="N",
        help="nombres de territoires des corpus inventés (défaut : 17 84)",
    )
    analyseur.add_argument(
        "--sans-les-autres", action="store_true", help="ce projet seul, long en grand"
    )
    analyseur.add_argument(
        "--publier", action="store_true", help="garde les mesures et refait la page de docs/"
    )
    analyseur.add_argument(
        "--page-seule", action="store_true", help="refait la page d'après les mesures gardées"
    )
    analyseur.add_argument(
        "--dossier", type=Path, help="dossier vide où travailler, gardé à la fin (pour profiler)"
    )
    return analyseur.parse_args()


def annoncer(quoi: str) -> None:
    """Dit où en est le banc, sans se mêler à ce qu'il imprime."""
    print(f"… {quoi}", file=sys.stderr, flush=True)


def _mesurer(choix: argparse.Namespace, dossier: Path) -> Iterator[Releve]:
    """Le relevé, après chaque corpus : un banc interrompu garde ce qu'il a mesuré."""
    aides = [executer([*PROJET_SOCIAL, "--help"])[0] for _ in range(TOURS)]
    aide = Construction("projet-social --help", aides)
    releve = Releve(cette_machine(), [], aide)
    releve.passages.append(passer_le_depot(dossier / "depot", _suivre("ce site-ci")))
    yield releve
    etiquettes = lire_etiquettes(DEPOT)
    for nombre in choix.tailles:
        suivre = _suivre(f"{nombre} territoires inventés")
        ou = dossier / str(nombre)
        autres = not choix.sans_les_autres
        releve.passages.append(passer(nombre, etiquettes, ou, suivre, autres=autres))
        yield releve


def _suivre(corpus: str) -> Annonce:
    return lambda quoi: annoncer(f"{corpus} : {quoi}")


if __name__ == "__main__":
    principal()
