"""Les vues de la comparaison dont le calcul tient en une fonction pure."""

from __future__ import annotations

from typing import Any

from ..comparaison.contexte import contextes
from ..comparaison.ecoute import ecouter
from ..comparaison.gouvernance import gouverner
from ..comparaison.matrice import croiser
from ..comparaison.selection import Selection
from ..corpus.corpus import Inconnu
from ..modele.vocabulaire import VueComparee
from ..pages.adresse import adresse_de_synthese
from ..pages.page import TERRITOIRES_PAR_PAGE
from .vue import Vue
from .vue_comparee import vue_comparee


@vue_comparee(VueComparee.CONTEXTE)
def _contexte(vue: Vue, selection: Selection) -> dict[str, Any]:
    """Le contexte des territoires, une ligne chacun : type, population, communes, histoire."""
    return {
        "contextes": contextes(selection, vue.corpus.officiel),
    }


@vue_comparee(VueComparee.ACTEURS)
def _acteurs(vue: Vue, selection: Selection) -> dict[str, Any]:
    """Qui a été entendu, famille par famille, territoire par territoire, et les silences."""
    return {"ecoute": ecouter(vue.corpus, selection)}


@vue_comparee(VueComparee.THEMES)
def _themes(vue: Vue, selection: Selection, famille: str = "") -> dict[str, Any]:
    """La matrice des thèmes et des territoires.

    Args:
        famille: identifiant d'une famille de thèmes, pour ne montrer qu'elle
    """
    connues = [f.id for f in vue.corpus.referentiel_themes.familles]
    if famille and famille not in connues:
        raise Inconnu("famille de thèmes", famille, connues)
    return {
        "matrice": croiser(vue.corpus, vue.fonds.mentions, selection, famille),
        "en_entier": bool(famille) or len(selection.territoires) <= TERRITOIRES_PAR_PAGE,
    }


@vue_comparee(VueComparee.AXES)
def _axes(vue: Vue, selection: Selection, theme: str = "") -> dict[str, Any]:
    """Les axes (ou le niveau que la comparaison lit) côte à côte.

    Args:
        theme: identifiant d'un thème, pour ne garder que les axes qui le portent
    """
    if theme:
        vue.corpus.theme(theme)
    colonnes = []
    for plan in selection.plans:
        lues = plan.de_type(plan.niveau_de_lecture) if plan.niveau_de_lecture else []
        lignes = [
            ligne
            for ligne in lues
            if not ligne.est_sous_point and (not theme or theme in ligne.themes)
        ]
        if lignes or not theme:
            colonnes.append((plan, lignes))
    return {"colonnes": colonnes, "total": sum(len(lignes) for _, lignes in colonnes)}


@vue_comparee(VueComparee.COMMENTAIRES)
def _commentaires(_vue: Vue, selection: Selection) -> dict[str, Any]:
    """Les commentaires et enjeux majeurs, côte à côte."""
    return {"plans": selection.plans}


@vue_comparee(VueComparee.GOUVERNANCE)
def _gouvernance(_vue: Vue, selection: Selection) -> dict[str, Any]:
    """Qui porte la politique sociale, la place du CIAS, les signataires, les instances."""
    return {"gouvernances": gouverner(selection)}


@vue_comparee(VueComparee.COMPARER)
def _comparer(vue: Vue, selection: Selection) -> dict[str, Any]:
    """Choisir deux à quatre territoires et lire leurs synthèses côte à côte."""
    return {
        "syntheses": [(t, adresse_de_synthese(t)) for t in selection.territoires],
        "contextes": contextes(selection, vue.corpus.officiel),
    }
