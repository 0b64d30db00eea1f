"""Un passage : le même corpus construit par chaque concurrent, en alternance.

Chaque construction est un processus à part, sans cache ni site précédent.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .corpus import PAGES_PAR_TERRITOIRE, Etiquettes, TerritoireInvente, inventer
from .en_donnees import ecrire_donnees, ecrire_reglages
from .en_markdown import ecrire_markdown
from .mesure import DEPOT, Mesure, Poids, lancer, peser, resumer

PASSAGES = 3
"""Constructions de chaque concurrent, dont on garde la médiane."""
PASSAGES_EN_GRAND = 1
"""La même chose au-delà de `GRAND_CORPUS` territoires : Material y prend une à deux minutes."""
GRAND_CORPUS = 40

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

    nom: str
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
    def constructions(self) -> list[Construction]:
        """Les constructions faites, la nôtre d'abord."""
        toutes = (self.projet, self.avec_prune, self.avec_macros)
        return [construction for construction in toutes if construction]


def passer_le_depot(dossier: Path, annoncer: Annonce) -> Passage:
    """Construit le site du dépôt, sur une copie de ses données et de ses pages."""
    for nom in ("data", "docs"):
        shutil.copytree(DEPOT / nom, dossier / nom)
    reglages = ecrire_reglages(dossier, DEPOT)
    construits = _alterner({"ce projet": reglages}, PASSAGES, annoncer)
    return _completer(Passage("ce site-ci", 0, construits["ce projet"]), dossier, annoncer)


def passer(
    nombre: int, etiquettes: Etiquettes, dossier: Path, annoncer: Annonce, *, material: bool
) -> Passage:
    """Construit un corpus inventé de ce nombre de territoires."""

    def territoires() -> Iterable[TerritoireInvente]:
        return inventer(nombre, etiquettes)

    projet = dossier / "projet"
    ecrire_donnees(territoires(), projet / "data", DEPOT)
    concurrents = {"ce projet": ecrire_reglages(projet, DEPOT)}
    if material:
        for nom, macros in (("Material et prune", False), ("Material, prune et macros", True)):
            concurrents[nom] = ecrire_markdown(
                territoires(), dossier / ("macros" if macros else "prune"), macros=macros
            )
    fois = PASSAGES if nombre < GRAND_CORPUS else PASSAGES_EN_GRAND
    construits = _alterner(concurrents, fois, annoncer)
    passage = Passage(
        f"corpus inventé de {nombre} territoires, {nombre * PAGES_PAR_TERRITOIRE} pages",
        nombre,
        construits["ce projet"],
        construits.get("Material et prune"),
        construits.get("Material, prune et macros"),
    )
    return _completer(passage, projet, annoncer)


def _alterner(
    concurrents: dict[str, Path], fois: int, annoncer: Annonce
) -> dict[str, Construction]:
    """Construit chaque projet plusieurs fois, tour à tour, et garde les médianes."""
    mesures: dict[str, list[Mesure]] = {nom: [] for nom in concurrents}
    for tour in range(1, fois + 1):
        for nom, reglages in concurrents.items():
            annoncer(f"construction par {nom}, {tour}/{fois}")
            for reste in ("site", ".cache"):
                shutil.rmtree(reglages.parent / reste, ignore_errors=True)
            mesure, _ = lancer("-m", "mkdocs", "build", "--quiet", "-f", str(reglages))
            mesures[nom].append(mesure)
    return {
        nom: Construction(nom, resumer(mesures[nom]), peser(reglages.parent / "site"))
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
