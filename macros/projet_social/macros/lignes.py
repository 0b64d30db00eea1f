"""Les macros des lignes de plan : axe, enjeu, fiche-action, listes et tableaux de lignes."""

from __future__ import annotations

from ..comparaison.budget import budgeter
from ..comparaison.selection import permettre
from ..comparaison.series import ranger_les_indicateurs
from ..comparaison.suivi import actions_sous, signaux
from ..corpus.corpus import Inconnu
from ..corpus.plan import Ligne, par_territoire
from ..modele.texte import est_un_identifiant, identifiants_parmi
from ..modele.vocabulaire import Statut, TypeNiveau
from ..pages.adresse import adresse_de, adresse_de_suivi, adresse_du_bulletin
from ..texte.identifiant import identifiant_de
from .precisions import precisions
from .registre import macro
from .vue import Vue


@macro
def niveau(vue: Vue, territoire: str, ligne: str) -> str:
    """Un axe, un enjeu ou toute autre ligne, avec ce qu'elle contient.

    Args:
        territoire: identifiant du territoire
        ligne: identifiant de la ligne
    """
    trouvee = vue.corpus.ligne(territoire, ligne)
    return vue.rendre(
        "niveau.html",
        ligne=trouvee,
        adresse_page=adresse_de(trouvee),
        budget=budgeter(actions_sous(trouvee)),
        ranger=ranger_les_indicateurs,
        precisions=precisions(trouvee.contenu),
        **_d_ailleurs(vue, trouvee),
    )


@macro
def fiche(vue: Vue, territoire: str, ligne: str) -> str:
    """Une fiche-action entière.

    Args:
        territoire: identifiant du territoire
        ligne: identifiant de l'action
    """
    trouvee = vue.corpus.ligne(territoire, ligne)
    contenu = trouvee.fiche
    if contenu is None:
        actions = [autre.id for autre in trouvee.territoire.lignes if autre.fiche]
        raise Inconnu(f"action de {territoire}", ligne, actions)
    return vue.rendre(
        "fiche.html",
        ligne=trouvee,
        ranger=ranger_les_indicateurs,
        signaux=signaux(contenu, vue.publication.aujourd_hui),
        budget=budgeter([trouvee]),
        adresse_suivi=adresse_de_suivi(trouvee.territoire),
        adresse_du_bulletin=adresse_du_bulletin(trouvee.territoire),
        precisions=precisions(contenu),
        precisions_des_etapes=[precisions(etape) for etape in contenu.etapes],
        partageurs=[
            vue.publication.ensemble.territoires[slug]
            for slug in identifiants_parmi(contenu.partage_avec)
        ],
        partageurs_d_ailleurs=[nom for nom in contenu.partage_avec if not est_un_identifiant(nom)],
        liees=[vue.corpus.ligne(territoire, id_) for id_ in contenu.actions_liees],
        **_d_ailleurs(vue, trouvee),
    )


def _d_ailleurs(vue: Vue, ligne: Ligne) -> dict[str, object]:
    """Ce qui est dit ailleurs presque mot pour mot, puis ce qui l'est sur les mêmes thèmes."""
    echos = vue.publication.ressemblances.echos(ligne)
    deja_dites = [echo.ligne for echo in echos]
    voisines = vue.publication.ailleurs.voisines(ligne)
    return {"echos": echos, "voisines": [v for v in voisines if v not in deja_dites]}


@macro
def ailleurs(vue: Vue, territoire: str, ligne: str, nombre: int = 5) -> str:
    """Ce que d'autres territoires font sur les mêmes thèmes qu'une ligne.

    Args:
        territoire: identifiant du territoire
        ligne: identifiant de la ligne
        nombre: combien de lignes au plus
    """
    trouvee = vue.corpus.ligne(territoire, ligne)
    return vue.rendre("ailleurs.html", voisines=vue.publication.ailleurs.voisines(trouvee, nombre))


@macro
def lignes(
    vue: Vue, theme: str = "", public: str = "", territoire: str = "", type: str = ""
) -> str:
    """Des lignes de plan, choisies par filtres et groupées par territoire.

    Args:
        theme: identifiant d'un thème
        public: identifiant d'un public
        territoire: identifiant d'un territoire
        type: axe, enjeu, objectif, orientation ou action
    """
    choisies = _filtrer(vue, theme, public, territoire, type)
    return vue.rendre("lignes.html", groupes=par_territoire(choisies))


@macro
def tableau_actions(
    vue: Vue, territoire: str = "", theme: str = "", public: str = "", statut: str = ""
) -> str:
    """Un tableau d'actions, choisies par filtres.

    Args:
        territoire: identifiant d'un territoire
        theme: identifiant d'un thème
        public: identifiant d'un public
        statut: piste, a_venir, en_amorcage, en_cours, realisee, en_pause ou abandonnee
    """
    permettre("statut", statut, list(Statut))
    choisies = [
        ligne
        for ligne in _filtrer(vue, theme, public, territoire, TypeNiveau.ACTION)
        if not statut or ligne.statut == statut
    ]
    filtres = "-".join(filter(None, ("actions", territoire, theme, public, statut)))
    return vue.rendre(
        "actions.html",
        lignes=choisies,
        plusieurs=not territoire,
        id=identifiant_de(filtres),
        legende="Actions",
    )


def _filtrer(vue: Vue, theme: str, public: str, territoire: str, type_: str) -> list[Ligne]:
    permettre("type de ligne", type_, list(TypeNiveau))
    permettre("thème", theme, vue.corpus.themes)
    permettre("public", public, vue.corpus.publics)
    choisies = vue.corpus.territoire(territoire).lignes if territoire else vue.corpus.lignes
    return [
        ligne
        for ligne in choisies
        if (not theme or theme in ligne.themes)
        and (not public or public in ligne.publics)
        and (not type_ or ligne.type == type_)
    ]
