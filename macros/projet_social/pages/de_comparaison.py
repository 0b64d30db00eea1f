"""Les pages de comparaison : tous les territoires, puis chaque dossier, vue par vue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..comparaison.suivi import parle_du_suivi
from ..corpus.corpus import Corpus, DossierPublie
from ..modele.vocabulaire import VueComparee
from .adresse import adresse_de, adresse_de_suivi
from .fixe import AdresseFixe
from .page import TERRITOIRES_PAR_PAGE, LienDePage, Page, en_suite, pages
from .volets import pages_des_volets, volets_des_territoires

COMPARAISON = LienDePage("Comparaison", AdresseFixe.COMPARAISON)
ACCOMPAGNEMENTS = LienDePage("Les intercommunalités accompagnées", AdresseFixe.ACCOMPAGNEMENTS)
QUESTIONS = {
    VueComparee.CONTEXTE: "Qui sont les territoires comparés ?",
    VueComparee.CALENDRIERS: "Combien de temps a pris chaque démarche ?",
    VueComparee.ACTEURS: "Qui a été entendu, et qui ne l’a pas été ?",
    VueComparee.THEMES: "De quoi parle chaque territoire, et de quoi ne parle-t-il pas ?",
    VueComparee.AXES: "Quels axes chaque territoire a-t-il retenus ?",
    VueComparee.COMMENTAIRES: "Que retient-on de chaque démarche ?",
    VueComparee.GOUVERNANCE: "Qui porte la politique sociale ?",
    VueComparee.RESSEMBLANCES: "Quelles phrases et quels territoires se ressemblent ?",
    VueComparee.COMPARER: "En quoi deux à quatre territoires diffèrent-ils ?",
}
"""La question à laquelle répond chaque vue, dite en tête de sa page."""
SANS_VOLETS = (VueComparee.THEMES, VueComparee.COMPARER)
"""Les vues qui ne se lisent pas par lieu : l'une l'est par famille, l'autre montre qui on veut."""
PLACES = {VueComparee.CALENDRIERS: 24, VueComparee.ACTEURS: 20}
"""Les vues où un territoire prend le plus de place, et combien une page en montre."""
CASES_PAR_PAGE = 380
"""Cases de la matrice (un thème, un territoire) au-delà desquelles elle se lit par famille."""


@pages
def pages_de_comparaison(corpus: Corpus) -> Iterator[Page]:
    """L'entrée de la comparaison et les vues de tous les territoires."""
    if len(corpus.territoires) < 2:
        return
    yield Page(
        COMPARAISON.adresse,
        "Comparer les territoires",
        "dossiers",
        description="Ce que les territoires partagent, ce qui les distingue, ce qui manque.",
    )
    vues = tuple(VueComparee)
    yield from _vues(corpus, vues, COMPARAISON.adresse, (COMPARAISON,))
    for dossier in corpus.dossiers.values():
        yield _sommaire(dossier)
        fil = (COMPARAISON, LienDePage(dossier.donnees.titre, adresse_de(dossier)))
        if a_un_suivi(dossier):
            yield _suivi(dossier, fil)
        yield from _vues(corpus, dossier.donnees.vues, adresse_de(dossier), fil, dossier)
    if corpus.accompagnements.groupes:
        yield ACCOMPAGNEMENTS.page(
            "accompagnements",
            description="La liste des intercommunalités accompagnées, et ce qu’elles deviennent.",
            fil=(COMPARAISON,),
            fichier="accompagnements.yml",
        )


def _vues(
    corpus: Corpus,
    vues: Sequence[VueComparee],
    racine: str,
    fil: tuple[LienDePage, ...],
    dossier: DossierPublie | None = None,
) -> Iterator[Page]:
    """Les vues, puis les volets de celles qui montrent trop de territoires pour une page."""
    territoires = dossier.territoires if dossier else list(corpus.territoires.values())
    toutes = list(en_suite(_vue(vue, racine, fil, dossier) for vue in vues))
    yield from toutes
    for vue, entiere in zip(vues, toutes, strict=True):
        page = replace(entiere, complement=dossier.donnees.titre if dossier else "")
        volets = volets_des_territoires(corpus, territoires, places_de(vue))
        if vue is VueComparee.THEMES and not matrice_entiere(corpus, len(territoires)):
            for matrice in en_suite(_matrices(corpus, entiere)):
                yield matrice
                sienne = replace(matrice, complement=page.complement)
                yield from pages_des_volets(sienne, volets)
        elif vue not in SANS_VOLETS:
            yield from pages_des_volets(page, volets, vue.libelle)


def places_de(vue: VueComparee) -> int:
    """Combien de territoires une page de cette vue montre."""
    return PLACES.get(vue, TERRITOIRES_PAR_PAGE)


def matrice_entiere(corpus: Corpus, territoires: int) -> bool:
    """Vrai si la matrice de tous les thèmes et de tant de territoires tient dans une page."""
    return territoires * len(corpus.themes) <= CASES_PAR_PAGE


def _sommaire(dossier: DossierPublie) -> Page:
    return Page(
        adresse_de(dossier),
        dossier.donnees.titre,
        "dossier",
        {"dossier": dossier.id},
        sorte="Comparaison",
        surtitre="Dossier",
        description=f"Les territoires du dossier « {dossier.donnees.titre} ».",
        fil=(COMPARAISON,),
        fichier=dossier.lieu.document.fichier,
    )


def a_un_suivi(dossier: DossierPublie) -> bool:
    """Vrai si un territoire du dossier dit où en est une action."""
    return any(map(parle_du_suivi, dossier.territoires))


def _suivi(dossier: DossierPublie, fil: tuple[LienDePage, ...]) -> Page:
    return Page(
        adresse_de_suivi(dossier),
        "Où en sont les actions ?",
        "tableau_de_bord_du_dossier",
        {"dossier": dossier.id},
        sorte="Comparaison",
        surtitre="Comparaison · Suivi",
        onglet="Suivi",
        complement=dossier.donnees.titre,
        description="Les actions de chaque territoire du dossier, par statut.",
        fil=fil,
        fichier=dossier.lieu.document.fichier,
    )


def _vue(
    vue: VueComparee, racine: str, fil: tuple[LienDePage, ...], dossier: DossierPublie | None = None
) -> Page:
    return Page(
        f"{racine}{vue.value}/",
        QUESTIONS[vue],
        f"comparaison_{vue.value}",
        {"menu": False, **({"dossier": dossier.id} if dossier else {})},
        sorte="Comparaison",
        surtitre=f"Comparaison · {vue.libelle}",
        onglet=vue.libelle,
        complement=dossier.donnees.titre if dossier else "tous les territoires",
        description=f"{vue.libelle}, territoire par territoire : {QUESTIONS[vue]}",
        fil=fil,
        fichier=dossier.lieu.document.fichier if dossier else "",
    )


def _matrices(corpus: Corpus, page: Page) -> Iterator[Page]:
    """La matrice des thèmes, une page par famille."""
    for famille in corpus.referentiel_themes.familles:
        yield replace(
            page,
            adresse=f"{page.adresse}{famille.id}/",
            titre=famille.nom,
            onglet="",
            arguments={**page.arguments, "famille": famille.id},
            fil=(*page.fil, LienDePage(VueComparee.THEMES.libelle, page.adresse)),
        )
