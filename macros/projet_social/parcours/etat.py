"""L'état d'un site : tout ce que la suite des pas regarde, et rien d'autre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from ..chargement import Rapport
from ..corpus.corpus import Corpus


class Fraicheur(Enum):
    """Ce qu'est le dossier construit, par rapport à ce qu'il montre."""

    ABSENT = auto()
    PERIME = auto()
    A_JOUR = auto()


@dataclass(frozen=True)
class EtatDuSite:
    """Un dossier, tel qu'il est à cet instant.

    Attributes:
        aujourd_hui: le jour, pour les échéances.
        rapport: les données lues, et ce que l'on a à en dire ; None s'il n'y en a pas.
        refus: ce qui empêche de lire les réglages ; vide s'ils se lisent.
        adresse: l'adresse publique du site ; vide si elle n'est pas dite.
        production: vrai si les réglages refusent un site sans ses mentions légales.
        pdf: vrai si les réglages demandent des documents PDF.
        vu: vrai si le site a déjà été montré ou construit ici.
        construit: l'état du dossier construit.
        sortie: le nom du dossier construit.
        garde: la version du générateur que garde le site ; vide s'il n'en garde pas.
        manquent: les suppléments qui ne sont pas installés.
        publie_par: la recette choisie ; vide si aucune ne l'est.
        a_importer: les classeurs et documents posés à la racine du site.
        a_ranger: les fichiers où un import a laissé des lignes.
        retours: le dossier ou le classeur de bilan déjà exporté cette année.
    """

    aujourd_hui: date
    rapport: Rapport | None = None
    donnees: str = "data"
    refus: str = ""
    adresse: str = ""
    production: bool = False
    pdf: bool = False
    vu: bool = False
    construit: Fraicheur = Fraicheur.ABSENT
    sortie: str = "site"
    garde: str = ""
    version: str = ""
    manquent: frozenset[str] = frozenset()
    publie_par: str = ""
    a_importer: Sequence[str] = field(default_factory=tuple)
    a_ranger: Sequence[str] = field(default_factory=tuple)
    retours: str = ""

    @property
    def corpus(self) -> Corpus:
        """Les données, même s'il y manque quelque chose."""
        return self.rapport.corpus if self.rapport else Corpus()

    @property
    def bilan(self) -> str:
        """Le nom du dossier où vont les classeurs de cette année."""
        return f"bilan-{self.aujourd_hui.year}"
