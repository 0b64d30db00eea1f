"""Où sont les fichiers du thème, dans les sources comme dans le paquet installé."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import rjsmin

from .feuilles.analyse import ecrire_la_feuille, lire_la_feuille
from .feuilles.material import FeuilleDeMaterial
from .police import PoliceDesPages

PAQUET = Path(__file__).parent.parent
DOSSIER_DU_THEME = (
    PAQUET / "overrides" if (PAQUET / "overrides").is_dir() else PAQUET.parents[1] / "overrides"
)
"""Le thème du projet : dans la roue, sinon à la racine du dépôt."""


PESES = (".css", ".js", ".woff2")
FEUILLE_DU_SITE = "assets/projet-social.css"
SCRIPTS = {
    "filtre.js": ("data-filtre=", "data-colonnes="),
    "tri.js": ("data-triable",),
    "comparer.js": ("data-comparer",),
    "recherche.js": ("data-vocabulaire=",),
    "communes.js": (" data-communes=",),
    "communes-proposees.js": ("data-propositions",),
}
"""Chaque script, et ce qui l'appelle dans une page : les autres ne le chargent pas."""


def scripts_de(corps: str) -> list[str]:
    """Les scripts dont une page a l'usage, d'après son corps."""
    return [script for script, appels in SCRIPTS.items() if any(a in corps for a in appels)]


def superflus(fichiers: Iterable[Any], dossiers: Sequence[str], maison: str | None) -> list[Any]:
    """Ce qui ne se publie pas tel quel : tout Material, et les morceaux de notre feuille.


    Args:
        fichiers: les fichiers du site, vus par MkDocs.
        dossiers: dossiers du thème, les nôtres compris.
        maison: celui que le site règle lui-même (`custom_dir`).
    """
    de_material = {*dossiers} - {str(DOSSIER_DU_THEME), maison}
    return [
        f
        for f in fichiers
        if f.src_dir in de_material
        or (f.src_dir == str(DOSSIER_DU_THEME) and f.src_uri.startswith("habit/"))
    ]


def version_des_fichiers(fichiers: Iterable[Any]) -> str:
    """Une empreinte des styles et scripts, pour que les navigateurs voient leurs changements.

    Args:
        fichiers: les fichiers du site, vus par MkDocs.
    """
    empreinte = hashlib.blake2b(digest_size=4)
    for fichier in sorted(fichiers, key=lambda f: str(f.src_uri)):
        if fichier.src_uri.endswith(PESES):
            empreinte.update(fichier.content_bytes)
    return empreinte.hexdigest()


MODULE = re.compile(r'(?<=")\./[\w-]+\.js(?=")')
"""L'adresse d'un module, dans l'import d'un script voisin."""


@cache
def version_des_scripts(theme: Path) -> str:
    """L'empreinte des scripts du thème : ce qu'un module importe porte celle de tous."""
    empreinte = hashlib.blake2b(digest_size=4)
    for script in sorted((theme / "assets").glob("*.js")):
        empreinte.update(script.read_bytes())
    return empreinte.hexdigest()


def alleger_le_script(script: str, version: str) -> str:
    """Un script sans commentaires ni retraits ; les modules qu'il importe portent l'empreinte.

    Sans elle, un navigateur mêlerait un module gardé de la fois d'avant à ceux d'aujourd'hui.
    """
    return MODULE.sub(lambda vu: f"{vu[0]}?v={version}", str(rjsmin.jsmin(script)))


def fichiers_alleges(theme: Path = DOSSIER_DU_THEME) -> dict[str, str]:
    """Les styles et scripts du thème, sans commentaires ni retraits, par adresse publiée.

    Les feuilles de `habit/`, une par pièce, se suivent par nom dans celle du site ; une faute de
    l'une n'emporte pas la suivante.
    """
    version = version_des_scripts(theme)
    alleges = {
        f"assets/{script.name}": alleger_le_script(script.read_text(encoding="utf-8"), version)
        for script in sorted((theme / "assets").glob("*.js"))
    }
    habit = [
        ecrire_la_feuille(lire_la_feuille(feuille.read_text(encoding="utf-8")))
        for feuille in sorted((theme / "habit").glob("*.css"))
    ]
    return alleges | {FEUILLE_DU_SITE: "".join(habit)}


def fichiers_communs(police: PoliceDesPages | None) -> dict[str, str | bytes]:
    """Ce que les pages se partagent, par adresse publiée ; la police en tête de la feuille."""
    alleges = fichiers_alleges()
    if police is None:
        return dict(alleges)
    alleges[FEUILLE_DU_SITE] = police.feuille + alleges[FEUILLE_DU_SITE]
    return alleges | police.fichiers


def peser(fichiers: Iterable[Any]) -> list[tuple[str, int, int]]:
    """Le nom, les octets et les octets compressés des styles, des scripts et de la police, par nom.

    La feuille de Material n'y est pas : elle se réduit une fois les pages construites.

    Args:
        fichiers: les fichiers du site, vus par MkDocs.
    """
    return sorted(
        (f.src_uri.rpartition("/")[2], len(octets), len(gzip.compress(octets, mtime=0)))
        for f in fichiers
        if f.src_uri.endswith(PESES) and f.src_uri != FeuilleDeMaterial.fichier
        for octets in (f.content_bytes,)
    )
