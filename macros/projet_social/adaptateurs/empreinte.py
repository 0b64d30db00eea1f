"""L'empreinte de ce dont un résultat dépend : fichiers, programme, bibliothèques, jour."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from .jour import VARIABLE_DU_JOUR

VARIABLES = "PROJET_SOCIAL_"
"""Le début du nom des variables d'environnement qui changent un site."""
VARIABLE_DE_PRODUCTION = "PROJET_SOCIAL_PRODUCTION"
"""Celle d'une construction de production : 1."""
VARIABLE_DE_LA_PART = "PROJET_SOCIAL_PART"
"""Celle qui dit quelle part on construit : ce qu'une part fait, une autre l'aurait fait de même."""
IGNORES = {"__pycache__", ".git"}
OCTETS = 16
ILLISIBLES = "surrogatepass"
"""Un chemin accentué, là où la langue du système est « C », tient des moitiés de signes."""


def empreinte_de(*morceaux: object) -> str:
    """L'empreinte d'une suite de textes, d'octets ou de valeurs simples."""
    empreinte = hashlib.blake2b(digest_size=OCTETS)
    for morceau in morceaux:
        octets = morceau if isinstance(morceau, bytes) else str(morceau).encode(errors=ILLISIBLES)
        empreinte.update(f"{len(octets)}\0".encode())
        empreinte.update(octets)
    return empreinte.hexdigest()


def empreinte_du_programme(**variables: str) -> str:
    """Le jour, Python, les bibliothèques installées et les variables d'environnement.

    Args:
        variables: valeurs qui l'emportent sur celles de l'environnement.
    """
    installes = sorted(n for n in os.listdir(sysconfig.get_path("purelib")) if n.endswith("-info"))
    reglees = {nom: valeur for nom, valeur in os.environ.items() if nom.startswith(VARIABLES)}
    reglees.pop(VARIABLE_DE_LA_PART, None)
    jour = os.environ.get(VARIABLE_DU_JOUR) or date.today().isoformat()
    contexte = [sys.version, jour, installes]
    return empreinte_de(json.dumps([*contexte, sorted((reglees | variables).items())]))


def empreinte_des_fichiers(chemins: Iterable[Path]) -> str:
    """Le nom et le contenu de fichiers et de dossiers entiers.

    Ce qui manque ou ne se lit pas compte aussi : c'est à la lecture de dire pourquoi, et il faudra
    construire quand cela se lira.
    """
    return empreinte_de(
        *(empreinte_de(fichier, *_contenu_lisible(fichier)) for fichier in fichiers_sous(chemins))
    )


def _contenu_lisible(fichier: Path) -> list[bytes]:
    """Le contenu d'un fichier ; rien s'il ne se lit pas (absent, lien rompu, droits)."""
    try:
        return [fichier.read_bytes()]
    except OSError:
        return []


def fichiers_sous(chemins: Iterable[Path]) -> Iterator[Path]:
    """Tous les fichiers, dans un ordre qui ne dépend pas du disque."""
    for chemin in chemins:
        if not chemin.is_dir():
            yield chemin
            continue
        for dossier, sous, noms in os.walk(chemin):
            sous[:] = sorted(nom for nom in sous if nom not in IGNORES)
            yield from (Path(dossier, nom) for nom in sorted(noms))
