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
from .en_donnees import ecrire_donnees, ecrire_page_a_la_main, ecrire_reglages
from .en_markdown import ecrire_markdown
from .mesure import DEPOT, Mesure, Poids, la_meilleure, lancer, peser

TOURS = 3
"""Constructions de chaque concurrent ; on garde la meilleure."""
GRAND_CORPUS = 40
"""Territoires au-delà desquels Material, qui prend une à deux minutes, ne construit qu'une fois."""

CE_PROJET = "ce projet"
SANS_RECHERCHE = "ce projet, sans l'index de recherche"
AVEC_PRUNE = "Material et prune"
AVEC_MACROS = "Material, prune et macros"

Annonce = Callable[[str], None]


@dataclass
class Construction:
    """Un site construit par un concurrent."""

    nom: str
    mesure: Mesure
    poids: Poids


@dataclass(frozen=True)
class Concurrent:
    """Un projet MkDocs à construire."""

    reglages: Path
    tours: int = TOURS

    def preparer(self) -> None:
        """Efface ce qu'une construction précédente a laissé."""
        for reste in ("site", ".cache"):
            shutil.rmtree(self.reglages.parent / reste, ignore_errors=True)


@dataclass
class Passage:
    """Ce qu'un corpus a coûté à chacun."""

    territoires: int
    """Territoires inventés ; 0 pour le site du dépôt."""
    projet: Construction
    sans_recherche: Construction
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
        toutes = (self.projet, self.sans_recherche, self.avec_prune, self.avec_macros)
        return [construction for construction in toutes if construction]


def passer_le_depot(dossier: Path, annoncer: Annonce) -> Passage:
    """Construit le site du dépôt, sur une copie de ses données et de ses pages."""
    for nom in ("data", "docs"):
        shutil.copytree(DEPOT / nom, dossier / nom)
    construits = _alterner(_nos_concurrents(dossier, menu=True), annoncer)
    return _completer(Passage(0, *construits.values()), dossier, annoncer)


def passer(
    nombre: int, etiquettes: Etiquettes, dossier: Path, annoncer: Annonce, *, material: bool
) -> Passage:
    """Construit un corpus inventé de ce nombre de territoires."""

    def territoires() -> Iterable[TerritoireInvente]:
        return inventer(nombre, etiquettes)

    projet = dossier / "projet"
    ecrire_donnees(territoires(), projet / "data", DEPOT)
    ecrire_page_a_la_main(projet / "docs")
    concurrents = _nos_concurrents(projet, menu=False)
    if material:
        tours = TOURS if nombre < GRAND_CORPUS else 1
        prune = ecrire_markdown(territoires(), dossier / "prune", macros=False)
        macros = ecrire_markdown(territoires(), dossier / "macros", macros=True)
        concurrents |= {
            AVEC_PRUNE: Concurrent(prune, tours),
            AVEC_MACROS: Concurrent(macros, tours),
        }
    construits = _alterner(concurrents, annoncer)
    return _completer(Passage(nombre, *construits.values()), projet, annoncer)


def _nos_concurrents(projet: Path, *, menu: bool) -> dict[str, Concurrent]:
    """Ce projet, avec puis sans index de recherche, sur les mêmes données et les mêmes pages."""
    entier, allege = projet / "mkdocs.yml", projet / "sans-recherche/mkdocs.yml"
    ecrire_reglages(entier, DEPOT, menu=menu, recherche=True)
    ecrire_reglages(allege, DEPOT, menu=menu, recherche=False)
    for nom in ("data", "docs"):
        (allege.parent / nom).symlink_to(projet / nom)
    return {CE_PROJET: Concurrent(entier), SANS_RECHERCHE: Concurrent(allege)}


def _alterner(concurrents: dict[str, Concurrent], annoncer: Annonce) -> dict[str, Construction]:
    """Construit chaque projet plusieurs fois, tour à tour, et garde les meilleures mesures."""
    mesures: dict[str, list[Mesure]] = {nom: [] for nom in concurrents}
    for tour in range(TOURS):
        for nom, concurrent in concurrents.items():
            if tour < concurrent.tours:
                annoncer(f"construction par {nom}")
                concurrent.preparer()
                reglages = str(concurrent.reglages)
                mesure, _ = lancer("-m", "mkdocs", "build", "--quiet", "-f", reglages)
                mesures[nom].append(mesure)
    return {
        nom: Construction(
            nom, la_meilleure(mesures[nom]), peser(concurrent.reglages.parent / "site")
        )
        for nom, concurrent in concurrents.items()
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
