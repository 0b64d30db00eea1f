"""Le réservoir d'idées : une page par territoire à qui d'autres peuvent en donner."""

from __future__ import annotations

from collections.abc import Iterator

from ..comparaison.idees import ReservoirDIdees
from ..corpus.corpus import Corpus
from .de_comparaison import COMPARAISON
from .fixe import AdresseFixe
from .page import POUR_LES_AGENTS, LienDePage, Page, en_suite, pages

IDEES = LienDePage("Réservoir d’idées", AdresseFixe.IDEES)


@pages
def pages_des_idees(corpus: Corpus) -> Iterator[Page]:
    """La liste, puis une page par territoire qui a de quoi y lire."""
    reservoir = ReservoirDIdees(corpus)
    servis = [t for t in corpus.territoires.values() if reservoir.idees(t)]
    if not servis:
        return
    yield IDEES.page(
        "reservoir_d_idees",
        sorte=POUR_LES_AGENTS,
        description="Ce que des territoires comparables font et qu’un plan n’aborde pas.",
        fil=(COMPARAISON,),
    )
    yield from en_suite(
        Page(
            f"{IDEES.adresse}{territoire.slug}/",
            f"Des idées pour {territoire.nom}",
            "reservoir_d_idees",
            {"territoire": territoire.slug},
            sorte=POUR_LES_AGENTS,
            surtitre="Réservoir d’idées",
            description=f"Ce que des territoires comparables à {territoire.nom} font.",
            fil=(COMPARAISON, IDEES),
        )
        for territoire in servis
    )
