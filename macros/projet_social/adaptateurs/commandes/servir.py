"""`projet-social servir` : voir le site chez soi, tel qu'il sera, pendant qu'on l'écrit."""

from __future__ import annotations

import argparse
import re

from ..mkdocs_lance import arret_avec_les_programmes
from ..mkdocs_lance import servir as lancer
from ..reglages_mkdocs import lire_les_reglages
from .refus import RefusDeCommande


def servir(choix: argparse.Namespace) -> int:
    """Sert le site jusqu'à Ctrl+C."""
    trouve = re.fullmatch(r"[\w.\-\[\]:]+:(\d{1,5})", choix.adresse)
    if not trouve or not 0 < int(trouve[1]) < 65536:
        raise RefusDeCommande(f"adresse « {choix.adresse} » ; écrire 127.0.0.1:8000")
    lire_les_reglages(choix.site)  # une faute s'y dit ici, en français
    try:
        with arret_avec_les_programmes():
            lancer(choix.site, choix.adresse)
    except KeyboardInterrupt:
        print("\nArrêté.")
    return 0
