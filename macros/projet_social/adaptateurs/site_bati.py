"""Ce que l'on trouve dans un site construit, sans rien charger de ce qui le construit."""

from __future__ import annotations

from pathlib import Path

from ..serveur import EXTRAITS, MORCEAU

MANIFESTE = "part.json"
"""Ce que dit une part d'elle-même, à la racine de ce qu'elle écrit."""


def pages_a_lire(site: Path) -> list[str]:
    """Les pages, par ordre d'adresse, sauf les extraits à insérer ailleurs, aussi nombreux."""
    return sorted(
        filter(a_lire, (page.relative_to(site).as_posix() for page in site.rglob("*.html")))
    )


def a_lire(fichier: str) -> bool:
    """Vrai d'une page ; un extrait ou un morceau de page n'en est pas une."""
    if fichier.startswith(EXTRAITS) or fichier.endswith(MORCEAU):
        return False
    return fichier.endswith(".html")
