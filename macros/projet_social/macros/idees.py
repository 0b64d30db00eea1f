"""Le réservoir d'idées : une page par territoire, et celle qui y mène."""

from __future__ import annotations

from ..comparaison.idees import VOISINS_MAXIMUM
from .registre import macro
from .vue import Vue


@macro
def reservoir_d_idees(vue: Vue, territoire: str = "") -> str:
    """Ce que font des territoires comparables, sur les thèmes qu'un plan n'aborde pas.

    Args:
        territoire: identifiant du territoire ; absent, la liste de ceux qui ont leur page
    """
    reservoir = vue.publication.reservoir
    publies = vue.corpus.territoires.values()
    publie = vue.corpus.territoire(territoire) if territoire else None
    return vue.rendre(
        "reservoir_d_idees.html",
        territoire=publie,
        voisins=reservoir.voisins(publie) if publie else (),
        idees=reservoir.idees(publie) if publie else (),
        avec_idees=[] if publie else [(t, len(i)) for t in publies if (i := reservoir.idees(t))],
        voisins_maximum=VOISINS_MAXIMUM,
    )
