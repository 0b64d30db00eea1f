"""Répartir des objets par département et préparer la carte qui les compte.

Un objet de deux départements compte dans chacun, mais une seule fois dans le total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from ..corpus.contours import Contour, Contours, lire_contours
from ..corpus.officiel import ListeOfficielle

T = TypeVar("T")

REUNIS = {"20": ("Corse", ("2A", "2B"))}
"""Ancien numéro qu'une source peut imprimer, son nom, et les départements d'aujourd'hui."""
PETITE_COURONNE = ("75", "92", "93", "94")
"""Départements trop petits pour un nombre : au besoin, un agrandissement les redessine."""
LOUPE, LOUPE_X, LOUPE_Y = 4, -1198, -523
"""Échelle de l'agrandissement, et décalage qui le place en haut à gauche, sur la mer."""


@dataclass(frozen=True)
class CaseDeCarte(Generic[T]):
    """Un département et ce qu'il réunit.

    Attributes:
        code: numéro, tel qu'il est écrit dans les données.
        nom: nom du département.
        elements: dans l'ordre reçu.
        force: 1 pour un seul élément, 3 pour le plus grand nombre de la carte, 2 entre les deux.
        contours: dessins à colorer ; vide hors de la France métropolitaine.
        x: abscisse du nombre ; `y` en est l'ordonnée.
    """

    code: str
    nom: str
    elements: tuple[T, ...]
    force: int
    contours: tuple[Contour, ...]
    x: float
    y: float

    @property
    def nombre(self) -> int:
        """Combien d'éléments touchent ce département."""
        return len(self.elements)


@dataclass(frozen=True)
class Carte(Generic[T]):
    """Ce que la carte dessine et ce que la liste d'à côté répète.

    Attributes:
        cases: départements qui ont au moins un élément, par numéro.
        total: nombre d'éléments, chacun une fois.
        contours: tous les dessins et leur attribution.
    """

    cases: tuple[CaseDeCarte[T], ...]
    total: int
    contours: Contours

    @cached_property
    def sur_la_carte(self) -> list[CaseDeCarte[T]]:
        """Les cases qui ont un dessin."""
        return [case for case in self.cases if case.contours]

    @cached_property
    def hors_de_la_carte(self) -> list[CaseDeCarte[T]]:
        """Les cases sans dessin : outre-mer, ou numéro inconnu."""
        return [case for case in self.cases if not case.contours]

    @cached_property
    def reunies(self) -> list[CaseDeCarte[T]]:
        """Les cases dont le numéro réunit plusieurs départements."""
        return [case for case in self.cases if len(case.contours) > 1]

    @cached_property
    def vides(self) -> list[Contour]:
        """Les départements sans élément."""
        pris = {contour.code for case in self.cases for contour in case.contours}
        return [c for code, c in self.contours.departements.items() if code not in pris]

    @cached_property
    def premieres(self) -> list[CaseDeCarte[T]]:
        """Les cases qui ont le plus d'éléments ; aucune si toutes en ont un."""
        return [case for case in self.cases if case.force == 3]

    @cached_property
    def seules(self) -> list[CaseDeCarte[T]]:
        """Les cases qui n'ont qu'un élément."""
        return [case for case in self.cases if case.nombre == 1]

    @cached_property
    def agrandis(self) -> frozenset[str]:
        """Les départements à redessiner en grand : la petite couronne, si l'un d'eux compte."""
        pris = {contour.code for case in self.cases for contour in case.contours}
        return frozenset() if pris.isdisjoint(PETITE_COURONNE) else frozenset(PETITE_COURONNE)

    @property
    def loupe(self) -> str:
        """La transformation SVG de l'agrandissement."""
        return f"translate({LOUPE_X} {LOUPE_Y}) scale({LOUPE})"


def repartir(
    elements: Iterable[T],
    departements: Callable[[T], Iterable[str]],
    officiel: ListeOfficielle,
) -> Carte[T]:
    """La carte d'objets qui touchent chacun un ou plusieurs départements.

    Args:
        departements: rend les numéros de département d'un élément.
        officiel: pour nommer les départements sans dessin.
    """
    objets = [(element, tuple(departements(element))) for element in elements]
    employes = {code for _, codes in objets for code in codes}
    ranges: dict[str, list[T]] = {}
    for element, codes in objets:
        for code in dict.fromkeys(_case_de(code, employes) for code in codes):
            ranges.setdefault(code, []).append(element)
    plus_grand = max(map(len, ranges.values()), default=0)
    contours = lire_contours()
    return Carte(
        tuple(
            _case(code, contenu, plus_grand, contours, officiel)
            for code, contenu in sorted(ranges.items())
        ),
        len(objets),
        contours,
    )


def _case_de(code: str, employes: set[str]) -> str:
    """Le numéro sous lequel ranger : 2A rejoint 20 dès que 20 est employé."""
    for ancien, (_, actuels) in REUNIS.items():
        if ancien in employes and code in actuels:
            return ancien
    return code


def _case(
    code: str, contenu: list[T], plus_grand: int, contours: Contours, officiel: ListeOfficielle
) -> CaseDeCarte[T]:
    nom, codes = REUNIS.get(code, ("", (code,)))
    dessins = tuple(contours.departements[c] for c in codes if c in contours.departements)
    x = sum(dessin.x for dessin in dessins) / len(dessins) if dessins else 0.0
    y = sum(dessin.y for dessin in dessins) / len(dessins) if dessins else 0.0
    if code in PETITE_COURONNE:
        x, y = LOUPE * x + LOUPE_X, LOUPE * y + LOUPE_Y
    force = 1 if len(contenu) == 1 else 3 if len(contenu) == plus_grand else 2
    nom = nom or (dessins[0].nom if dessins else officiel.nom_du_departement(code))
    return CaseDeCarte(code, nom, tuple(contenu), force, dessins, round(x, 1), round(y, 1))
