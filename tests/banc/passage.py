"""Un passage : le même corpus construit par chaque concurrent, en alternance.

Chaque construction est un processus à part, sans cache ni site précédent.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from projet_social.texte.typographie import nombre_ecrit

from .corpus import PAGES_PAR_TERRITOIRE, Etiquettes, TerritoireInvente, inventer
from .en_donnees import ecrire_donnees, ecrire_reglages
from .en_markdown import ecrire_markdown
from .mesure import DEPOT, Mesure, Poids, la_meilleure, lancer, peser

TOURS = 3
"""Constructions de chaque concurrent ; on garde la meilleure."""
GRAND_CORPUS = 40
"""Territoires au-delà desquels Material, qui prend une à deux minutes, ne construit qu'une fois."""

CE_PROJET, AVEC_PRUNE, AVEC_MACROS = "ce projet", "Material et prune", "Material, prune et macros"

Annonce = Callable[[str], None]


@dataclass
class Construction:
    """Un site construit par un concurrent."""

    nom: str
    mesure: Mesure
    poids: Poids


@dataclass
class Passage:
    """Ce qu'un corpus a coûté à chacun."""

    territoires: int
    """Territoires inventés ; 0 pour le site du dépôt."""
    projet: Construction
    avec_prune: Construction | None = None
    avec_macros: Construction | None = None
    plancher: Mesure | None = None
    a_chaud: dict[str, Mesure] = field(default_factory=dict)

    @property
    def pages_de_territoires(self) -> int:
        """Pages que le corpus inventé demande à tous les concurrents."""
        return self.territoires * PAGES_PAR_TERRITOIRE

    @property
    def taille(self) -> str:
        """« 1 020 pages » ; « ce site-ci »."""
        pages = self.pages_de_territoires
        return f"{nombre_ecrit(pages)} pages" if pages else "ce site-ci"

    @property
    def nom(self) -> str:
        """Ce qui est construit."""
        if not self.territoires:
            return self.taille
        return f"corpus inventé de {self.territoires} territoires, {self.taille}"

    @property
    def constructions(self) -> list[Construction]:
        """Les constructions faites, la nôtre d'abord."""
        toutes = (self.projet, self.avec_prune, self.avec_macros)
        return [construction for construction in toutes if construction]


def passer_le_depot(dossier: Path, annoncer: Annonce) -> Passage:
    """Construit le site du dépôt, sur une copie de ses données et de ses pages."""
    for nom in ("data", "docs"):
        shutil.copytree(DEPOT / nom, dossier / nom)
    reglages = ecrire_reglages(dossier, DEPOT)
    construits = _alterner({CE_PROJET: reglages}, TOURS, annoncer)
    return _completer(Passage(0, construits[CE_PROJET]), dossier, annoncer)


def passer(
    nombre: int, etiquettes: Etiquettes, dossier: Path, annoncer: Annonce, *, material: bool
) -> Passage:
    """Construit un corpus inventé de ce nombre de territoires."""

    def territoires() -> Iterable[TerritoireInvente]:
        return inventer(nombre, etiquettes)

    projet = dossier / "projet"
    ecrire_donnees(territoires(), projet / "data", DEPOT)
    concurrents = {CE_PROJET: ecrire_reglages(projet, DEPOT)}
    if material:
        for nom, macros in ((AVEC_PRUNE, False), (AVEC_MACROS, True)):
            concurrents[nom] = ecrire_markdown(
                territoires(), dossier / ("macros" if macros else "prune"), macros=macros
            )
    construits = _alterner(concurrents, TOURS if nombre < GRAND_CORPUS else 1, annoncer)
    passage = Passage(
        nombre,
        construits[CE_PROJET],
        construits.get(AVEC_PRUNE),
        construits.get(AVEC_MACROS),
    )
    return _completer(passage, projet, annoncer)


def _alterner(
    concurrents: dict[str, Path], tours_de_material: int, annoncer: Annonce
) -> dict[str, Construction]:
    """Construit chaque projet plusieurs fois, tour à tour, et garde les meilleures mesures."""
    mesures: dict[str, list[Mesure]] = {nom: [] for nom in concurrents}
    for tour in range(TOURS):
        for nom, reglages in concurrents.items():
            if nom != CE_PROJET and tour >= tours_de_material:
                continue
            annoncer(f"construction par {nom}")
            for reste in ("site", ".cache"):
                shutil.rmtree(reglages.parent / reste, ignore_errors=True)
            mesure, _ = lancer("-m", "mkdocs", "build", "--quiet", "-f", str(reglages))
            mesures[nom].append(mesure)
    return {
        nom: Construction(nom, la_meilleure(mesures[nom]), peser(reglages.parent / "site"))
        for nom, reglages in concurrents.items()
    }


def _completer(passage: Passage, projet: Path, annoncer: Annonce) -> Passage:
    """Ajoute le plancher et la reconstruction après une modification."""
    annoncer("plancher, puis reconstruction après une modification")
    copie = projet / "copie"
    _, imprime = lancer("-m", "tests.banc.plancher", str(projet / "site"), str(copie))
    shutil.rmtree(copie)
    passage.plancher = Mesure(**json.loads(imprime))
    fiche = min(projet.glob("data/territoires/*/actions/*.yml"))
    _, imprime = lancer("-m", "tests.banc.a_chaud", str(projet / "mkdocs.yml"), str(fiche))
    passage.a_chaud = {nom: Mesure(**m) for nom, m in json.loads(imprime).items()}
    return passage
