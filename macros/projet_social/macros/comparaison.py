"""Les macros de la comparaison : une par vue, avec les mêmes filtres."""

from __future__ import annotations

from collections.abc import Sequence

from ..comparaison.contexte import contextes
from ..comparaison.ecoute import ecouter
from ..comparaison.gouvernance import gouverner
from ..comparaison.matrice import croiser
from ..comparaison.selection import Selection, choisir
from ..corpus.corpus import Inconnu
from ..modele.vocabulaire import VueComparee
from ..pages.adresse import adresse_de_synthese
from ..pages.de_comparaison import QUESTIONS, TERRITOIRES_PAR_MATRICE
from .registre import macro
from .vue import Vue


def entete(vue: Vue, choisie: VueComparee, selection: Selection) -> dict[str, object]:
    """Ce que toutes les vues impriment en tête : la question, les autres vues, les filtres."""
    montrees = selection.dossier.donnees.vues if selection.dossier else tuple(VueComparee)
    types = {territoire.donnees.type for territoire in selection.territoires}
    codes = {code for territoire in selection.territoires for code in territoire.donnees.departements}
    return {
        "question": QUESTIONS[choisie],
        "autres_vues": [(v, f"{selection.racine}{v.value}/") for v in montrees],
        "vue_choisie": choisie,
        "selection": selection,
        "types": sorted(types, key=lambda type_: type_.libelle),
        "codes": sorted(codes),
    }


@macro
def comparaison_contexte(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Le contexte des territoires, une ligne chacun : type, population, communes, histoire.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    return vue.rendre(
        "comparaison_contexte.html",
        contextes=contextes(selection, vue.corpus.officiel),
        fichier=f"{selection.racine}contexte.csv",
        **entete(vue, VueComparee.CONTEXTE, selection),
    )


@macro
def comparaison_acteurs(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Qui a été entendu, famille par famille, territoire par territoire, et les silences.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    return vue.rendre(
        "comparaison_acteurs.html",
        ecoute=ecouter(vue.corpus, selection),
        **entete(vue, VueComparee.ACTEURS, selection),
    )


@macro
def comparaison_themes(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
    famille: str = "",
) -> str:
    """La matrice des thèmes et des territoires.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
        famille: identifiant d'une famille de thèmes, pour ne montrer qu'elle
    """
    connues = [f.id for f in vue.corpus.referentiel_themes.familles]
    if famille and famille not in connues:
        raise Inconnu("famille de thèmes", famille, connues)
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    matrice = croiser(vue.corpus, vue.fonds.mentions, selection, famille)
    en_entier = bool(famille) or len(selection.territoires) <= TERRITOIRES_PAR_MATRICE
    return vue.rendre(
        "comparaison_themes.html",
        matrice=matrice,
        en_entier=en_entier,
        famille=famille,
        **entete(vue, VueComparee.THEMES, selection),
    )


@macro
def comparaison_axes(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
    theme: str = "",
) -> str:
    """Les axes (ou le niveau que la comparaison lit) côte à côte.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
        theme: identifiant d'un thème, pour ne garder que les axes qui le portent
    """
    if theme:
        vue.corpus.theme(theme)
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
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
    return vue.rendre(
        "comparaison_axes.html",
        colonnes=colonnes,
        total=sum(len(lignes) for _, lignes in colonnes),
        **entete(vue, VueComparee.AXES, selection),
    )


@macro
def comparaison_commentaires(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Les commentaires et enjeux majeurs, côte à côte.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    return vue.rendre(
        "comparaison_commentaires.html",
        plans=selection.plans,
        **entete(vue, VueComparee.COMMENTAIRES, selection),
    )


@macro
def comparaison_gouvernance(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Qui porte la politique sociale, la place du CIAS, les signataires, les instances.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    return vue.rendre(
        "comparaison_gouvernance.html",
        gouvernances=gouverner(selection),
        **entete(vue, VueComparee.GOUVERNANCE, selection),
    )


@macro
def comparaison_comparer(
    vue: Vue,
    dossier: str = "",
    departement: str = "",
    type: str = "",
    territoires: Sequence[str] = (),
) -> str:
    """Choisir deux à quatre territoires et lire leurs synthèses côte à côte.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        territoires: liste d'identifiants, dans l'ordre voulu
    """
    selection = choisir(vue.corpus, dossier, departement, type, territoires)
    return vue.rendre(
        "comparaison_comparer.html",
        syntheses=[(t, adresse_de_synthese(t)) for t in selection.territoires],
        contextes=contextes(selection, vue.corpus.officiel),
        **entete(vue, VueComparee.COMPARER, selection),
    )
