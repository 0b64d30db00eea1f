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
    "comparer.js": ("data-comparer=",),
    "recherche.js": ("data-recherche",),
}
"""Chaque script, et ce qui l'appelle dans une page : les autres ne le chargent pas."""


def scripts_de(corps: str) -> list[str]:
    """Les scripts dont une page a l'usage, d'après son corps."""
    return [script for script, appels in SCRIPTS.items() if any(a in corps for a in appels)]


def trouver_la_feuille(dossiers: Iterable[str], nom: str) -> Path:
    """Une feuille de style de Material (`main`, `palette`), dont le nom porte une empreinte.

    Raises:
        FileNotFoundError: Material n'est pas parmi les dossiers du thème.
    """
    for dossier in dossiers:
        for feuille in sorted(Path(dossier).glob(f"assets/stylesheets/{nom}.*.min.css")):
            return feuille
    raise FileNotFoundError(f"feuille de style « {nom} » de Material introuvable")


def feuille_de_material(dossiers: Iterable[str]) -> str:
    """L'adresse de la feuille de style que le site garde de Material."""
    return f"assets/stylesheets/{trouver_la_feuille(dossiers, 'main').name}"


def superflus(fichiers: Iterable[Any], dossiers: Sequence[str], maison: str | None) -> list[Any]:
    """Ce qui ne se publie pas : tout Material, sauf sa feuille ; les morceaux de la nôtre.

    Args:
        fichiers: les fichiers du site, vus par MkDocs.
        dossiers: dossiers du thème, les nôtres compris.
        maison: celui que le site règle lui-même (`custom_dir`).
    """
    feuille = feuille_de_material(dossiers)
    de_material = {*dossiers} - {str(DOSSIER_DU_THEME), maison}
    return [
        f
        for f in fichiers
        if (f.src_dir in de_material and f.src_uri != feuille)
        or (f.src_dir == str(DOSSIER_DU_THEME) and f.src_uri.startswith("habit/"))
    ]


@cache
def version_des_fichiers() -> str:
    """Une empreinte des styles et scripts, pour que les navigateurs voient leurs changements."""
    empreinte = hashlib.blake2b(digest_size=4)
    for fichier in sorted(DOSSIER_DU_THEME.rglob("*.*")):
        empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()


SUPERFLU = re.compile(r'("[^"]*")|/\*.*?\*/|\s*([{};,])\s*|(?<=:)\s+|(\s)\s*', re.DOTALL)
"""Dans une feuille de style : un texte à garder, puis tout ce qui ne sert qu'à sa lecture."""


def alleger_la_feuille(feuille: str) -> str:
    """Une feuille de style sans commentaires ni retraits ; ses textes sont intacts."""
    return SUPERFLU.sub(lambda vu: vu[1] or vu[2] or (" " if vu[3] else ""), feuille).strip()


ALLEGER = {".js": rjsmin.jsmin, ".css": alleger_la_feuille}


def fichiers_alleges(theme: Path = DOSSIER_DU_THEME) -> dict[str, str]:
    """Les styles et scripts du thème, sans commentaires ni retraits, par adresse publiée.

    Ceux de `habit/`, une feuille par pièce, se suivent par nom à la fin de celle du site.
    """
    textes = {
        f"assets/{fichier.name}": fichier.read_text(encoding="utf-8")
        for fichier in sorted((theme / "assets").iterdir())
        if fichier.suffix in ALLEGER
    }
    habit = [f.read_text(encoding="utf-8") for f in sorted((theme / "habit").glob("*.css"))]
    textes[FEUILLE_DU_SITE] = "\n".join((textes.get(FEUILLE_DU_SITE, ""), *habit))
    return {adresse: ALLEGER[Path(adresse).suffix](texte) for adresse, texte in textes.items()}


def fichiers_communs(police: PoliceDesPages | None) -> dict[str, str | bytes]:
    """Ce que les pages se partagent, par adresse publiée ; la police en tête de la feuille."""
    alleges = fichiers_alleges()
    if police is None:
        return dict(alleges)
    alleges[FEUILLE_DU_SITE] = police.feuille + alleges[FEUILLE_DU_SITE]
    return alleges | police.fichiers


def peser(fichiers: Iterable[Any]) -> list[tuple[str, int, int]]:
    """Le nom, les octets et les octets compressés des styles, des scripts et de la police, par nom.

    Args:
        fichiers: les fichiers du site, vus par MkDocs.
    """
    return sorted(
        (f.src_uri.rpartition("/")[2], len(octets), len(gzip.compress(octets, mtime=0)))
        for f in fichiers
        if f.src_uri.endswith(PESES)
        for octets in (f.content_bytes,)
    )
