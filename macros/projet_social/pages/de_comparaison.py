"""Les pages de comparaison : tous les territoires, puis chaque dossier, vue par vue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..corpus.corpus import Corpus, DossierPublie
from ..modele.vocabulaire import VueComparee
from .adresse import adresse_de
from .fixe import AdresseFixe
from .page import TERRITOIRES_PAR_PAGE, LienDePage, Page, en_suite, pages

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
    yield from en_suite(_vue(vue, COMPARAISON.adresse, (COMPARAISON,)) for vue in VueComparee)
    if len(corpus.territoires) > TERRITOIRES_PAR_PAGE:
        yield from en_suite(_matrices(corpus, COMPARAISON.adresse, (COMPARAISON,)))
    for dossier in corpus.dossiers.values():
        yield _sommaire(dossier)
        fil = (COMPARAISON, LienDePage(dossier.donnees.titre, adresse_de(dossier)))
        yield from en_suite(
            _vue(vue, adresse_de(dossier), fil, dossier) for vue in dossier.donnees.vues
        )
        trop_grand = len(dossier.territoires) > TERRITOIRES_PAR_PAGE
        if trop_grand and VueComparee.THEMES in dossier.donnees.vues:
            yield from en_suite(_matrices(corpus, adresse_de(dossier), fil, dossier))
    if corpus.accompagnements.groupes:
        yield Page(
            ACCOMPAGNEMENTS.adresse,
            ACCOMPAGNEMENTS.titre,
            "accompagnements",
            description="La liste des intercommunalités accompagnées, et ce qu’elles deviennent.",
            fil=(COMPARAISON,),
            fichier="accompagnements.yml",
        )


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


def _matrices(
    corpus: Corpus, racine: str, fil: tuple[LienDePage, ...], dossier: DossierPublie | None = None
) -> Iterator[Page]:
    """La matrice des thèmes, une page par famille."""
    for famille in corpus.referentiel_themes.familles:
        page = _vue(VueComparee.THEMES, racine, fil, dossier)
        yield replace(
            page,
            adresse=f"{page.adresse}{famille.id}/",
            titre=famille.nom,
            onglet="",
            arguments={**page.arguments, "famille": famille.id},
            fil=(*fil, LienDePage(VueComparee.THEMES.libelle, page.adresse)),
        )
