"""`projet-social servir` : voir le site chez soi, tel qu'il sera, pendant qu'on l'écrit."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from ..mkdocs_lance import servir as lancer
from .registre import RefusDeCommande, commande


def _arguments(analyseur: argparse.ArgumentParser) -> None:
    analyseur.add_argument(
        "site", type=Path, nargs="?", default=Path(), help="dossier du site (défaut : ici)"
    )
    analyseur.add_argument(
        "--adresse",
        default="127.0.0.1:8000",
        metavar="HOTE:PORT",
        help="où servir (défaut : 127.0.0.1:8000)",
    )


@commande(
    "servir",
    "montre le site dans le navigateur et le refait à chaque changement",
    "projet-social servir",
    "projet-social servir --adresse 127.0.0.1:8001",
    arguments=_arguments,
)
def servir(choix: argparse.Namespace) -> int:
    """Sert le site jusqu'à Ctrl+C."""
    trouve = re.fullmatch(r"[\w.\-\[\]:]+:(\d{1,5})", choix.adresse)
    if not trouve or not 0 < int(trouve[1]) < 65536:
        raise RefusDeCommande(f"adresse « {choix.adresse} » ; écrire 127.0.0.1:8000")
    print(f"Ouvrir http://{choix.adresse}/ dans le navigateur ; Ctrl+C pour arrêter.", flush=True)
    try:
        lancer(choix.site, choix.adresse)
    except KeyboardInterrupt:
        print("\nArrêté.")
    return 0
