"""L'adresse des extraits que d'autres sites reprennent.

Tous sont sous un même dossier : le serveur n'a qu'une règle à tenir, celle qui laisse encadrer ces
pages-là et aucune autre.
"""

from __future__ import annotations

from ..corpus.corpus import DossierPublie
from ..corpus.plan import Ligne, TerritoirePublie
from ..modele.referentiel import Theme
from ..serveur import EXTRAITS, MORCEAU
from .adresse import adresse_de
from .fixe import AdresseFixe

Reprise = TerritoirePublie | Ligne | Theme | DossierPublie | str
"""Ce dont on reprend un extrait ; une vue comparée et une frise n'ont que leur adresse."""


def adresse_de_l_extrait(objet: Reprise, *, nu: bool = False) -> str:
    """L'adresse d'ensemble d'un extrait : `integration/territoires/val/axes/bouger.html`.

    Args:
        objet: ce qui a une page, ou l'adresse d'une vue comparée ou d'une frise.
        nu: vrai pour l'article seul, que l'on inclut ; faux pour le document que l'on encadre.
    """
    return f"{EXTRAITS}{adresse_de(objet).rstrip('/')}{MORCEAU if nu else '.html'}"


def adresse_de_la_frise(territoire: TerritoirePublie) -> str:
    """Ce que serait l'adresse de la frise d'un territoire, qui n'a pas de page à elle."""
    return f"{adresse_de(territoire)}frise/"


def adresse_du_profil(slug: str) -> str:
    """L'adresse d'ensemble du profil d'un territoire, que la page « Comparer » insère."""
    return f"{AdresseFixe.COMPARAISON}comparer/{slug}{MORCEAU}"
