"""Le temps entre deux dates partielles, sans jamais prétendre à plus de précision qu'elles.

Deux jours donnent un nombre exact ; une date imprécise donne deux bornes, une borne ouverte
n'en donne qu'une.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..modele.date_partielle import DatePartielle
from ..texte.typographie import accorder, nombre_ecrit

JOURS_PAR_MOIS = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Duree:
    """Un nombre de jours, ou ce qui l'encadre.

    Attributes:
        minimum: le moins que cela ait pu prendre.
        maximum: le plus ; None quand une date est ouverte.
    """

    minimum: int
    maximum: int | None

    @property
    def exacte(self) -> bool:
        """Vrai quand les deux dates sont connues au jour près."""
        return self.minimum == self.maximum

    def __str__(self) -> str:
        """La durée en français : « 107 jours », « au plus 177 jours »."""
        if self.maximum is None:
            return f"au moins {accorder(self.minimum, 'jour')}"
        if self.exacte:
            return accorder(self.minimum, "jour") if self.minimum else "le même jour"
        if self.minimum == 0:
            return f"au plus {accorder(self.maximum, 'jour')}"
        return f"entre {nombre_ecrit(self.minimum)} et {accorder(self.maximum, 'jour')}"


def mesurer(de: DatePartielle, a: DatePartielle) -> Duree | None:
    """Le temps d'une date à une autre ; None si rien ne le borne, ou si l'ordre est inverse."""
    minimum = (a.debut - de.fin).days if a.debut and de.fin else 0
    maximum = (a.fin - de.debut).days if a.fin and de.debut else None
    if maximum is None:
        return Duree(minimum, None) if minimum > 0 else None
    return Duree(max(minimum, 0), maximum) if maximum >= 0 else None


def en_mois(jours: float) -> str:
    """L'ordre de grandeur d'un nombre de jours : « environ 12 mois »."""
    return f"environ {accorder(round(jours / JOURS_PAR_MOIS) or 1, 'mois', 'mois')}"
