"""Ce que le site prend de Material for MkDocs, gardé ici : ses deux feuilles de style.

Copies exactes de celles de sa version 9.8.1, sous sa licence MIT (`LICENCE-MATERIAL.txt`). Le site
les emploie quel que soit le thème installé : Material n'est plus suivi après le 5 mai 2027, et ce
qui le remplace change de couleurs sans prévenir. Leur nom porte le début de leur SHA-256.
"""

from pathlib import Path

VERSION = "9.8.1"
"""La version de Material d'où viennent ces copies."""

_ICI = Path(__file__).parent

FEUILLE = _ICI / "main.57a0d79d.min.css"
"""Sa feuille principale, que le site publie réduite."""
PALETTE = _ICI / "palette.fb2fffe2.min.css"
"""Celle de ses palettes, d'où viennent les couleurs nommées de `theme.palette`."""
LICENCE_DE_MATERIAL = _ICI / "LICENCE-MATERIAL.txt"
