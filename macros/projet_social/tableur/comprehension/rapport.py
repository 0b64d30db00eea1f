"""Le compte des cellules : chacune est placée, à ranger, ou ignorée par une règle qui a un nom.

Rien ne se perd : `Rapport.verifier` échoue si une cellule remplie n'a pas son sort.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from ...classeur.classeur import Feuille
from ..remarque import Remarques, RepereDeCase
from .grille import Grille, est_remplie, texte_de


class SortDeCellule(StrEnum):
    """Ce que devient une cellule."""

    PLACEE = "placée"
    EN_PARTIE = "placée, le reste à ranger"
    A_RANGER = "à ranger"
    IGNOREE = "ignorée"

    def accorder(self, nombre: int) -> str:
        """Le mot, au nombre de cellules qui ont ce sort."""
        return self.replace("ée", "ées", 1) if nombre > 1 else str(self)


@dataclass(frozen=True, slots=True)
class RetraitDeCellule:
    """Ce qui, d'une cellule, désignait quelqu'un et n'a pas été repris : jamais ce qu'elle disait.

    Attributes:
        reste: ce que l'on en garde.
    """

    colonne: str
    regles: tuple[str, ...]
    reste: str


@dataclass
class RapportDeLecture:
    """Le sort de chaque cellule, et les remarques.

    Attributes:
        sorts: repère → sort et, pour une cellule ignorée, la règle.
        commentaires: notes attachées à des cellules, non reprises.
    """

    grilles: Sequence[Grille] = ()
    sorts: dict[RepereDeCase, tuple[SortDeCellule, str]] = field(default_factory=dict)
    retraits: dict[RepereDeCase, RetraitDeCellule] = field(default_factory=dict)
    remarques: Remarques = field(default_factory=Remarques)
    commentaires: list[RepereDeCase] = field(default_factory=list)

    def placer(self, ou: RepereDeCase) -> None:
        """La cellule est dans un champ."""
        self._ajouter(ou, SortDeCellule.PLACEE)

    def laisser(self, ou: RepereDeCase) -> None:
        """La cellule est, en tout ou en partie, laissée à ranger."""
        self._ajouter(ou, SortDeCellule.A_RANGER)

    def _ajouter(self, ou: RepereDeCase, sort: SortDeCellule) -> None:
        ancien = self.sorts.get(ou, (sort, ""))[0]
        seul = ancien in (sort, SortDeCellule.IGNOREE)
        self.sorts[ou] = (sort if seul else SortDeCellule.EN_PARTIE, "")

    def deplacer(self, ou: RepereDeCase) -> None:
        """La cellule, que l'on croyait placée, est à ranger."""
        self.sorts[ou] = (SortDeCellule.A_RANGER, "")

    def retirer(self, ou: RepereDeCase, colonne: str, regles: tuple[str, ...], reste: str) -> None:
        """La cellule désignait quelqu'un ; le reste, lui, a son sort."""
        self.retraits[ou] = RetraitDeCellule(colonne, regles, reste)

    def ignorer(self, ou: RepereDeCase, regle: str) -> None:
        """La cellule est ignorée par une règle, sauf si elle a déjà servi."""
        self.sorts.setdefault(ou, (SortDeCellule.IGNOREE, regle))

    def verifier(self) -> None:
        """Assure que chaque cellule remplie a un sort, et que rien d'autre n'en a un.

        Raises:
            AssertionError: défaut du programme, non du classeur.
        """
        remplies = {ou for g in self.grilles for ou, case in g.cases() if est_remplie(case)}
        oubliees = sorted(remplies - self.sorts.keys())
        inventees = sorted(self.sorts.keys() - remplies)
        assert not oubliees, f"cellules oubliées : {', '.join(map(str, oubliees[:5]))}"
        assert not inventees, f"cellules inventées : {', '.join(map(str, inventees[:5]))}"

    def comptes(self) -> dict[str, Counter[str]]:
        """Par feuille, le nombre de cellules de chaque sort ; une règle compte à part."""
        comptes: dict[str, Counter[str]] = {g.feuille.nom: Counter() for g in self.grilles}
        for ou, (sort, regle) in self.sorts.items():
            comptes[ou.feuille][f"{sort} : {regle}" if regle else str(sort)] += 1
        return comptes


def ouvrir_rapport(feuilles: Sequence[Feuille]) -> RapportDeLecture:
    """Un rapport vierge sur des feuilles ; un lien sans texte y a son adresse pour texte."""
    grilles = [Grille(feuille, rang) for rang, feuille in enumerate(feuilles)]
    rapport = RapportDeLecture(grilles)
    for ou, cellule in chain.from_iterable(grille.cases() for grille in grilles):
        if cellule.lien and not texte_de(cellule.valeur):
            cellule.valeur = cellule.lien.removeprefix("mailto:")
        if cellule.commentaire:
            rapport.commentaires.append(ou)
    return rapport
