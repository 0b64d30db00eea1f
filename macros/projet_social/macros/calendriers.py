"""La macro des calendriers : toutes les démarches sur une même frise."""

from __future__ import annotations

from typing import Any

from ..comparaison.bandes import aligner_les_bandes, dater
from ..comparaison.bilan import BilanDesDurees, comparer
from ..comparaison.calendriers import Ecart
from ..comparaison.duree import en_mois
from ..comparaison.points import placer
from ..comparaison.selection import Selection
from ..comparaison.temps import DEPUIS, INTERVALLES, JUSQUE, TEMPS
from ..modele.vocabulaire import VueComparee
from .vue import Vue
from .vue_comparee import vue_comparee

DEPLIES = 60
"""Au-delà, la seconde frise et le tableau se déplient à la demande."""


@vue_comparee(VueComparee.CALENDRIERS)
def _calendriers(_vue: Vue, selection: Selection) -> dict[str, Any]:
    """Les étapes de toutes les démarches, sur les dates réelles et alignées sur la première."""
    calendriers = comparer(selection)
    return {
        "calendriers": calendriers,
        "durees": placer(
            (calendrier.plan.territoire, ecart.jours or 0)
            for calendrier, ecart in calendriers.total.ecarts
        ),
        "dates": dater(calendriers.calendriers),
        "alignees": aligner_les_bandes(calendriers.calendriers),
        "temps": TEMPS,
        "nombreux": len(calendriers.calendriers) > DEPLIES,
        "intervalle": _intervalle,
        "intervalles": [_intervalle(bilan) for bilan in calendriers.bilans],
        "en_mois": en_mois,
    }


def _intervalle(mesure: BilanDesDurees | Ecart) -> str:
    """Le nom d'un intervalle : « De la présentation aux ateliers », « Durée totale »."""
    if (mesure.de, mesure.a) == INTERVALLES[-1]:
        return "Durée totale"
    depuis = DEPUIS[mesure.de]
    return f"{depuis[0].upper()}{depuis[1:]} {JUSQUE[mesure.a]}"
