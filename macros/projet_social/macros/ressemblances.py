"""La macro des ressemblances : formulations et territoires proches."""

from __future__ import annotations

from collections.abc import Sequence

from ..comparaison.selection import choisir
from ..modele.vocabulaire import VueComparee
from .comparaison import entete
from .registre import macro
from .vue import Vue


@macro
def comparaison_ressemblances(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Les formulations presque identiques et les territoires qui se ressemblent.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    return vue.rendre(
        "comparaison_ressemblances.html", **entete(vue, VueComparee.RESSEMBLANCES, selection)
    )
