"""Les documents qu'une page propose d'emporter : ce qu'ils sont, où ils sont, ce qu'ils pèsent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telechargement:
    """Un document à emporter.

    Attributes:
        page: adresse d'ensemble de la page qui le propose.
        titre: ce que dit le lien (« Télécharger cette page »).
        format: PDF, DOCX ou ODT.
        adresse: adresse d'ensemble du fichier.
        octets: son poids.
    """

    page: str
    titre: str
    format: str
    adresse: str
    octets: int

    @property
    def poids(self) -> str:
        """Le poids, à dire avant que l'on télécharge : 85 Ko, 1,2 Mo."""
        ko = max(1, round(self.octets / 1000))
        return f"{ko} Ko" if ko < 1000 else f"{ko / 1000:.1f} Mo".replace(".", ",")


Telechargements = Mapping[str, Sequence[Telechargement]]
"""Par page, ce qu'elle propose."""
