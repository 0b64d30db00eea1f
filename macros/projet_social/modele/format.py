"""La version du format des données : quel programme sait lire ce dossier."""

from typing import Annotated

from pydantic import AfterValidator

from .socle import Objet, Refus
from .texte import Entier

FORMAT = 2
"""La version que lit ce programme."""
FORMAT_NON_DECLARE = 1
"""La version d'un dossier qui n'en déclare aucune : celle d'avant `format.yml`."""


def _possible(version: int) -> int:
    if version < FORMAT_NON_DECLARE:
        raise Refus(f"le format {version} n'existe pas", f"écrire {FORMAT}")
    return version


FormatEcrit = Annotated[Entier, AfterValidator(_possible)]
"""Une version du format des données."""


class Format(Objet):
    """Le fichier `format.yml` : il n'est jamais à écrire, `projet-social migrer` le tient."""

    version: FormatEcrit
    """Version du format des données."""
