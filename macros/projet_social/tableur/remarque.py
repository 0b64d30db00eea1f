"""Ce qu'il y a à dire d'un classeur, dans les mots de qui l'a sous les yeux : feuille, cellule."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..classeur.classeur import adresse_de_case
from ..lecture.anomalie import Gravite
from ..texte.citation import rendre_citable


@dataclass(frozen=True, slots=True, order=True)
class RepereDeCase:
    """L'endroit d'une cellule : rang de la feuille, ligne et colonne à partir de 0.

    Dans un document, `endroit` le dit avec les mots de qui le feuillette.
    """

    rang: int
    ligne: int
    colonne: int
    feuille: str = field(compare=False)
    endroit: str = field(default="", compare=False)

    @property
    def case(self) -> str:
        """L'adresse de la cellule : D7, ou « page 3, tableau 2, ligne 4, colonne 1 »."""
        return self.endroit or adresse_de_case(self.ligne, self.colonne)

    def __str__(self) -> str:
        """« feuille « Axe 1 », cellule D7 »."""
        if self.endroit:
            return self.endroit
        return f"feuille « {self.feuille} », cellule {self.case}"


@dataclass(frozen=True, slots=True, order=True)
class Remarque:
    """Ce qu'il y a à dire d'une cellule, ou d'une feuille."""

    ou: RepereDeCase | None
    colonne: str
    constat: str
    conseil: str
    gravite: Gravite = Gravite.AVERTISSEMENT
    feuille: str = ""

    def __post_init__(self) -> None:
        """Une case de cinq mille signes, un signe invisible ne noient pas ce qu'il faut faire."""
        for nom in ("colonne", "constat", "conseil"):
            object.__setattr__(self, nom, rendre_citable(getattr(self, nom)))

    @property
    def lieu(self) -> str:
        """`feuille « Axe 1 », cellule D7, colonne « Échéance »`."""
        if self.ou is not None:
            lieu = str(self.ou)
        else:
            lieu = f"feuille « {self.feuille} »" if self.feuille else ""
        return f"{lieu}, colonne « {self.colonne} »" if self.colonne else lieu

    def __str__(self) -> str:
        """`feuille « Axe 1 », cellule D7, colonne « Échéance » : constat ; conseil`."""
        mention = "avertissement, " if self.gravite is Gravite.AVERTISSEMENT else ""
        tete = f"{self.lieu} : " if self.lieu else ""
        return f"{tete}{mention}{self.constat} ; {self.conseil}"


class Remarques(list[Remarque]):
    """Les remarques d'une lecture ; sans cellule, elles portent sur une feuille."""

    def avertir(
        self, ou: RepereDeCase | None, colonne: str, constat: str, conseil: str, feuille: str = ""
    ) -> None:
        """Ajoute une remarque qui n'empêche rien."""
        self.append(Remarque(ou, colonne, constat, conseil, feuille=feuille))

    def refuser(
        self, ou: RepereDeCase | None, colonne: str, constat: str, conseil: str, feuille: str = ""
    ) -> None:
        """Ajoute une remarque qui empêche d'écrire."""
        self.append(Remarque(ou, colonne, constat, conseil, Gravite.ERREUR, feuille))

    @property
    def erreurs(self) -> list[Remarque]:
        """Ce qui empêche d'écrire."""
        return [r for r in self if r.gravite is Gravite.ERREUR]
