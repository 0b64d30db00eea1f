"""Les icônes : celles que le site emploie, gardées ici, puis celles que livre Material.

Lues comme des fichiers, sans importer Material : sans lui, les nôtres restent. Ne connaît ni le
corpus ni les pages.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .de_material import ICONES_GARDEES

COLLECTION = "material"
"""La collection où se cherche un nom sans dossier : « bus » vaut « material/bus »."""


@cache
def dossier_de_material() -> Path | None:
    """Le dossier des icônes que livre Material, ou ce qui le remplace ; None s'il n'y en a pas."""
    trouve = find_spec("material")
    if trouve is None or trouve.origin is None:
        return None
    return Path(trouve.origin).parent / "templates" / ".icons"


def _dossiers() -> tuple[Path, ...]:
    livrees = dossier_de_material()
    return (ICONES_GARDEES, livrees) if livrees else (ICONES_GARDEES,)


def _fichier(nom: str) -> Path | None:
    chemin = f"{nom if '/' in nom else f'{COLLECTION}/{nom}'}.svg"
    return next((f for dossier in _dossiers() if (f := dossier / chemin).is_file()), None)


@cache
def existe(nom: str) -> bool:
    """Vrai si une icône porte ce nom (« bus », « material/bus », « octicons/bell-16 »)."""
    return ".." not in nom and _fichier(nom) is not None


def noms(collection: str = COLLECTION) -> list[str]:
    """Tous les noms d'une collection, sans leur dossier, pour proposer le plus proche."""
    return sorted({f.stem for dossier in _dossiers() for f in (dossier / collection).glob("*.svg")})


def sans_material() -> str:
    """Ce que l'on perd là où Material n'est pas installé ; vide s'il l'est."""
    if dossier_de_material():
        return ""
    return "(Material n'est pas installé : seules sont là les icônes gardées avec le programme)"


@cache
def dessin(nom: str) -> str:
    """Le SVG d'une icône, caché aux lecteurs d'écran : le mot est toujours à côté.

    Raises:
        FileNotFoundError: aucune icône de ce nom.
    """
    fichier = _fichier(nom)
    if fichier is None:
        raise FileNotFoundError(f"icône « {nom} » inconnue {sans_material()}".rstrip())
    svg = fichier.read_text(encoding="utf-8").strip()
    return svg.replace('<svg xmlns="http://www.w3.org/2000/svg"', '<svg aria-hidden="true"', 1)
