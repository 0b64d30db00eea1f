"""Les quatre temps de la méthode, et la nature de toute autre étape.

Chaque territoire nomme ses étapes : pour les comparer, chaque type se range sous une nature.
"""

from __future__ import annotations

from itertools import pairwise

from ..modele.projet import EtapeDemarche
from ..modele.vocabulaire import TypeEtape, Vocabulaire


class NatureDEtape(Vocabulaire):
    """Ce que fait une étape, tous territoires confondus ; les quatre premières sont les temps."""

    PRESENTATION = "presentation", "Présentation ou lancement"
    ATELIERS = "ateliers", "Ateliers"
    TEMOIGNAGES = "temoignages", "Témoignages des acteurs"
    RESTITUTION = "restitution", "Restitution"
    ECOUTE = "ecoute", "Autre temps d’étude ou d’écoute"
    DECISION = "decision", "Décision"
    AUTRE = "autre", "Suite de la démarche"


NATURES = {
    TypeEtape.PRESENTATION: NatureDEtape.PRESENTATION,
    TypeEtape.LANCEMENT: NatureDEtape.PRESENTATION,
    TypeEtape.ATELIERS: NatureDEtape.ATELIERS,
    TypeEtape.TEMOIGNAGES: NatureDEtape.TEMOIGNAGES,
    TypeEtape.RESTITUTION: NatureDEtape.RESTITUTION,
    TypeEtape.DIAGNOSTIC: NatureDEtape.ECOUTE,
    TypeEtape.ENQUETE: NatureDEtape.ECOUTE,
    TypeEtape.CONCERTATION: NatureDEtape.ECOUTE,
    TypeEtape.GOUVERNANCE: NatureDEtape.DECISION,
    TypeEtape.PRIORISATION: NatureDEtape.DECISION,
    TypeEtape.VALIDATION: NatureDEtape.DECISION,
    TypeEtape.SIGNATURE: NatureDEtape.DECISION,
    TypeEtape.MISE_EN_OEUVRE: NatureDEtape.AUTRE,
    TypeEtape.EVALUATION: NatureDEtape.AUTRE,
}
"""La nature de chaque type d'étape."""
TEMPS = tuple(NatureDEtape)[:4]
"""Les quatre temps de la méthode, dans leur ordre."""
INTERVALLES = (*pairwise(TEMPS), (TEMPS[0], TEMPS[-1]))
"""D'un temps au suivant, puis du premier au dernier : la durée totale."""
NOMS = {
    NatureDEtape.PRESENTATION: "présentation",
    NatureDEtape.ATELIERS: "ateliers",
    NatureDEtape.TEMOIGNAGES: "témoignages",
    NatureDEtape.RESTITUTION: "restitution",
}
DEPUIS = {
    NatureDEtape.PRESENTATION: "de la présentation",
    NatureDEtape.ATELIERS: "des ateliers",
    NatureDEtape.TEMOIGNAGES: "des témoignages",
}
JUSQUE = {
    NatureDEtape.ATELIERS: "aux ateliers",
    NatureDEtape.TEMOIGNAGES: "aux témoignages",
    NatureDEtape.RESTITUTION: "à la restitution",
}
ABSENCES = {
    NatureDEtape.PRESENTATION: "présentation absente",
    NatureDEtape.ATELIERS: "ateliers absents",
    NatureDEtape.TEMOIGNAGES: "témoignages absents",
    NatureDEtape.RESTITUTION: "restitution absente",
}


def natures(etape: EtapeDemarche) -> tuple[NatureDEtape, ...]:
    """Les temps qu'une étape réunit ; à défaut, la nature de son premier type."""
    toutes = [NATURES[type_] for type_ in etape.types] or [NatureDEtape.AUTRE]
    return tuple(temps for temps in TEMPS if temps in toutes) or (toutes[0],)
