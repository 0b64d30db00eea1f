"""Les macros des référentiels : communes, glossaire, acteurs, sources."""

from __future__ import annotations

from ..comparaison.ecoute import ecouter
from ..comparaison.selection import choisir, permettre
from ..corpus.officiel import MILLESIME
from ..corpus.plan import TerritoirePublie
from ..modele.accents import sans_accent
from ..modele.referentiel import Terme
from ..pages.volets import CommuneDesSiens
from ..texte.finition import ancre_du_terme
from ..texte.identifiant import forme_commune, identifiant_de
from .en_volets import choisir_le_volet
from .registre import macro
from .vue import Vue


@macro
def communes(vue: Vue, volet: str = "") -> str:
    """Les communes de A à Z, chacune vers son territoire ; trop nombreuses, lettre par lettre.

    Args:
        volet: premières lettres (« s », « saint-m »), quand les communes se lisent en volets
    """
    toutes, volets = vue.publication.communes, vue.publication.volets_des_communes
    montre = choisir_le_volet(toutes, volets, volet)
    lettres: dict[str, list[CommuneDesSiens]] = {}
    for couple in () if montre.feuilles else montre.contenus:
        lettres.setdefault(sans_accent(couple[0].nom)[0].upper(), []).append(couple)
    return vue.rendre(
        "communes.html",
        lettres=list(lettres.items()),
        montre=montre,
        volets=montre.volet.volets if montre.volet else volets,
        total=len(toutes),
        millesime=MILLESIME,
    )


@macro
def recherche_territoire(vue: Vue, id: str = "territoire-cherche") -> str:
    """Un champ pour trouver son territoire par son nom ou par sa commune.

    Args:
        id: identifiant du champ, unique dans la page
    """
    return vue.rendre("recherche_territoire.html", id=id)


@macro
def glossaire(vue: Vue) -> str:
    """Les sigles et les mots du métier, expliqués."""
    termes = sorted(vue.corpus.termes, key=lambda terme: forme_commune(terme.sigle))
    ancres = {terme.sigle: identifiant_de(terme.sigle) for terme in termes}
    return vue.rendre(
        "glossaire.html",
        termes=[(terme, ancres[terme.sigle]) for terme in termes],
        ancres=ancres,
    )


def sigles_de_la_page(vue: Vue, termes: list[Terme]) -> str:
    """Les sigles rencontrés dans une page, expliqués au bas de celle-ci."""
    couples = [(terme, ancre_du_terme(terme)) for terme in termes]
    return vue.rendre("sigles_de_la_page.html", termes=couples)


@macro
def acteurs(vue: Vue, famille: str = "") -> str:
    """Les acteurs que nomment les documents, famille par famille, et où ils ont été entendus.

    Args:
        famille: identifiant d'une famille d'acteurs, pour ne montrer qu'elle
    """
    connues = [candidate.id for candidate in vue.corpus.referentiel_acteurs.familles]
    permettre("famille d'acteurs", famille, connues)
    tableau = ecouter(vue.corpus, choisir(vue.corpus)).tableau
    return vue.rendre(
        "acteurs.html",
        familles=[(f, lignes) for f, lignes in tableau if lignes and famille in ("", f.id)],
        total=len(vue.corpus.referentiel_acteurs.acteurs),
    )


@macro
def sources(vue: Vue) -> str:
    """Les documents d'où viennent les données, et comment les citer."""
    par_document: dict[str, list[TerritoirePublie]] = {}
    for plan in vue.corpus.plans:
        if plan.projet.source and plan.projet.source.document:
            par_document.setdefault(plan.projet.source.document, []).append(plan.territoire)
    return vue.rendre(
        "sources.html",
        sources=[(s, par_document.get(s.id, [])) for s in vue.corpus.sources.values()],
    )
