"""Dessiner des calendriers : une bande par démarche, sur une échelle commune.

Deux échelles : les dates réelles, ou les jours écoulés depuis l'origine de chaque démarche.
Les positions sont des pourcentages ; chaque marque porte le texte que le tableau dit aussi.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..modele.projet import EtapeDemarche
from ..texte.typographie import typographier
from .calendriers import Calendrier
from .duree import compter_les_jours
from .echelle import (
    ECART,
    ETENDUE_MINIMUM,
    Bornes,
    Echelle,
    Graduation,
    bornes_a_dessiner,
    couvrir,
    depuis_le_premier_janvier,
    graduer_annees,
    graduer_jours,
    ranger,
)
from .temps import TEMPS, NatureDEtape, natures

RANGS = 4
PLACE_DU_DOUTE = 2.5
"""Pourcentage que prend le point d'interrogation à droite d'une marque."""


@dataclass(frozen=True, slots=True)
class Marque:
    """Une ou plusieurs étapes de même date, de même nature et aussi sûres, placées.

    Attributes:
        natures: plusieurs quand une étape réunit deux temps.
        debut: en pourcentage, égal à la fin pour un jour.
        quand: la date, ou les jours écoulés.
        titres: un par étape.
    """

    natures: tuple[NatureDEtape, ...]
    debut: float
    fin: float
    rang: int
    douteuse: bool
    ouverte: bool
    quand: str
    titres: tuple[str, ...]

    @property
    def reunie(self) -> bool:
        """Vrai quand une étape réunit deux temps."""
        return len(self.natures) > 1

    @property
    def groupee(self) -> bool:
        """Vrai quand la marque vaut pour plusieurs étapes."""
        return len(self.titres) > 1

    @property
    def periode(self) -> bool:
        """Vrai pour une barre, faux pour un jour."""
        return self.debut != self.fin

    @property
    def texte(self) -> str:
        """Ce que la marque dit quand on la montre."""
        doute = ", date douteuse" if self.douteuse else ""
        return f"{self.quand}{doute} : {' ; '.join(self.titres)}"

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
    def resume(self) -> str:
        """La bande en une phrase, pour qui ne la voit pas."""
        dites = [f"{', '.join(n.libelle for n in m.natures)} ({m.quand})" for m in self.marques]
        return typographier(f"{self.calendrier.nom} : {' ; '.join(dites)}")

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
    def marques(self) -> list[Marque]:
        """Toutes les marques, pour n'écrire en légende que ce qui est dessiné."""
        return [marque for bande in self.bandes for marque in bande.marques]

    @property
    def natures(self) -> list[NatureDEtape]:
        """Les natures dessinées, dans l'ordre de la légende."""
        vues = {nature for marque in self.marques for nature in marque.natures}
        return [nature for nature in NatureDEtape if nature in vues]


def dater(calendriers: Sequence[Calendrier]) -> Planche:
    """Les bandes sur les dates réelles, dans l'ordre donné."""
    etendues = {id(e): bornes_a_dessiner(e.date) for c in calendriers for e in c.datees if e.date}
    if not etendues:
        return Planche([Bande(c, remarques=_remarquer(c)) for c in calendriers], [])
    echelle = depuis_le_premier_janvier(couvrir(list(etendues.values())))
    bandes = []
    for calendrier in calendriers:
        places = [(etendues[id(e)], e, str(e.date)) for e in calendrier.datees]
        bandes.append(Bande(calendrier, _placer(echelle, places), _remarquer(calendrier)))
    return Planche(bandes, graduer_annees(echelle))


def aligner_les_bandes(calendriers: Sequence[Calendrier]) -> Planche:
    """Les bandes de qui suit la méthode, calées sur leur origine, de la courte à la longue."""
    lignes = [(c, *_compter_depuis_l_origine(c)) for c in calendriers if c.suit_la_methode]
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
    """Les étapes à placer en jours écoulés, et ce que l'on dit de celles qui ne s'y placent pas."""
    origine = calendrier.origine
    if origine is None or origine.date is None:
        return [], ["aucune étape datée au jour"]
    places: list[Place] = []
    a_part: dict[str, list[str]] = {}
    for etape in calendrier.datees:
        assert etape.date is not None
        jours = compter_les_jours(origine.date, etape.date)
        if jours is not None:
            places.append(((jours, jours), etape, calendrier.jour(etape)))
        else:
            pourquoi = calendrier.jour(etape) or "sans jour précis"
            a_part.setdefault(pourquoi, []).append(str(etape.date))
    if len(places) == 1:
        return [], [f"une seule étape datée au jour ({origine.date})"]
    remarques = [f"{pourquoi} : {', '.join(dict.fromkeys(d))}" for pourquoi, d in a_part.items()]
    if origine is not calendrier.temps.get(TEMPS[0]):
        remarques.insert(
            0, f"jours comptés depuis la première date connue au jour ({origine.date})"
        )
    return places, remarques


def _longueur(calendrier: Calendrier, places: list[Place]) -> tuple[bool, int]:
    """La clé de tri : la durée totale, sinon le dernier jour placé ; les vides à la fin."""
    dernier = max((etendue[1] for etendue, _, _ in places), default=0)
    jours = calendrier.total.jours
    return (not places, dernier if jours is None else jours)


def _placer(echelle: Echelle, places: Sequence[Place]) -> tuple[Marque, ...]:
    groupes: dict[tuple[Bornes, tuple[NatureDEtape, ...], bool], list[Place]] = {}
    for place in places:
        cle = (place[0], natures(place[1]), bool(place[1].doute))
        groupes.setdefault(cle, []).append(place)
    rang_de = list(NatureDEtape).index
    marques = [
        Marque(
            quoi,
            echelle.placer(de),
            echelle.placer(a),
            0,
            douteuse,
            any(etape.date is not None and etape.date.fin is None for _, etape, _ in groupe),
            groupe[0][2],
            tuple(etape.titre for _, etape, _ in groupe),
        )
        for ((de, a), quoi, douteuse), groupe in sorted(
            groupes.items(), key=lambda item: (item[0][0], rang_de(item[0][1][0]), item[0][2])
        )
    ]
    rangs = ranger([_emprise(marque) for marque in marques], RANGS)
    return tuple(replace(marque, rang=rang) for marque, rang in zip(marques, rangs, strict=True))


def _emprise(marque: Marque) -> tuple[float, float]:
    """La largeur qu'une marque occupe, sa forme et son point d'interrogation compris."""
    demi = ECART / 2 * len(marque.natures)
    doute = PLACE_DU_DOUTE if marque.douteuse else 0.0
    return min(marque.debut, marque.milieu - demi), max(marque.fin, marque.milieu + demi + doute)


def _remarquer(calendrier: Calendrier) -> list[str]:
    """Ce que le dessin des dates ne montre pas : étapes réunies, absentes ou sans date."""
    remarques = calendrier.reserves
    return remarques if calendrier.datees else ["aucune étape datée", *remarques]
