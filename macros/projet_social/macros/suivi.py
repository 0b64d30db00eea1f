"""Les macros du suivi : où en sont les actions d'un territoire, et celles d'un dossier."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.suivi import CompteDActions, actions_du_territoire, parle_du_suivi
from ..comparaison.tableau_de_bord import GroupeDActions, TableauDeBord
from ..corpus.plan import TerritoirePublie
from ..modele.date_partielle import jour_en_francais
from ..modele.vocabulaire import Statut
from ..pages.adresse import adresse_de_suivi
from .registre import macro
from .vue import Vue

Decoupage = tuple[str, str, list[GroupeDActions]]
"""Une partie du tableau de bord : son ancre, son titre, ses groupes."""


@macro
def tableau_de_bord(vue: Vue, territoire: str) -> str:
    """Où en sont les actions d'un territoire : par statut, en retard, par pilote, par échéance…

    Args:
        territoire: identifiant du territoire
    """
    publie = vue.corpus.territoire(territoire)
    tableau = TableauDeBord.de(
        actions_du_territoire(publie), vue.publication.aujourd_hui, vue.publication.ensemble.themes
    )
    return vue.rendre(
        "tableau_de_bord.html",
        territoire=publie,
        tableau=tableau,
        jour=jour_en_francais(tableau.aujourd_hui),
        decoupages=[
            *_par_niveau(publie, tableau),
            ("par-pilote", "Par pilote", tableau.par_pilote),
            ("par-echeance", "Par échéance", tableau.par_echeance),
            ("par-theme", "Par thème", tableau.par_theme),
        ],
    )


def _par_niveau(publie: TerritoirePublie, tableau: TableauDeBord) -> Iterator[Decoupage]:
    """Les axes et les enjeux de chaque plan, dans ses mots ; le plan, s'il n'est pas seul."""
    for plan in publie.plans:
        for type_, groupes in tableau.par_niveau(plan):
            mot = plan.compter(type_, 1).partition(" ")[2]
            suite = f" : {plan.titre}" if len(publie.plans) > 1 else ""
            yield f"par-{type_}-{plan.id}", f"Par {mot}{suite}", groupes


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
        dossier=publie,
        lignes=lignes,
        total=total,
        statuts=[statut for statut in (*Statut, None) if statut in total],
        jour=jour_en_francais(vue.publication.aujourd_hui),
    )
