"""Les macros du suivi : où en sont les actions d'un territoire, et celles d'un dossier."""

from __future__ import annotations

from ..comparaison.suivi import CompteDActions, actions_du_territoire, parle_du_suivi
from ..comparaison.tableau_de_bord import TableauDeBord
from ..corpus.corpus import designer
from ..modele.date_partielle import jour_en_francais
from ..modele.vocabulaire import Statut
from ..pages.adresse import adresse_de_suivi
from ..pages.du_plan import volets_du_suivi
from .registre import macro
from .vue import Vue


@macro
def tableau_de_bord(vue: Vue, territoire: str, volet: str = "") -> str:
    """Où en sont les actions d'un territoire : par statut, en retard, par pilote, par échéance…

    Args:
        territoire: identifiant du territoire
        volet: ce qu'un long plan donne à lire à part, sur cette page
    """
    publie = vue.corpus.territoire(territoire)
    tableau = TableauDeBord.de(
        actions_du_territoire(publie), vue.publication.aujourd_hui, vue.publication.ensemble.themes
    )
    donnees = {"territoire": publie, "tableau": tableau, "adresse": adresse_de_suivi(publie)}
    if volet:
        tous = {decoupage.ancre: decoupage for decoupage in tableau.decoupages(publie.plans)}
        choisi = designer("volet", volet, tous)
        return vue.rendre("tableau_de_bord_decoupe.html", decoupage=choisi, **donnees)
    volets = () if vue.papier else volets_du_suivi(tableau, publie.plans)
    return vue.rendre(
        "tableau_de_bord.html",
        jour=jour_en_francais(tableau.aujourd_hui),
        decoupages=[] if volets else tableau.decoupages(publie.plans),
        volets=volets,
        **donnees,
    )


@macro
def tableau_de_bord_du_dossier(vue: Vue, dossier: str) -> str:
    """Où en sont les actions des territoires d'un dossier, un territoire par ligne.

    Args:
        dossier: identifiant du dossier
    """
    publie = vue.corpus.dossier(dossier)
    lignes = [
        (t, CompteDActions.de(actions_du_territoire(t)), parle_du_suivi(t) and adresse_de_suivi(t))
        for t in publie.territoires
    ]
    total = CompteDActions.de(action for _, compte, _ in lignes for action in compte.lignes)
    return vue.rendre(
        "tableau_de_bord_du_dossier.html",
        lignes=lignes,
        total=total,
        statuts=[statut for statut in (*Statut, None) if statut in total],
        jour=jour_en_francais(vue.publication.aujourd_hui),
    )
