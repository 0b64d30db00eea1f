"""La macro des ressemblances : formulations et territoires proches."""

from __future__ import annotations

from typing import Any

from ..comparaison.ressemblance import SEUIL
from ..comparaison.selection import Selection
from ..exports.comparaison import PAIRES_DU_FICHIER
from ..modele.vocabulaire import VueComparee
from ..pages.page import TERRITOIRES_PAR_PAGE
from .vue import Vue
from .vue_comparee import vue_comparee

PAIRES_PAR_PAGE = 150
"""Au-delà, la page s'arrête aux couples de territoires qui partagent le plus de lignes."""


@vue_comparee(VueComparee.RESSEMBLANCES)
def _ressemblances(vue: Vue, selection: Selection) -> dict[str, Any]:
    """Les formulations presque identiques et les territoires qui se ressemblent."""
    choisis = selection.territoires
    peu_nombreux = len(choisis) <= TERRITOIRES_PAR_PAGE
    semblables = [(t, vue.publication.semblables.de(t, choisis)) for t in choisis if peu_nombreux]
    return {
        "rapprochement": vue.publication.ressemblances.rapprocher(choisis, PAIRES_PAR_PAGE),
        "semblables": [(t, autres) for t, autres in semblables if autres],
        "sans_semblable": [t for t, autres in semblables if not autres],
        "seuil": SEUIL,
        "plafond": PAIRES_DU_FICHIER,
    }
