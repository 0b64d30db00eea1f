"""L'adresse des extraits que d'autres sites reprennent.

Tous sont sous un même dossier : le serveur n'a qu'une règle à tenir, celle qui laisse encadrer ces
pages-là et aucune autre.
"""

from __future__ import annotations

from ..corpus.plan import Ligne, TerritoirePublie
from .adresse import adresse_de

DOSSIER = "integration/"


def adresse_de_l_extrait(objet: TerritoirePublie | Ligne, *, nu: bool = False) -> str:
    """L'adresse d'ensemble d'un extrait : `integration/territoires/val/axes/bouger.html`.

    Args:
        objet: un territoire, ou une ligne qui a une page.
        nu: vrai pour l'article seul, que l'on inclut ; faux pour le document que l'on encadre.
    """
    return f"{DOSSIER}{adresse_de(objet).rstrip('/')}{'.inclus' if nu else ''}.html"
