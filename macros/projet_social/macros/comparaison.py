"""Les macros de la comparaison : son entrée, les dossiers, chaque vue."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..comparaison.bandes import aligner_les_bandes, dater
from ..comparaison.bilan import BilanDesDurees, comparer
from ..comparaison.calendriers import Ecart
from ..comparaison.contexte import contextes
from ..comparaison.duree import en_mois
from ..comparaison.ecoute import ecouter
from ..comparaison.gouvernance import gouverner
from ..comparaison.matrice import croiser
from ..comparaison.points import placer
from ..comparaison.profil import QUESTIONS as QUESTIONS_DU_PROFIL
from ..comparaison.profil import lignes_lues
from ..comparaison.ressemblance import SEUIL
from ..comparaison.selection import Selection, permettre
from ..comparaison.temps import DEPUIS, INTERVALLES, JUSQUE, TEMPS
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..exports.comparaison import PAIRES_DU_FICHIER
from ..modele.referentiel import Theme
from ..modele.vocabulaire import VueComparee
from ..pages.adresse import adresse_de, adresse_de_suivi, adresse_de_synthese
from ..pages.de_comparaison import QUESTIONS, a_un_suivi, matrice_entiere
from ..pages.extrait import adresse_du_profil
from ..pages.page import TERRITOIRES_PAR_PAGE
from ..texte.typographie import accorder
from .donnees import emporter
from .integration import reprendre_la_matrice, reprendre_un_dossier
from .registre import macro
from .vue import Vue
from .vue_comparee import vue_comparee

DEPLIES = 60
"""Démarches au-delà desquelles la seconde frise et le tableau se déplient à la demande."""
PAIRES_PAR_PAGE = 70
"""Au-delà, la page s'arrête aux couples de territoires qui partagent le plus de lignes."""


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
        reprendre=vue.bloc(reprendre_un_dossier, dossier=dossier),
        territoires=[(t, adresse_de_synthese(t)) for t in publie.territoires],
        vues=[(v, f"{adresse_de(publie)}{v.value}/", QUESTIONS[v]) for v in publie.donnees.vues],
        suivi=adresse_de_suivi(publie) if a_un_suivi(publie) else "",
    )


@vue_comparee(VueComparee.CONTEXTE)
def _contexte(vue: Vue, selection: Selection) -> dict[str, Any]:
    """Le contexte des territoires, une ligne chacun : type, population, communes, histoire."""
    tableau = contextes(selection, vue.corpus.officiel)
    peuples = ((t, ligne.population_aujourd_hui or 0) for t, ligne in tableau.lignes)
    return {"contextes": tableau, "peuples": placer(peuples)}


@vue_comparee(VueComparee.CALENDRIERS)
def _calendriers(_vue: Vue, selection: Selection) -> dict[str, Any]:
    """Les étapes de toutes les démarches, sur les dates réelles et alignées sur la première."""
    calendriers = comparer(selection)
    return {
        "calendriers": calendriers,
        "durees": placer(
            (calendrier.plan.territoire, ecart.jours or 0)
            for calendrier, ecart in calendriers.total.ecarts
        ),
        "dates": dater(calendriers.calendriers),
        "alignees": aligner_les_bandes(calendriers.calendriers),
        "temps": TEMPS,
        "nombreux": len(calendriers.calendriers) > DEPLIES,
        "intervalle": _intervalle,
        "intervalles": [_intervalle(bilan) for bilan in calendriers.bilans],
        "en_mois": en_mois,
    }


def _intervalle(mesure: BilanDesDurees | Ecart) -> str:
    """Le nom d'un intervalle : « De la présentation aux ateliers », « Durée totale »."""
    if (mesure.de, mesure.a) == INTERVALLES[-1]:
        return "Durée totale"
    depuis = DEPUIS[mesure.de]
    return f"{depuis[0].upper()}{depuis[1:]} {JUSQUE[mesure.a]}"


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
    permettre("famille de thèmes", famille, connues)
    dossier = selection.dossier.id if selection.dossier else ""
    return {
        "reprendre": "" if famille else vue.bloc(reprendre_la_matrice, dossier=dossier),
        "matrice": croiser(vue.corpus, vue.publication.mentions, selection, famille),
        "famille": famille,
        "en_entier": bool(famille) or matrice_entiere(vue.corpus, len(selection.territoires)),
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
        lignes = [ligne for ligne in lignes_lues(plan) if not theme or theme in ligne.themes]
        if lignes or not theme:
            colonnes.append((plan, lignes))
    return {
        "colonnes": colonnes,
        "total": sum(len(lignes) for _, lignes in colonnes),
        "etendue": _etendue(colonnes),
        "frequents": _themes_de_tete(vue.corpus, colonnes),
    }


Colonnes = list[tuple[Plan, list[Ligne]]]
"""Chaque plan et les lignes de son premier niveau."""
NOMMES = 3
"""Territoires ou thèmes que l'on cite en tête d'une vue, au plus."""


def _etendue(colonnes: Colonnes) -> list[tuple[list[str], int]]:
    """Le plus petit et le plus grand nombre de lignes, et les territoires qui les ont."""
    nombres = {len(lignes) for _, lignes in colonnes}
    if len(nombres) < 2:
        return []
    noms = {n: [p.territoire.nom for p, ls in colonnes if len(ls) == n] for n in nombres}
    return [
        (qui if len(qui) <= NOMMES else [accorder(len(qui), "territoire")], nombre)
        for nombre, qui in ((min(nombres), noms[min(nombres)]), (max(nombres), noms[max(nombres)]))
    ]


def _themes_de_tete(corpus: Corpus, colonnes: Colonnes) -> list[tuple[Theme, int]]:
    """Les thèmes du premier niveau, du plus au moins partagé par les plans."""
    par_plan = ({theme for ligne in lignes for theme in ligne.themes} for _, lignes in colonnes)
    comptes = Counter(theme for themes in par_plan for theme in themes)
    rangs = list(corpus.themes)
    partages = sorted(comptes.items(), key=lambda couple: (-couple[1], rangs.index(couple[0])))
    return [(corpus.themes[theme], nombre) for theme, nombre in partages[:NOMMES] if nombre > 1]


@vue_comparee(VueComparee.COMMENTAIRES)
def _commentaires(_vue: Vue, selection: Selection) -> dict[str, Any]:
    """Les commentaires et enjeux majeurs, côte à côte."""
    return {"plans": selection.plans}


@vue_comparee(VueComparee.GOUVERNANCE)
def _gouvernance(_vue: Vue, selection: Selection) -> dict[str, Any]:
    """Qui porte la politique sociale, la place du CIAS, les signataires, les instances."""
    return {"gouvernances": gouverner(selection)}


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


TERRITOIRES_COMPARES = 4
"""Au-delà, une table ne se lit plus d'un regard."""


@vue_comparee(VueComparee.COMPARER)
def _comparer(vue: Vue, selection: Selection) -> dict[str, Any]:
    """En quoi deux à quatre territoires diffèrent : les choisir, puis les lire en regard."""
    montrees = selection.dossier.donnees.vues if selection.dossier else tuple(VueComparee)
    ailleurs = dict.fromkeys(
        question.vue for question in QUESTIONS_DU_PROFIL if question.vue in montrees
    )
    return {
        "questions": QUESTIONS_DU_PROFIL,
        "ailleurs": {choisie: f"{adresse_de(selection)}{choisie.value}/" for choisie in ailleurs},
        "dites": QUESTIONS,
        "profil": adresse_du_profil("{}"),
        "places": min(TERRITOIRES_COMPARES, len(selection.territoires)),
        "groupes": _par_departement(vue.corpus, selection),
        "comparables": _comparables(vue, selection),
        "syntheses": [(t, adresse_de_synthese(t)) for t in selection.territoires],
    }


def _comparables(vue: Vue, selection: Selection) -> dict[str, list[str]]:
    """Les territoires à proposer d'abord, par slug : même type, taille et thèmes voisins.

    Une longue liste se choisit par département : les rapprocher tous coûterait plus qu'il n'aide.
    """
    territoires = selection.territoires
    if len(territoires) > TERRITOIRES_PAR_PAGE:
        return {territoire.slug: [] for territoire in territoires}
    semblables = vue.publication.semblables
    return {t.slug: [s.territoire.slug for s in semblables.de(t, territoires)] for t in territoires}


def _par_departement(
    corpus: Corpus, selection: Selection
) -> list[tuple[str, list[TerritoirePublie]]]:
    """Les territoires à choisir ; sous leur premier département quand la liste est longue."""
    if len(selection.territoires) <= TERRITOIRES_PAR_PAGE:
        return [("", list(selection.territoires))]
    groupes: dict[str, list[TerritoirePublie]] = {}
    for territoire in selection.territoires:
        code = next(iter(territoire.donnees.departements), "")
        groupes.setdefault(code, []).append(territoire)
    return [
        (corpus.officiel.situer([code]) if code else "Autres", groupe)
        for code, groupe in sorted(groupes.items(), key=lambda g: (not g[0], g[0]))
    ]
