"""L'index de recherche : Pagefind lit le site construit et range ce que le lecteur chargera.

Le moteur est un programme livré par le paquet `pagefind-bin` ; rien n'est téléchargé. Il tient en
mémoire tous les mots de toutes les pages, 150 Ko pour chacune, et n'a pas de réglage pour l'éviter.
On ne lui donne donc que les pages que l'on cherche, et son allocateur (jemalloc) rend aussitôt ce
dont il n'a plus l'usage.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from ..pages.extrait import DOSSIER as EXTRAITS

ALLOCATEUR = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0"}
"""À 5 040 pages, un cinquième de la mémoire n'était que des restes ; le temps n'y perd rien."""
NOM_SIMPLE = re.compile(r"[\w.-]+")
"""Un nom sans signe que le motif de Pagefind lirait autrement."""


class RechercheImpossible(Exception):
    """Pagefind a refusé le site ; le message est le sien."""


def indexer(site: Path) -> None:
    """Écrit l'index de recherche dans `site/pagefind/`.

    Raises:
        RechercheImpossible: Pagefind a échoué.
    """
    commande = [sys.executable, "-m", "pagefind", "--site", str(site)]
    commande += ["--force-language", "fr", "--root-selector", "main", "--quiet"]
    commande += ["--glob", motif_des_pages(site)]
    fini = subprocess.run(
        commande, capture_output=True, text=True, check=False, env=os.environ | ALLOCATEUR
    )
    if fini.returncode:
        raise RechercheImpossible((fini.stderr or fini.stdout).strip())


def motif_des_pages(site: Path) -> str:
    """Les pages à lire : toutes, sauf les extraits à insérer ailleurs, aussi nombreux qu'elles."""
    dossiers = sorted(d.name for d in site.iterdir() if d.is_dir() and d.name + "/" != EXTRAITS)
    if not all(map(NOM_SIMPLE.fullmatch, dossiers)):
        return "**/*.html"  # un nom que le motif lirait mal : tout lire n'est que plus long
    return f"{{{','.join(['*.html', *(f'{dossier}/**/*.html' for dossier in dossiers)])}}}"
