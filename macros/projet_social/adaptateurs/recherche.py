"""L'index de recherche : Pagefind lit le site construit et range ce que le lecteur chargera.

Le moteur est un programme livré par le paquet `pagefind-bin` ; rien n'est téléchargé.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class RechercheImpossible(Exception):
    """Pagefind a refusé le site ; le message est le sien."""


def indexer(site: Path) -> None:
    """Écrit l'index de recherche dans `site/pagefind/`.

    Raises:
        RechercheImpossible: Pagefind a échoué.
    """
    commande = [sys.executable, "-m", "pagefind", "--site", str(site)]
    commande += ["--force-language", "fr", "--root-selector", "main", "--quiet"]
    fini = subprocess.run(commande, capture_output=True, text=True, check=False)
    if fini.returncode:
        raise RechercheImpossible((fini.stderr or fini.stdout).strip())
