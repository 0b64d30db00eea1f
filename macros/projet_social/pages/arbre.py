"""L'arbre de navigation d'une page : ce qui l'entoure, et rien d'autre.

Une page d'un territoire est entourée du plan de ce territoire ; une vue, de la comparaison ; une
page du guide, du guide. Aucun arbre ne grandit avec le nombre des territoires.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan
from ..modele.vocabulaire import VueComparee
from .adresse import (
    a_une_page,
    adresse_de,
    adresse_de_suivi,
    adresse_de_synthese,
    adresse_des_versions,
)
from .de_comparaison import ACCOMPAGNEMENTS, COMPARAISON, a_un_suivi
from .de_conformite import ACCESSIBILITE, DONNEES_PERSONNELLES, ECOCONCEPTION, MENTIONS_LEGALES
from .des_agents import COLONNES, DONNEES, REFERENCE_DES_DONNEES, REFERENCE_DES_MACROS
from .des_idees import IDEES
from .des_themes import PUBLICS, SITUATIONS, THEMES
from .du_plan import liens_du_plan
from .du_site import ACTEURS, GLOSSAIRE, PLAN_DU_SITE, SOURCES
from .page import POUR_LES_AGENTS, LienDePage, Page
from .publication import Publication


@dataclass(frozen=True, slots=True)
class Branche:
    """Une entrée de l'arbre ; ou l'arbre, dont la racine nomme le tout dont une page fait partie.

    Attributes:
        adresse: adresse d'ensemble ; vide pour un simple intitulé.
        branches: ce qu'elle contient, quand cela se montre.
        icone: nom de l'icône posée devant le titre ; vide pour aucune.
    """

    titre: str
    adresse: str = ""
    branches: tuple[Branche, ...] = ()
    icone: str = ""


REPERES = (
    GLOSSAIRE,
    ACTEURS,
    SOURCES,
    PLAN_DU_SITE.lien,
    ACCESSIBILITE,
    MENTIONS_LEGALES,
    DONNEES_PERSONNELLES,
    ECOCONCEPTION,
)
DES_AGENTS = (DONNEES, COLONNES, REFERENCE_DES_DONNEES, REFERENCE_DES_MACROS)
"""Les pages générées qui servent à qui publie ou réutilise, à la suite des pages écrites."""


def arbre_de(
    page: Page, publication: Publication, ecrites: Sequence[Branche] = ()
) -> Branche | None:
    """L'arbre d'une page générée ; None pour celles qui mènent à tout (accueil, listes, recherche).

    Args:
        ecrites: les pages écrites à la main, dans l'ordre de la navigation.
    """
    arbre = _arbre_entier(page, publication, ecrites)
    if arbre is None or publication.adressage.entier:
        return arbre
    return replace(arbre, branches=tuple(_publiees(arbre.branches, publication)))


def _publiees(branches: Sequence[Branche], publication: Publication) -> Iterator[Branche]:
    """Les branches qui mènent à une page de ce site, ou à ce qui en contient une."""
    for branche in branches:
        contenues = tuple(_publiees(branche.branches, publication))
        if branche.adresse and publication.publie(branche.adresse):
            yield replace(branche, branches=contenues)
        elif contenues:
            yield replace(branche, adresse="", branches=contenues)


def _arbre_entier(
    page: Page, publication: Publication, ecrites: Sequence[Branche]
) -> Branche | None:
    corpus = publication.corpus
    if page.territoire:
        return _du_territoire(publication, page)
    rubrique = page.adresse.partition("/")[0]
    if rubrique == "comparaison":
        return _de_comparaison(publication, page)
    if rubrique == "themes":
        return _des_themes(corpus)
    if rubrique in ("situations", "publics"):
        return _des_situations(corpus)
    if rubrique in ("reference", "donnees"):
        return arbre_des_agents(publication, ecrites)
    if page.adresse.startswith(tuple(lien.adresse for lien in REPERES)):
        gardes = (lien for lien in REPERES if publication.publie(lien.adresse))
        return Branche("Repères", "", tuple(map(_du_lien, gardes)))
    return None


def arbre_des_agents(publication: Publication, ecrites: Sequence[Branche]) -> Branche:
    """L'arbre des pages écrites à la main, suivies des données et des références."""
    generees = tuple(_du_lien(lien) for lien in DES_AGENTS if publication.publie(lien.adresse))
    return Branche(POUR_LES_AGENTS, "", (*ecrites, *generees))


def _du_lien(lien: LienDePage) -> Branche:
    return Branche(lien.titre, lien.adresse)


def _du_territoire(publication: Publication, page: Page) -> Branche:
    territoire = publication.corpus.territoires[page.territoire]
    active = page.arguments.get("ligne")
    ligne = next((ligne for ligne in territoire.lignes if ligne.id == active), None)
    chemin = [*ligne.ancetres, ligne] if ligne else []
    branches = [
        Branche("Présentation", adresse_de(territoire)),
        Branche("La synthèse", adresse_de_synthese(territoire)),
        *(
            _du_lien(lien)
            for lien, _ in liens_du_plan(territoire)
            if publication.publie(lien.adresse)
        ),
    ]
    if len(territoire.plans) == 1:
        branches += _du_plan(territoire.plans[0], chemin)
    else:
        for plan in territoire.plans:
            contenu = tuple(_du_plan(plan, chemin))
            branches.append(Branche(plan.titre, adresse_de(plan), contenu))
    if publication.corpus.versions.get(territoire.slug):
        branches.append(Branche("Les versions du plan", adresse_des_versions(territoire)))
    return Branche(territoire.nom, adresse_de(territoire), tuple(branches))


def _du_plan(plan: Plan, chemin: Sequence[Ligne]) -> Iterator[Branche]:
    for type_, lignes in plan.groupes:
        yield Branche(
            plan.compter(type_, len(lignes)),
            branches=tuple(_de_la_ligne(ligne, chemin) for ligne in lignes),
        )


def _de_la_ligne(ligne: Ligne, chemin: Sequence[Ligne]) -> Branche:
    """Une ligne ; sur le chemin de la page, ce qu'elle contient se montre."""
    enfants = ligne.enfants if ligne in chemin else []
    a_montrer = [e for e in enfants if a_une_page(e) or e in chemin] or enfants
    return Branche(
        ligne.titre,
        adresse_de(ligne),
        tuple(_de_la_ligne(enfant, chemin) for enfant in a_montrer),
    )


def _de_comparaison(publication: Publication, page: Page) -> Branche:
    corpus = publication.corpus
    vues = tuple(Branche(vue.libelle, f"{COMPARAISON.adresse}{vue.value}/") for vue in VueComparee)
    branches = [Branche("Tous les territoires", branches=vues)]
    if corpus.dossiers:
        dossiers = []
        for dossier in corpus.dossiers.values():
            racine = adresse_de(dossier)
            ouvert = page.adresse.startswith(racine)
            siennes = [Branche(v.libelle, f"{racine}{v.value}/") for v in dossier.donnees.vues]
            if a_un_suivi(dossier):
                siennes.append(Branche("Où en sont les actions", adresse_de_suivi(dossier)))
            dossiers.append(
                Branche(dossier.donnees.titre, racine, tuple(siennes) if ouvert else ())
            )
        branches.append(Branche("Dossiers", branches=tuple(dossiers)))
    if corpus.accompagnements.groupes:
        branches.append(_du_lien(ACCOMPAGNEMENTS))
    if publication.publie(IDEES.adresse):
        branches.append(_du_lien(IDEES))
    return Branche(COMPARAISON.titre, COMPARAISON.adresse, tuple(branches))


def _des_themes(corpus: Corpus) -> Branche:
    familles = [
        Branche(
            famille.nom,
            branches=tuple(
                Branche(theme.en_bref, adresse_de(theme), icone=theme.icone or "")
                for theme in corpus.themes.values()
                if theme.famille == famille.id
            ),
        )
        for famille in corpus.referentiel_themes.familles
    ]
    return Branche(THEMES.titre, THEMES.adresse, tuple(f for f in familles if f.branches))


def _des_situations(corpus: Corpus) -> Branche:
    situations = tuple(
        Branche(situation.phrase, adresse_de(situation), icone=situation.icone or "")
        for situation in corpus.situations.values()
    )
    publics = tuple(
        Branche(public.nom, adresse_de(public), icone=public.icone or "")
        for public in corpus.publics.values()
    )
    branches = (
        Branche("Votre situation", SITUATIONS.adresse, situations),
        Branche(PUBLICS.titre, PUBLICS.adresse, publics),
    )
    return Branche(
        "Que cherchez-vous ?",
        SITUATIONS.adresse if situations else PUBLICS.adresse,
        tuple(branche for branche in branches if branche.branches),
    )
