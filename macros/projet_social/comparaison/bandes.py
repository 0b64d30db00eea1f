"""Dessiner des calendriers : une bande par démarche, sur une échelle commune.

Deux échelles : les dates réelles, ou les jours écoulés depuis l'origine de chaque démarche.
Les positions sont des pourcentages ; chaque marque porte le texte que le tableau dit aussi.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..modele.projet import EtapeDemarche
from .calendriers import Calendrier
from .echelle import (
    ECART,
    ETENDUE_MINIMUM,
    Bornes,
    Echelle,
    Graduation,
    bornes,
    couvrir,
    graduer_annees,
    graduer_jours,
    ranger,
)
from .temps import Nature, natures

RANGS = 4
PLACE_DU_DOUTE = 2.5
"""Pourcentage que prend le point d'interrogation à droite d'une marque."""
ORIGINE_MAXIMUM = 184
"""Jours au-delà desquels une origine est trop imprécise pour que l'on compte depuis elle."""


@dataclass(frozen=True, slots=True)
class Marque:
    """Une ou plusieurs étapes de même date et de même nature, placées.

    Attributes:
        natures: plusieurs quand une étape réunit deux temps.
        debut: en pourcentage, égal à la fin pour un jour.
        textes: un par étape, ce que dit la marque.
    """

    natures: tuple[Nature, ...]
    debut: float
    fin: float
    rang: int
    douteuse: bool
    ouverte: bool
    textes: tuple[str, ...]

    @property
    def milieu(self) -> float:
        """Le centre de la marque."""
        return round((self.debut + self.fin) / 2, 2)


@dataclass(frozen=True)
class Bande:
    """La ligne d'une démarche ; sans marque, la remarque dit pourquoi."""

    calendrier: Calendrier
    marques: tuple[Marque, ...] = ()
    remarques: list[str] = field(default_factory=list)

    @property
    def rangs(self) -> int:
        """Nombre de rangs à dessiner."""
        return max((marque.rang for marque in self.marques), default=0) + 1

    @property
    def etendue(self) -> tuple[float, float]:
        """De la première à la dernière marque."""
        return min(m.debut for m in self.marques), max(m.fin for m in self.marques)


@dataclass(frozen=True)
class Planche:
    """Toutes les bandes d'une échelle, et ses graduations."""

    bandes: list[Bande]
    graduations: list[Graduation]

    @property
    def natures(self) -> list[Nature]:
        """Les natures dessinées, dans l'ordre de la légende."""
        vues = {n for bande in self.bandes for marque in bande.marques for n in marque.natures}
        return [nature for nature in Nature if nature in vues]

    def porte(self, trait: str) -> bool:
        """Vrai si une marque est « douteuse », « reunie » ou une « periode » : à légender."""
        essais = {
            "douteuse": lambda marque: marque.douteuse,
            "reunie": lambda marque: len(marque.natures) > 1,
            "periode": lambda marque: marque.debut != marque.fin,
        }
        return any(essais[trait](marque) for bande in self.bandes for marque in bande.marques)


def dater(calendriers: Sequence[Calendrier]) -> Planche:
    """Les bandes sur les dates réelles, dans l'ordre donné."""
    etendues = {id(e): bornes(e.date) for c in calendriers for e in c.datees if e.date}
    if not etendues:
        return Planche([Bande(c, remarques=_remarquer(c)) for c in calendriers], [])
    echelle = couvrir(list(etendues.values()))
    bandes = []
    for calendrier in calendriers:
        places = [(etendues[id(e)], e, str(e.date)) for e in calendrier.datees]
        bandes.append(Bande(calendrier, _placer(echelle, places), _remarquer(calendrier)))
    return Planche(bandes, graduer_annees(echelle))


def aligner(calendriers: Sequence[Calendrier]) -> Planche:
    """Les bandes calées sur leur origine, de la plus courte à la plus longue."""
    lignes = [(calendrier, *_compter_depuis_l_origine(calendrier)) for calendrier in calendriers]
    lignes.sort(key=lambda ligne: _longueur(ligne[0], ligne[1]))
    etendues = [etendue for _, places, _ in lignes for etendue, _, _ in places]
    if not etendues:
        return Planche([], [])
    echelle = Echelle(0, max(ETENDUE_MINIMUM, *(fin for _, fin in etendues)))
    return Planche(
        [Bande(c, _placer(echelle, places), remarques) for c, places, remarques in lignes],
        graduer_jours(echelle),
    )


Place = tuple[Bornes, EtapeDemarche, str]


def _compter_depuis_l_origine(calendrier: Calendrier) -> tuple[list[Place], list[str]]:
    """Les étapes à placer en jours écoulés, ou pourquoi il n'y en a pas."""
    origine = calendrier.origine
    if origine is None or origine.date is None:
        return [], ["aucune étape datée"]
    if len(calendrier.datees) == 1:
        return [], [f"une seule étape datée ({origine.date})"]
    zero, fin = bornes(origine.date)
    if fin - zero > ORIGINE_MAXIMUM or origine.date.debut is None or origine.date.fin is None:
        return [], [f"première étape trop imprécise pour compter les jours ({origine.date})"]
    remarques = []
    if not origine.date.exacte:
        remarques.append(f"jours comptés depuis le premier jour possible ({origine.date})")
    places = []
    for etape in calendrier.datees:
        assert etape.date is not None
        de, a = bornes(etape.date)
        if de < zero:
            remarques.append(f"avant le jour 0 : {etape.date}, {etape.titre}")
        else:
            places.append(((de - zero, a - zero), etape, calendrier.jour(etape)))
    return places, remarques


def _longueur(calendrier: Calendrier, places: list[Place]) -> tuple[bool, int]:
    """La clé de tri : la durée totale, sinon le dernier jour placé ; les vides à la fin."""
    dernier = max((etendue[1] for etendue, _, _ in places), default=0)
    jours = calendrier.total.jours
    return (not places, dernier if jours is None else jours)


def _placer(echelle: Echelle, places: Sequence[Place]) -> tuple[Marque, ...]:
    groupes: dict[tuple[Bornes, tuple[Nature, ...]], list[tuple[EtapeDemarche, str]]] = {}
    for etendue, etape, texte in places:
        groupes.setdefault((etendue, natures(etape)), []).append((etape, texte))
    marques = []
    ordre = list(Nature)
    for (de, a), nature in sorted(groupes, key=lambda g: (g[0], ordre.index(g[1][0]))):
        membres = groupes[(de, a), nature]
        marques.append(
            Marque(
                nature,
                echelle.placer(de),
                echelle.placer(a),
                0,
                any(etape.doute for etape, _ in membres),
                any(etape.date is not None and etape.date.fin is None for etape, _ in membres),
                tuple(f"{texte} : {etape.titre}" for etape, texte in membres),
            )
        )
    rangs = ranger([_emprise(marque) for marque in marques], RANGS)
    return tuple(
        Marque(m.natures, m.debut, m.fin, rang, m.douteuse, m.ouverte, m.textes)
        for m, rang in zip(marques, rangs, strict=True)
    )


def _emprise(marque: Marque) -> tuple[float, float]:
    """La largeur qu'une marque occupe, sa forme et son point d'interrogation compris."""
    demi = ECART / 2 * len(marque.natures)
    doute = PLACE_DU_DOUTE if marque.douteuse else 0.0
    return min(marque.debut, marque.milieu - demi), max(marque.fin, marque.milieu + demi + doute)


def _remarquer(calendrier: Calendrier) -> list[str]:
    """Ce que le dessin des dates ne montre pas : étapes réunies, absentes ou sans date."""
    remarques = calendrier.reserves
    return remarques if calendrier.datees else ["aucune étape datée", *remarques]
