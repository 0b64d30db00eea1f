"""Les quatre temps de la méthode, et la nature de toute autre étape.

Chaque territoire nomme ses étapes : pour les comparer, chaque type se range sous une nature.
"""

from __future__ import annotations

from itertools import pairwise

from ..modele.projet import EtapeDemarche
from ..modele.vocabulaire import TypeEtape, Vocabulaire


class Nature(Vocabulaire):
    """Ce que fait une étape, tous territoires confondus ; les quatre premières sont les temps."""

    PRESENTATION = "presentation", "Présentation ou lancement"
    ATELIERS = "ateliers", "Ateliers"
    TEMOIGNAGES = "temoignages", "Témoignages des acteurs"
    RESTITUTION = "restitution", "Restitution"
    ECOUTE = "ecoute", "Autre temps d’étude ou d’écoute"
    DECISION = "decision", "Décision"
    AUTRE = "autre", "Suite de la démarche"


NATURES = {
    TypeEtape.PRESENTATION: Nature.PRESENTATION,
    TypeEtape.LANCEMENT: Nature.PRESENTATION,
    TypeEtape.ATELIERS: Nature.ATELIERS,
    TypeEtape.TEMOIGNAGES: Nature.TEMOIGNAGES,
    TypeEtape.RESTITUTION: Nature.RESTITUTION,
    TypeEtape.DIAGNOSTIC: Nature.ECOUTE,
    TypeEtape.ENQUETE: Nature.ECOUTE,
    TypeEtape.CONCERTATION: Nature.ECOUTE,
    TypeEtape.GOUVERNANCE: Nature.DECISION,
    TypeEtape.PRIORISATION: Nature.DECISION,
    TypeEtape.VALIDATION: Nature.DECISION,
    TypeEtape.SIGNATURE: Nature.DECISION,
    TypeEtape.MISE_EN_OEUVRE: Nature.AUTRE,
    TypeEtape.EVALUATION: Nature.AUTRE,
}
"""La nature de chaque type d'étape."""
TEMPS = tuple(Nature)[:4]
"""Les quatre temps de la méthode, dans leur ordre."""
INTERVALLES = (*pairwise(TEMPS), (TEMPS[0], TEMPS[-1]))
"""D'un temps au suivant, puis du premier au dernier : la durée totale."""
NOMS = {
    Nature.PRESENTATION: "présentation",
    Nature.ATELIERS: "ateliers",
    Nature.TEMOIGNAGES: "témoignages",
    Nature.RESTITUTION: "restitution",
}
DEPUIS = {
    Nature.PRESENTATION: "de la présentation",
    Nature.ATELIERS: "des ateliers",
    Nature.TEMOIGNAGES: "des témoignages",
}
JUSQUE = {
    Nature.ATELIERS: "aux ateliers",
    Nature.TEMOIGNAGES: "aux témoignages",
    Nature.RESTITUTION: "à la restitution",
}
ABSENCES = {
    Nature.PRESENTATION: "présentation absente",
    Nature.ATELIERS: "ateliers absents",
    Nature.TEMOIGNAGES: "témoignages absents",
    Nature.RESTITUTION: "restitution absente",
}


def natures(etape: EtapeDemarche) -> tuple[Nature, ...]:
    """Les temps qu'une étape réunit ; à défaut, la nature de son premier type."""
    toutes = [NATURES[type_] for type_ in etape.types] or [Nature.AUTRE]
    return tuple(temps for temps in TEMPS if temps in toutes) or (toutes[0],)
