"""La police des documents imprimés et des images : Source Sans 3, telle qu'Adobe la donne.

Licence OFL 1.1 (`OFL.txt`) : le nom « Source » est réservé, ces fichiers ne se réduisent ni ne se
modifient. Un document n'en incorpore que les signes qu'il emploie.
"""

from pathlib import Path

FAMILLE = "Source Sans 3"
"""Le nom de la famille, tel que les feuilles de style l'emploient."""

_ICI = Path(__file__).parent

ROMAIN = _ICI / "SourceSans3-Regular.ttf"
GRAS = _ICI / "SourceSans3-Bold.ttf"
ITALIQUE = _ICI / "SourceSans3-Italic.ttf"
