"""La macro des calendriers : toutes les démarches sur une même frise."""

from __future__ import annotations

from collections.abc import Sequence

from ..comparaison.bandes import aligner, dater
from ..comparaison.bilan import Bilan, comparer
from ..comparaison.calendriers import Ecart
from ..comparaison.duree import en_mois
from ..comparaison.selection import choisir
from ..comparaison.temps import DEPUIS, INTERVALLES, JUSQUE, TEMPS
from ..modele.vocabulaire import VueComparee
from .comparaison import entete
from .registre import macro
from .vue import Vue

DEPLIES = 60
"""Au-delà, la seconde frise et le tableau se déplient à la demande."""


@macro
def comparaison_calendriers(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Les étapes de toutes les démarches, sur les dates réelles et alignées sur la première.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    calendriers = comparer(selection)
    return vue.rendre(
        "comparaison_calendriers.html",
        calendriers=calendriers,
        dates=dater(calendriers.calendriers),
        alignees=aligner(calendriers.calendriers),
        temps=TEMPS,
        nombreux=len(calendriers.calendriers) > DEPLIES,
        intervalle=_intervalle,
        en_mois=en_mois,
        fichier=f"{selection.racine}calendriers.csv",
        **entete(vue, VueComparee.CALENDRIERS, selection),
    )


def _intervalle(mesure: Bilan | Ecart) -> str:
    """Le nom d'un intervalle : « De la présentation aux ateliers », « Durée totale »."""
    if (mesure.de, mesure.a) == INTERVALLES[-1]:
        return "Durée totale"
    depuis = DEPUIS[mesure.de]
    return f"{depuis[0].upper()}{depuis[1:]} {JUSQUE[mesure.a]}"
