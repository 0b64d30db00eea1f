"""Le temps entre deux dates partielles, sans jamais prétendre à plus de précision qu'elles.

Deux jours donnent un nombre de jours, deux mois un ordre de grandeur en mois ; une date plus vague
ou ouverte ne donne pas de durée.
"""

from __future__ import annotations

from ..modele.date_partielle import DatePartielle
from ..texte.typographie import accorder

JOURS_PAR_MOIS = 365.25 / 12
MOIS_LE_PLUS_LONG = 31


def compter_les_jours(de: DatePartielle, a: DatePartielle) -> int | None:
    """Les jours d'un jour à un autre ; None si l'un n'est pas connu, ou si l'ordre est inverse."""
    if not (de.exacte and a.exacte and de.debut and a.debut):
        return None
    jours = (a.debut - de.debut).days
    return jours if jours >= 0 else None


def mesurer(de: DatePartielle, a: DatePartielle) -> str:
    """« 107 jours », « environ 10 mois » ; vide si rien ne se mesure."""
    jours = compter_les_jours(de, a)
    if jours is not None:
        return accorder(jours, "jour") if jours else "le même jour"
    depart, arrivee = _milieu(de), _milieu(a)
    if depart is None or arrivee is None or a.cle < de.cle:
        return ""
    ecoules = arrivee - depart
    return en_mois(ecoules) if ecoules >= JOURS_PAR_MOIS / 2 else "moins d’un mois"


def _milieu(date: DatePartielle) -> float | None:
    """Le milieu d'un jour ou d'un mois, en jours ; None pour une date plus vague."""
    if date.debut is None or date.fin is None or (date.fin - date.debut).days >= MOIS_LE_PLUS_LONG:
        return None
    return (date.debut.toordinal() + date.fin.toordinal()) / 2


def en_mois(jours: float) -> str:
    """L'ordre de grandeur d'un nombre de jours : « environ 12 mois »."""
    return f"environ {accorder(round(jours / JOURS_PAR_MOIS) or 1, 'mois', 'mois')}"
