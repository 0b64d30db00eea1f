"""Les macros d'un territoire : liste, carte, présentation, plan, frise, synthèse."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from ..comparaison import frise as frises
from ..comparaison.ecoute import annoncer
from ..comparaison.mentions import NiveauDeMention, mentions_du_plan
from ..comparaison.selection import choisir
from ..comparaison.suivi import compter_les_statuts
from ..comparaison.tableau_de_bord import ancre_du_statut
from ..corpus.corpus import designer
from ..corpus.plan import Plan, TerritoirePublie
from ..pages.adresse import adresse_de, adresse_de_suivi, adresse_de_synthese, adresse_des_versions
from ..pages.du_plan import liens_du_plan
from ..pages.du_site import PAR_LIEU
from ..pages.fixe import AdresseFixe
from .cartes import carte_territoires
from .donnees import emporter
from .en_volets import choisir_le_volet
from .integration import reprendre, suivre
from .precisions import precisions
from .registre import macro
from .themes import SITUATIONS_A_L_ACCUEIL, situations
from .vue import Vue

PARTIES = {
    "contexte": "Le contexte",
    "demarche": "La démarche",
    "participation": "La participation",
    "methode": "La méthode",
    "valeurs": "Les valeurs",
    "secteurs": "Les secteurs du territoire",
    "gouvernance": "La gouvernance",
    "partenaires": "Les partenaires",
    "commentaires": "Commentaires et enjeux majeurs",
    "liens": "Documents et liens",
}
"""Les parties de la page d'un territoire : champ du projet et titre, dans l'ordre."""


@macro
def territoires(
    vue: Vue, departement: str = "", type: str = "", dossier: str = "", volet: str = ""
) -> str:
    """La liste des territoires : en quelques lignes, sur la carte, puis en tableau.

    Args:
        departement: numéro de département, pour ne garder que ses territoires
        type: type de territoire (communaute_de_communes, commune…)
        dossier: identifiant d'un dossier, pour ses territoires dans son ordre
        volet: région ou département, quand la liste se lit en volets (« bretagne »)
    """
    choisis = choisir(vue.corpus, dossier, departement, type).territoires
    codes = {code for t in choisis for code in t.donnees.departements}
    filtres = {"departement": departement, "type": type, "dossier": dossier}
    volets = () if any(filtres.values()) else vue.publication.volets()
    montre = choisir_le_volet(choisis, volets, volet)
    return vue.rendre(
        "territoires.html",
        territoires=montre.contenus,
        montre=montre,
        adresse=f"{AdresseFixe.TERRITOIRES}{PAR_LIEU}",
        carte=vue.bloc(carte_territoires, **filtres) if len(codes) > 1 and not volet else "",
    )


@macro
def carte(vue: Vue, territoire: str) -> str:
    """Un territoire en quelques lignes : nom, type, habitants, état du projet.

    Args:
        territoire: identifiant du territoire
    """
    return vue.rendre("carte.html", territoire=vue.corpus.territoire(territoire))


@macro
def territoire(vue: Vue, territoire: str) -> str:
    """La page d'un territoire : ses chiffres, son plan, sa démarche, sa gouvernance.

    Args:
        territoire: identifiant du territoire
    """
    return _presenter(vue, vue.corpus.territoire(territoire))


@macro
def accueil_du_territoire(vue: Vue, territoire: str) -> str:
    """L'accueil du site d'un seul territoire : sa page, précédée de quoi y chercher.

    Args:
        territoire: identifiant du territoire
    """
    avec = vue.corpus.situations and vue.publie(AdresseFixe.SITUATIONS)
    choisies = vue.bloc(situations, nombre=SITUATIONS_A_L_ACCUEIL) if avec else ""
    entree = vue.rendre("entree_du_territoire.html", situations=choisies)
    return _presenter(vue, vue.corpus.territoire(territoire), entree)


def _presenter(vue: Vue, publie: TerritoirePublie, entree: str = "") -> str:
    """La page d'un territoire, avec ce qui vient avant son plan."""
    return vue.rendre(
        "territoire.html",
        territoire=publie,
        entree=entree,
        adresse_synthese=adresse_de_synthese(publie),
        liens_du_plan=liens_du_plan(publie),
        adresse_suivi=adresse_de_suivi(publie),
        ancre_du_statut=ancre_du_statut,
        titres=PARTIES,
        plans_rendus={plan.id: _arbre(vue, publie, plan) for plan in publie.plans},
        frises={plan.id: _frise(vue, publie, plan, replier=True) for plan in publie.plans},
        silences={plan.id: _silences(plan) for plan in publie.plans},
        versions={plan.id: vue.corpus.versions_du_plan(plan) for plan in publie.plans},
        adresse_des_versions=adresse_des_versions,
        statuts={plan.id: compter_les_statuts(plan.lignes) for plan in publie.plans},
        suivre=vue.bloc(suivre, territoire=publie.slug),
        emporter=vue.bloc(emporter, territoire=publie.slug),
        reprendre=vue.bloc(reprendre, territoire=publie.slug),
        precisions=precisions(publie.donnees, *(plan.projet for plan in publie.plans)),
        semblables=vue.publication.semblables.de(
            publie, list(vue.publication.atteignable.territoires.values())
        ),
    )


def _silences(plan: Plan) -> list[str]:
    """Ce que le document annonce sans l'énumérer, et ce dont il ne dit rien."""
    projet = plan.projet
    dits = []
    for type_, annonce in projet.comptes_declares.items():
        if annonce != (nommes := plan.comptes[type_]):
            aucun = "il n’en énumère aucun" + "e" * type_.feminin
            suite = f"il n’en nomme que {nommes}" if nommes else aucun
            dits.append(f"Le document annonce {annonce} {type_.pluriel} ; {suite}.")
    if not projet.demarche or not projet.demarche.etapes:
        dits.append("Il ne donne pas de calendrier.")
    if not projet.gouvernance:
        dits.append("Il ne dit rien de la gouvernance.")
    return dits


@macro
def plan(vue: Vue, territoire: str, projet: str = "", complet: bool = False) -> str:
    """Le plan d'un territoire, en arbre replié ou tout déplié.

    Args:
        territoire: identifiant du territoire
        projet: identifiant du projet, quand le territoire en a plusieurs
        complet: True pour tout montrer, déplié
    """
    publie = vue.corpus.territoire(territoire)
    choisi = plan_du_territoire(publie, projet)
    if complet:
        return vue.rendre("plan_complet.html", plan=choisi)
    return vue.rendre("plan.html", plan=choisi, adresse_page="")


@macro
def frise(vue: Vue, territoire: str, projet: str = "") -> str:
    """Les étapes de la démarche d'un territoire, dessinées puis en liste.

    Args:
        territoire: identifiant du territoire
        projet: identifiant du projet, quand le territoire en a plusieurs
    """
    publie = vue.corpus.territoire(territoire)
    return _frise(vue, publie, plan_du_territoire(publie, projet), replier=True)


@macro
def synthese(vue: Vue, territoire: str) -> str:
    """La synthèse d'un territoire : contexte, calendrier, axes, commentaires et enjeux majeurs.

    Args:
        territoire: identifiant du territoire
    """
    publie = vue.corpus.territoire(territoire)
    return vue.rendre(
        "synthese.html",
        page=adresse_de_synthese(publie),
        territoire=publie,
        plans_rendus={plan.id: vue.rendre("plan_complet.html", plan=plan) for plan in publie.plans},
        frises={plan.id: _frise(vue, publie, plan, replier=False) for plan in publie.plans},
        themes_dits=_themes_dits(publie, list(vue.corpus.themes)),
    )


def _themes_dits(publie: TerritoirePublie, ordre: list[str]) -> list[tuple[str, list[str]]]:
    """Les thèmes d'un territoire, rangés par le plus haut lieu où il en parle."""
    lieux: dict[str, NiveauDeMention] = {}
    for plan in publie.plans:
        for mention in mentions_du_plan(plan):
            for theme in mention.themes:
                lieux[theme] = min(mention.niveau, lieux.get(theme, NiveauDeMention.C))
    rangs = [
        (f"{niveau.value} : {niveau.libelle}", [t for t in ordre if lieux.get(t) is niveau])
        for niveau in NiveauDeMention
    ]
    return [(intitule, themes) for intitule, themes in rangs if themes]


def plan_du_territoire(publie: TerritoirePublie, projet: str) -> Plan:
    """Le plan que l'on nomme, ou le premier du territoire.

    Raises:
        Inconnu: aucun plan de ce nom.
    """
    plans = {plan.id: plan for plan in publie.plans}
    return designer(f"projet de {publie.slug}", projet or next(iter(plans), ""), plans)


def _arbre(vue: Vue, publie: TerritoirePublie, plan: Plan) -> str:
    return vue.rendre("plan.html", plan=plan, adresse_page=adresse_de(publie))


def _frise(vue: Vue, publie: TerritoirePublie, plan: Plan, *, replier: bool) -> str:
    if plan.projet.demarche is None or not plan.projet.demarche.etapes:
        return Markup()
    return vue.rendre(
        "frise.html",
        etapes=plan.projet.demarche.etapes,
        frise=frises.placer_les_etapes(plan.projet.demarche.etapes),
        annoncer=partial(annoncer, vue.corpus),
        id=f"{publie.slug}-{plan.id}",
        replier=replier,
    )
