"""Ce que l'on tire des actions d'un territoire (suivi, dates, budget), et son bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..comparaison.budget import a_un_budget
from ..comparaison.echeancier import a_un_calendrier, frise_a_part
from ..comparaison.suivi import actions_du_territoire, parle_du_suivi
from ..comparaison.tableau_de_bord import GroupeDActions, TableauDeBord
from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from .adresse import (
    adresse_de,
    adresse_de_suivi,
    adresse_du_budget,
    adresse_du_bulletin,
    adresse_du_calendrier,
)
from .contact import contact_a_rendre
from .des_territoires import TERRITOIRES, maj_du_territoire
from .page import LienDePage, Page, pages
from .volets import Volet, pages_des_volets

SUIVI = "Où en sont les actions"
BUDGET = "Le budget des actions"
CALENDRIER = "Le calendrier des actions"
BULLETIN = "Donner son avis"


def liens_du_plan(territoire: TerritoirePublie) -> tuple[tuple[LienDePage, str], ...]:
    """Ces pages, qu'un territoire les ait ou non, et leur icône."""
    return (
        (LienDePage(SUIVI, adresse_de_suivi(territoire)), "clipboard-list-outline"),
        (LienDePage(CALENDRIER, adresse_du_calendrier(territoire)), "calendar-month"),
        (LienDePage(BUDGET, adresse_du_budget(territoire)), "cash-multiple"),
        (LienDePage(BULLETIN, adresse_du_bulletin(territoire)), "message-draw"),
    )


def volets_du_suivi(
    tableau: TableauDeBord, plans: Sequence[Plan]
) -> tuple[Volet[GroupeDActions], ...]:
    """Ce que le tableau de bord d'un long plan donne à lire à part : un découpage par page."""
    if tableau.tient_en_une_page:
        return ()
    return tuple(Volet(d.ancre, d.nom, tuple(d.groupes)) for d in tableau.decoupages(plans))


def volets_du_calendrier(territoire: TerritoirePublie) -> tuple[Volet[Ligne], ...]:
    """Ce que le calendrier d'un long plan donne à lire à part : sa frise."""
    actions = frise_a_part(territoire)
    return (Volet("frise", "en frise", actions),) if actions else ()


@pages
def pages_des_plans(corpus: Corpus) -> Iterator[Page]:
    """Ces pages, pour chaque territoire qui a de quoi les remplir."""
    for territoire in corpus.territoires.values():
        if parle_du_suivi(territoire):
            suivi = _page(
                territoire,
                adresse_de_suivi(territoire),
                SUIVI,
                "tableau_de_bord",
                "Où en est chaque action, par qui, pour quand",
            )
            yield suivi
            # Le jour ne change que ce qui est à regarder, jamais les découpages.
            tableau = TableauDeBord.de(actions_du_territoire(territoire), date.max, corpus.themes)
            yield from pages_des_volets(suivi, volets_du_suivi(tableau, territoire.plans))
        if a_un_calendrier(territoire):
            calendrier = _page(
                territoire,
                adresse_du_calendrier(territoire),
                CALENDRIER,
                "calendrier_des_actions",
                "Ce qui commence, ce qui se termine, trimestre par trimestre",
            )
            yield calendrier
            yield from pages_des_volets(calendrier, volets_du_calendrier(territoire))
        if a_un_budget(territoire):
            yield _page(
                territoire,
                adresse_du_budget(territoire),
                BUDGET,
                "budget_des_actions",
                "Ce qui est prévu et dépensé, année par année",
            )
        if contact_a_rendre(territoire):
            yield _page(
                territoire,
                adresse_du_bulletin(territoire),
                BULLETIN,
                "bulletin",
                "Un bulletin à imprimer, pour signaler une erreur ou proposer une idée",
            )


def _page(
    territoire: TerritoirePublie, adresse: str, titre: str, macro: str, description: str
) -> Page:
    lieu = territoire.plans[0].lieu if territoire.plans else territoire.lieu
    return Page(
        adresse,
        titre,
        macro,
        {"territoire": territoire.slug},
        sorte="Synthèse",
        surtitre=territoire.nom,
        complement=territoire.nom,
        description=f"{description} : {territoire.nom}.",
        fil=(TERRITOIRES, LienDePage(territoire.nom, adresse_de(territoire))),
        fichier=lieu.document.fichier,
        territoire=territoire.slug,
        maj=maj_du_territoire(territoire),
    )
