"""Les icônes livrées avec Material : leurs dessins, et leurs noms.

Lues comme des fichiers, sans importer Material : le jour où il ne sera plus suivi, seul le dossier
change. Ne connaît ni le corpus ni les pages.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

COLLECTION = "material"
"""La collection où se cherche un nom sans dossier : « bus » vaut « material/bus »."""


@cache
def dossier() -> Path:
    """Le dossier des icônes.

    Raises:
        FileNotFoundError: mkdocs-material n'est pas installé.
    """
    trouve = find_spec("material")
    if trouve is None or trouve.origin is None:
        raise FileNotFoundError("icônes introuvables : mkdocs-material n'est pas installé")
    return Path(trouve.origin).parent / "templates" / ".icons"


def _fichier(nom: str) -> Path:
    return dossier() / f"{nom if '/' in nom else f'{COLLECTION}/{nom}'}.svg"


@cache
def existe(nom: str) -> bool:
    """Vrai si une icône porte ce nom (« bus », « material/bus », « octicons/bell-16 »)."""
    return ".." not in nom and _fichier(nom).is_file()


def noms(collection: str = COLLECTION) -> list[str]:
    """Tous les noms d'une collection, sans leur dossier, pour proposer le plus proche."""
    return sorted(fichier.stem for fichier in (dossier() / collection).glob("*.svg"))


@cache
def dessin(nom: str) -> str:
    """Le SVG d'une icône, caché aux lecteurs d'écran : le mot est toujours à côté.

    Raises:
        FileNotFoundError: aucune icône de ce nom.
    """
    svg = _fichier(nom).read_text(encoding="utf-8").strip()
    return svg.replace('<svg xmlns="http://www.w3.org/2000/svg"', '<svg aria-hidden="true"', 1)
