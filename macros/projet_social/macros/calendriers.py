"""La macro des calendriers : toutes les démarches sur une même frise."""

from __future__ import annotations

from collections.abc import Sequence

from ..comparaison.selection import choisir
from ..modele.vocabulaire import VueComparee
from .comparaison import entete
from .registre import macro
from .vue import Vue


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
    return vue.rendre(
        "comparaison_calendriers.html", **entete(vue, VueComparee.CALENDRIERS, selection)
    )
