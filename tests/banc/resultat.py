"""Ce que le banc mesure, et le fichier JSON qui le garde d'un passage à l'autre.

Les fichiers de `resultats/` sont versionnés : la page publiée s'en refait sans rien mesurer.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter

from projet_social.texte.typographie import nombre_ecrit

from .corpus import PAGES_PAR_TERRITOIRE
from .mesure import Mesure, Poids

RESULTATS = Path(__file__).parent / "resultats"

CE_PROJET = "ce projet"
SANS_RECHERCHE = "ce projet, sans l’index de recherche"
AVEC_PDF = "ce projet, avec tous ses PDF"
SANS_PRUNE = "Material d’origine"
AVEC_PRUNE = "Material et prune"
AVEC_MACROS = "Material, prune et macros"
PROPERDOCS = "ProperDocs, Material et prune"
ZENSICAL = "Zensical"
HUGO = "Hugo, thème comparable"
HUGO_MINIMAL = "Hugo, thème minimal"


@dataclass
class Construction:
    """Un site construit par un concurrent, une ou plusieurs fois."""

    nom: str
    mesures: list[Mesure] = field(default_factory=list)
    poids: Poids | None = None
    empechement: str = ""
    """Pourquoi il n'y a pas de mesure, ou pas d'autre."""

    @property
    def cpu(self) -> float:
        """Le moins de secondes de processeur : le reste est le bruit de la machine."""
        return min(mesure.cpu for mesure in self.mesures)

    @property
    def cpu_median(self) -> float:
        """La médiane des secondes de processeur."""
        return median(mesure.cpu for mesure in self.mesures)

    @property
    def mural(self) -> float:
        """Le moins de secondes à la montre."""
        return min(mesure.mural for mesure in self.mesures)

    @property
    def mural_median(self) -> float:
        """La médiane des secondes à la montre."""
        return median(mesure.mural for mesure in self.mesures)

    @property
    def memoire(self) -> int:
        """Octets de mémoire vive, au plus haut."""
        return max(mesure.memoire for mesure in self.mesures)


@dataclass
class Passage:
    """Ce qu'un corpus a coûté à chacun, dans un même passage."""

    territoires: int
    """Territoires inventés ; 0 pour le site du dépôt."""
    constructions: list[Construction]
    plancher: Mesure | None = None
    a_chaud: dict[str, Mesure] = field(default_factory=dict)
    premiere_recherche: int | None = None
    """Octets d'une première recherche ; None sans navigateur."""

    @property
    def pages_de_territoires(self) -> int:
        """Pages que le corpus inventé demande à tous les concurrents."""
        return self.territoires * PAGES_PAR_TERRITOIRE

    @property
    def taille(self) -> str:
        """« 1 020 pages » ; « ce site-ci »."""
        pages = self.pages_de_territoires
        return f"{nombre_ecrit(pages)} pages" if pages else "ce site-ci"

    def construction(self, nom: str) -> Construction | None:
        """La construction de ce nom, si elle a été mesurée."""
        return next((c for c in self.constructions if c.nom == nom and c.mesures), None)


@dataclass(frozen=True)
class Machine:
    """Ce que l'on dit de la machine : assez pour juger, rien qui la désigne."""

    coeurs: int
    python: str
    jour: date


@dataclass
class Releve:
    """Tout un passage du banc."""

    machine: Machine
    passages: list[Passage]
    aide: Construction
    """La commande `projet-social --help`."""


@dataclass(frozen=True)
class Point:
    """Une taille de la courbe : la liste officielle, des plans inventés."""

    territoires: int
    machine: Machine
    mesure: Mesure
    poids: Poids
    premiere_recherche: int | None
    corpus: int
    """Fichiers de données lus."""


def cette_machine() -> Machine:
    """La machine, ce jour."""
    coeurs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return Machine(coeurs or 1, platform.python_version(), date.today())


def garder(resultat: Releve | Point, fichier: Path) -> None:
    """Écrit un résultat."""
    fichier.parent.mkdir(parents=True, exist_ok=True)
    lu = TypeAdapter(type(resultat)).dump_json(resultat, indent=2)
    fichier.write_bytes(lu + b"\n")


def reprendre_le_releve(dossier: Path = RESULTATS) -> Releve | None:
    """Le dernier passage gardé, s'il y en a un."""
    fichier = dossier / "banc.json"
    return TypeAdapter(Releve).validate_json(fichier.read_bytes()) if fichier.exists() else None


def reprendre_la_courbe(dossier: Path = RESULTATS) -> list[Point]:
    """Les tailles gardées, la plus petite d'abord."""
    lus = [
        TypeAdapter(Point).validate_json(fichier.read_bytes())
        for fichier in dossier.glob("courbe-*.json")
    ]
    return sorted(lus, key=lambda point: point.territoires)
