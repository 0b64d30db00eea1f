"""Les macros des dossiers comparatifs."""

from __future__ import annotations

from ..pages.adresse import adresse_de, adresse_de_synthese
from ..pages.de_comparaison import QUESTIONS
from .donnees import emporter
from .registre import macro
from .vue import Vue


@macro
def dossiers(vue: Vue) -> str:
    """L'entrée de la comparaison : les vues de tous les territoires, puis les dossiers."""
    return vue.rendre("dossiers.html", vues=list(QUESTIONS.items()))


@macro
def dossier(vue: Vue, dossier: str) -> str:
    """Un dossier : introduction, méthode, synthèses dans l'ordre de publication.

    Args:
        dossier: identifiant du dossier
    """
    publie = vue.corpus.dossier(dossier)
    return vue.rendre(
        "dossier.html",
        dossier=publie,
        emporter=vue.bloc(emporter, dossier=dossier),
        territoires=[(t, adresse_de_synthese(t)) for t in publie.territoires],
        vues=[(v, f"{adresse_de(publie)}{v.value}/", QUESTIONS[v]) for v in publie.donnees.vues],
    )
