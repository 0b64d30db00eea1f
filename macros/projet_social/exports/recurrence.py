"""La récurrence d'un agenda, seulement quand le texte dit lui-même quel jour elle tombe.

« chaque année » ne dit pas quel jour : l'agenda n'invente pas de rendez-vous. « tous les mardis »
ou « le premier samedi du mois » le disent, à qui connaît la première fois.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..modele.date_partielle import DatePartielle
from ..texte.identifiant import forme_commune

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RANGS = {
    "premier": 1, "1er": 1, "deuxieme": 2, "2e": 2, "troisieme": 3, "3e": 3,
    "quatrieme": 4, "4e": 4, "dernier": -1,
}  # fmt: skip
_JOUR = "|".join(JOURS)
CHAQUE_SEMAINE = re.compile(rf"(?:tous les|chaque) ({_JOUR})s?(?: de l annee)?")
CHAQUE_MOIS = re.compile(
    rf"(?:le |chaque |tous les )({'|'.join(RANGS)})s? ({_JOUR})s? (?:du|de chaque) mois"
)

Regle = dict[str, object]


def regle_de(rythme: str | None, debut: DatePartielle | None, fin: DatePartielle | None) -> Regle:
    """La règle de récurrence (RFC 5545), vide si le texte ne permet pas de la tenir pour vraie.

    Args:
        rythme: le rythme, comme il est écrit.
        debut: la première fois ; il faut un jour précis, qui soit bien de ceux que dit le rythme.
        fin: la dernière fois possible, s'il y en a une.
    """
    if not rythme or debut is None or debut.debut is None or not debut.exacte:
        return {}
    premier, texte = debut.debut, forme_commune(rythme)
    code = CODES[premier.weekday()]
    jour = JOURS[premier.weekday()]
    limite = {"UNTIL": fin.fin} if fin and fin.fin else {}
    if (trouve := CHAQUE_SEMAINE.fullmatch(texte)) and trouve[1] == jour:
        return {"FREQ": "WEEKLY", "BYDAY": code, **limite}
    if (trouve := CHAQUE_MOIS.fullmatch(texte)) and trouve[2] == jour:
        rang = RANGS[trouve[1]]
        if rang in _rangs_dans_le_mois(premier):
            return {"FREQ": "MONTHLY", "BYDAY": f"{rang}{code}", **limite}
    return {}


def _rangs_dans_le_mois(jour: date) -> tuple[int, ...]:
    """Le rang d'un jour parmi ceux de son nom dans le mois ; -1 en plus pour le dernier."""
    dernier = (jour + timedelta(days=7)).month != jour.month
    return ((jour.day - 1) // 7 + 1, *((-1,) if dernier else ()))
