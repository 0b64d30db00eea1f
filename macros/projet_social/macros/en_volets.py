"""Ce que montre une page découpée : un volet, ou le chemin qui mène aux siens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic

from ..corpus.plan import TerritoirePublie
from ..pages.volets import Contenu, Volet, feuilles_de, trouver_le_volet

NOMS_PAR_PAGE = 400
"""Au-delà, la page découpée nomme ses volets, et non plus ce qu'ils contiennent."""


@dataclass(frozen=True)
class Montre(Generic[Contenu]):
    """Ce que montre une page.

    Attributes:
        contenus: ce dont elle parle.
        feuilles: les volets où cela se lit ; aucun si cela se lit ici.
        volet: le volet qu'est cette page ; None si elle est entière, ou la page découpée.
    """

    contenus: Sequence[Contenu]
    feuilles: Sequence[Volet[Contenu]] = ()
    volet: Volet[Contenu] | None = None

    @property
    def nommes(self) -> bool:
        """Vrai si la page peut nommer tout ce que contiennent ses volets."""
        return len(self.contenus) <= NOMS_PAR_PAGE


def choisir_le_volet(
    tous: Sequence[Contenu], volets: Sequence[Volet[Contenu]], cle: str
) -> Montre[Contenu]:
    """Ce que montre la page d'un volet ; sans clé, la page découpée.

    Raises:
        Inconnu: aucun volet n'a cette clé.
    """
    if not cle:
        return Montre(tous, feuilles_de(volets))
    volet = trouver_le_volet(volets, cle)
    return Montre(volet.contenus, feuilles_de(volet.volets), volet)


def par_volet(
    montre: Montre[TerritoirePublie], groupes: Sequence[tuple[TerritoirePublie, Sequence[Any]]]
) -> list[tuple[Volet[TerritoirePublie], list[tuple[TerritoirePublie, Sequence[Any]]]]]:
    """Des groupes par territoire, rangés dans les volets où ils se lisent."""
    dits = {territoire.slug: (territoire, siens) for territoire, siens in groupes}
    return [
        (feuille, [dits[t.slug] for t in feuille.contenus if t.slug in dits])
        for feuille in montre.feuilles
    ]
