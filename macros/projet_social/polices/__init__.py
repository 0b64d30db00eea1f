"""La police des documents, des images et des pages : Source Sans 3, telle qu'Adobe la donne.

Licence OFL 1.1 (`OFL.txt`) : le nom « Source » est réservé à ces fichiers, qui ne se modifient pas.
Un document n'en incorpore que les signes qu'il emploie ; les pages reçoivent une version réduite,
sous un autre nom (`web.py`).
"""

from pathlib import Path

FAMILLE = "Source Sans 3"
"""Le nom de la famille, tel que les feuilles de style l'emploient."""

_ICI = Path(__file__).parent

ROMAIN = _ICI / "SourceSans3-Regular.ttf"
GRAS = _ICI / "SourceSans3-Bold.ttf"
ITALIQUE = _ICI / "SourceSans3-Italic.ttf"
LICENCE = _ICI / "OFL.txt"
