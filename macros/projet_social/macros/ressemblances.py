"""La macro des ressemblances : formulations et territoires proches."""

from __future__ import annotations

from collections.abc import Sequence

from ..comparaison.ressemblance import SEUIL
from ..comparaison.selection import choisir
from ..modele.vocabulaire import VueComparee
from ..pages.de_comparaison import TERRITOIRES_PAR_MATRICE
from .comparaison import entete
from .registre import macro
from .vue import Vue

PAIRES_PAR_PAGE = 150
"""Au-delà, la page s'arrête aux couples de territoires qui partagent le plus de lignes."""


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
    choisis = selection.territoires
    peu_nombreux = len(choisis) <= TERRITOIRES_PAR_MATRICE
    semblables = [(t, vue.fonds.semblables.de(t, choisis)) for t in choisis if peu_nombreux]
    return vue.rendre(
        "comparaison_ressemblances.html",
        rapprochement=vue.fonds.ressemblances.rapprocher(choisis, PAIRES_PAR_PAGE),
        semblables=[(t, autres) for t, autres in semblables if autres],
        sans_semblable=[t for t, autres in semblables if not autres],
        seuil=SEUIL,
        fichier=f"{selection.racine}ressemblances.csv",
        **entete(vue, VueComparee.RESSEMBLANCES, selection),
    )
