"""Ce que l'on tire des actions d'un territoire : leur budget, leur calendrier."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.budget import a_un_budget
from ..comparaison.echeancier import a_un_calendrier
from ..corpus.corpus import Corpus
from ..corpus.plan import TerritoirePublie
from .adresse import adresse_de, adresse_du_budget, adresse_du_calendrier
from .des_territoires import TERRITOIRES, maj_du_territoire
from .page import LienDePage, Page, pages

BUDGET = "Le budget des actions"
CALENDRIER = "Le calendrier des actions"


def liens_du_plan(territoire: TerritoirePublie) -> tuple[tuple[LienDePage, str], ...]:
    """Les pages que ses actions peuvent lui donner, publiées ou non, et leur icône."""
    return (
        (LienDePage(CALENDRIER, adresse_du_calendrier(territoire)), "calendar-month"),
        (LienDePage(BUDGET, adresse_du_budget(territoire)), "cash-multiple"),
    )


@pages
def pages_des_plans(corpus: Corpus) -> Iterator[Page]:
    """Le calendrier et le budget des actions de chaque territoire, si elles en ont."""
    for territoire in corpus.territoires.values():
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
        fichier=territoire.plans[0].lieu.document.fichier,
        territoire=territoire.slug,
        maj=maj_du_territoire(territoire),
    )
