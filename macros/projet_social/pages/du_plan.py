"""Ce que l'on tire des actions d'un territoire : où elles en sont, leur budget, leurs dates."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.budget import a_un_budget
from ..comparaison.echeancier import a_un_calendrier
from ..comparaison.suivi import parle_du_suivi
from ..corpus.corpus import Corpus
from ..corpus.plan import TerritoirePublie
from .adresse import adresse_de, adresse_de_suivi, adresse_du_budget, adresse_du_calendrier
from .des_territoires import TERRITOIRES, maj_du_territoire
from .page import LienDePage, Page, pages

SUIVI = "Où en sont les actions"
BUDGET = "Le budget des actions"
CALENDRIER = "Le calendrier des actions"


def liens_du_plan(territoire: TerritoirePublie) -> tuple[tuple[LienDePage, str], ...]:
    """Les pages que ses actions peuvent lui donner, publiées ou non, et leur icône."""
    return (
        (LienDePage(SUIVI, adresse_de_suivi(territoire)), "clipboard-list-outline"),
        (LienDePage(CALENDRIER, adresse_du_calendrier(territoire)), "calendar-month"),
        (LienDePage(BUDGET, adresse_du_budget(territoire)), "cash-multiple"),
    )


@pages
def pages_des_plans(corpus: Corpus) -> Iterator[Page]:
    """Le suivi, le calendrier et le budget des actions de chaque territoire, si elles en ont."""
    for territoire in corpus.territoires.values():
        if parle_du_suivi(territoire):
            yield _page(
                territoire,
                adresse_de_suivi(territoire),
                SUIVI,
                "tableau_de_bord",
                "Où en est chaque action, par qui, pour quand",
            )
        if a_un_calendrier(territoire):
            yield _page(
                territoire,
                adresse_du_calendrier(territoire),
                CALENDRIER,
                "calendrier_des_actions",
                "Ce qui commence, ce qui se termine, trimestre par trimestre",
            )
        if a_un_budget(territoire):
            yield _page(
                territoire,
                adresse_du_budget(territoire),
                BUDGET,
                "budget_des_actions",
                "Ce qui est prévu et dépensé, année par année",
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
