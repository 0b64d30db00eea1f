"""Où sont les fichiers du thème, dans les sources comme dans le paquet installé."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import rjsmin

PAQUET = Path(__file__).parent.parent
DOSSIER_DU_THEME = (
    PAQUET / "overrides" if (PAQUET / "overrides").is_dir() else PAQUET.parents[1] / "overrides"
)
"""Le thème du projet : dans la roue, sinon à la racine du dépôt."""


def feuille_de_material(dossiers: Iterable[str]) -> str:
    """L'adresse de la feuille de style de Material, dont le nom porte une empreinte.

    Raises:
        FileNotFoundError: Material n'est pas parmi les dossiers du thème.
    """
    for dossier in dossiers:
        for feuille in sorted(Path(dossier).glob("assets/stylesheets/main.*.min.css")):
            return feuille.relative_to(dossier).as_posix()
    raise FileNotFoundError("feuille de style de Material introuvable")


@cache
def version_des_fichiers() -> str:
    """Une empreinte des styles et scripts, pour que les navigateurs voient leurs changements."""
    empreinte = hashlib.blake2b(digest_size=4)
    for fichier in sorted((DOSSIER_DU_THEME / "assets").rglob("*.*")):
        empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()


@cache
def scripts_alleges() -> dict[str, str]:
    """Les scripts du thème, sans commentaires ni retraits, par adresse publiée."""
    return {
        f"assets/{script.name}": rjsmin.jsmin(script.read_text(encoding="utf-8"))
        for script in sorted((DOSSIER_DU_THEME / "assets").glob("*.js"))
    }


def peser(fichiers: Mapping[str, bytes]) -> list[tuple[str, int, int]]:
    """Le nom, les octets et les octets compressés de chaque fichier, par nom."""
    return sorted(
        (adresse.rpartition("/")[2], len(contenu), len(gzip.compress(contenu, mtime=0)))
        for adresse, contenu in fichiers.items()
    )
