"""Les macros des versions figées : ce qui a changé de l'une à l'autre, et le plan tel qu'il fut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from ..comparaison.bilan_annuel import BilanAnnuel
from ..comparaison.versions import Changements, NatureDEvolution, comparer_les_versions
from ..corpus.corpus import VersionPubliee
from ..corpus.plan import Ligne, Plan
from ..pages.adresse import a_une_page, adresse_de, adresse_des_versions
from ..pages.publication import Publication
from ..texte.emboitement import emboiter_un_corps
from ..texte.liens import NULLE_PART, delier
from ..texte.typographie import accorder
from .lignes import fiche, niveau
from .registre import macro
from .territoires import synthese
from .vue import Vue

BREFS = {
    NatureDEvolution.AJOUTEE: ("ajoutée", "ajoutées"),
    NatureDEvolution.RETIREE: ("retirée", "retirées"),
    NatureDEvolution.PARTAGEE: ("partagée", "partagées"),
    NatureDEvolution.REUNIE: ("réunion", "réunions"),
    NatureDEvolution.RECOMPOSEE: ("recomposition", "recompositions"),
    NatureDEvolution.MODIFIEE: ("modifiée", "modifiées"),
}
"""Chaque sorte d'évolution, comptée."""
DESCENDRE = 2
"""De « h2 » à « h4 » : chaque ligne de la version a son titre de troisième rang."""


@dataclass(frozen=True)
class VueFigee(Vue):
    """La place d'un bloc dans une version : un lien y mène sur place, ou nulle part.

    Attributes:
        ancres: l'ancre de chaque adresse que la page contient.
    """

    ancres: Mapping[str, str] = field(default_factory=dict)

    def vers(self, cible: Any) -> str:
        """L'ancre de la cible sur la page : rien d'aujourd'hui ne s'y lirait comme d'alors."""
        ancre = self.ancres.get(adresse_de(cible))
        return f"#{ancre}" if ancre else NULLE_PART


@dataclass(frozen=True)
class Transition:
    """D'une version à la suivante, ou au plan d'aujourd'hui.

    Attributes:
        apres: la version suivante ; None pour le plan d'aujourd'hui.
    """

    avant: VersionPubliee
    apres: VersionPubliee | None
    changements: Changements

    @property
    def en_bref(self) -> str:
        """« 2 ajoutées, 1 retirée » : ce qui a changé, compté."""
        comptes = ", ".join(
            accorder(len(evolutions), *BREFS[nature])
            for nature, evolutions in self.changements.groupes
        )
        return comptes or ("autour du plan seulement" if self.changements.du_projet else "rien")

    @property
    def ancre(self) -> str:
        """L'ancre de cette transition dans la page."""
        return f"depuis-{self.avant.id}"


@macro
def versions(vue: Vue, territoire: str) -> str:
    """Les versions figées des plans d'un territoire, et ce qui a changé de l'une à l'autre.

    Args:
        territoire: identifiant du territoire
    """
    publie = vue.corpus.territoire(territoire)
    par_plan = [(plan, vue.corpus.versions_du_plan(plan)) for plan in publie.plans_publies_ici]
    figes = [(plan, list(_transitions(plan, figees))) for plan, figees in par_plan if figees]
    return vue.rendre("versions.html", plans=figes, ancre_de=ancre_dans_la_version)


def _transitions(plan: Plan, figees: list[VersionPubliee]) -> Iterator[Transition]:
    """Les transitions d'un plan, la plus récente d'abord."""
    suivantes = [*figees[1:], None]
    for version, suivante in reversed(list(zip(figees, suivantes, strict=True))):
        arrivee = suivante.plan if suivante else plan
        yield Transition(version, suivante, comparer_les_versions(version.plan, arrivee))


def transition_vers_aujourd_hui(bilan: BilanAnnuel) -> Transition | None:
    """Ce qui a changé depuis la version à laquelle un bilan se compare ; None s'il n'en a pas."""
    if bilan.depuis is None or bilan.changements is None:
        return None
    return Transition(bilan.depuis, None, bilan.changements)


@macro
def version(vue: Vue, territoire: str, version: str) -> str:
    """Un plan tel qu'il était le jour où on l'a figé, tout entier.

    Args:
        territoire: identifiant du territoire
        version: identifiant de la version (« 2025-12-12-vote »)
    """
    publiee = vue.corpus.version(territoire, version)
    places = ((adresse_de(ligne), ancre_dans_la_version(ligne)) for ligne in publiee.plan.lignes)
    ancres = {adresse: ancre for adresse, ancre in places if ancre}
    alors = Publication(publiee.corpus, aujourd_hui=publiee.jour, recherche=False)
    figee = VueFigee(alors, vue.page, ancres=ancres)
    rendue = vue.rendre(
        "version.html",
        version=publiee,
        aujourd_hui=vue.vers(vue.corpus.territoire(territoire)),
        changements=f"{vue.vers(adresse_des_versions(publiee.plan.territoire))}#depuis-{version}",
        adresse=vue.publication.absolue(publiee) or "",
        ensemble=figee.bloc(synthese, territoire=territoire),
        lignes=[_ligne(figee, ligne) for ligne in publiee.plan.lignes if a_une_page(ligne)],
    )
    return Markup(delier(rendue))


def ancre_dans_la_version(ligne: Ligne) -> str:
    """L'ancre d'une ligne dans la page de sa version ; vide si elle n'y a pas de place à elle."""
    if a_une_page(ligne):
        return ligne.id
    contenant = next(filter(a_une_page, reversed(ligne.ancetres)), None)
    return f"{contenant.id}-{ligne.id}" if contenant else ""


def _ligne(figee: VueFigee, ligne: Ligne) -> tuple[Ligne, Markup]:
    """Une ligne, et son corps de ce jour-là, à sa place dans la version."""
    macro_de_la_ligne = fiche if ligne.fiche else niveau
    corps = figee.bloc(macro_de_la_ligne, territoire=ligne.territoire.slug, ligne=ligne.id)
    return ligne, Markup(emboiter_un_corps(corps, ligne.id, DESCENDRE))
