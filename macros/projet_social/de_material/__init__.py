"""Ce que le site prend de Material for MkDocs, gardé ici : deux feuilles de style, des icônes.

Copies exactes de ce que livre sa version 9.8.1 : les feuilles sous sa licence MIT
(`LICENCE-MATERIAL.txt`), les icônes sous celle de Pictogrammers, Apache 2.0 (`LICENCE-ICONES.txt`).
Le site les emploie quel que soit le thème installé : Material n'est plus suivi après le 5 mai 2027,
et ce qui le remplace change de couleurs sans prévenir. Le nom d'une feuille porte le début de son
SHA-256.
"""

from pathlib import Path

VERSION = "9.8.1"
"""La version de Material d'où viennent ces copies."""

_ICI = Path(__file__).parent

FEUILLE = _ICI / "main.57a0d79d.min.css"
"""Sa feuille principale, que le site publie réduite."""
PALETTE = _ICI / "palette.fb2fffe2.min.css"
"""Celle de ses palettes, d'où viennent les couleurs nommées de `theme.palette`."""
ICONES_GARDEES = _ICI / "icones"
"""Les icônes que nomment le programme et les référentiels, rangées comme chez lui."""
LICENCE_DE_MATERIAL = _ICI / "LICENCE-MATERIAL.txt"
LICENCE_DES_ICONES = _ICI / "LICENCE-ICONES.txt"
