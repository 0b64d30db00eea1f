"""Un passage : le même corpus construit par chaque concurrent, en alternance.

Chaque construction est un processus à part, sans cache ni site précédent.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from .a_chaud import RESUME
from .concurrents import GRAND_CORPUS, Concurrent, ce_projet, les_autres, sur_corpus_invente
from .corpus import Etiquettes, TerritoireInvente, inventer
from .mesure import (
    DEPOT,
    ConstructionManquee,
    Mesure,
    executer,
    lancer,
    peser,
    taire_la_machine,
)
from .premiere_recherche import peser_la_premiere_recherche
from .resultat import AVEC_PDF, CE_PROJET, Construction, Passage

TOURS = 3
"""Constructions de chaque concurrent, au plus."""
BUDGET = 60.0
"""Secondes de processeur au-delà desquelles un concurrent n'est plus construit une fois de plus."""
LIMITE = 600.0
"""Secondes de processeur au-delà desquelles une construction est arrêtée."""
RIEN_CHANGE = "ce projet, avec tous ses PDF, une seconde fois sans rien changer"

Annonce = Callable[[str], None]


def passer_le_depot(dossier: Path, annoncer: Annonce) -> Passage:
    """Construit le site du dépôt, sur une copie de ses données et de ses pages."""
    for nom in ("data", "docs"):
        shutil.copytree(DEPOT / nom, dossier / nom)
    concurrents = ce_projet(dossier, menu=True, pdf=True)
    passage = Passage(0, alterner(concurrents, annoncer))
    annoncer(RIEN_CHANGE)
    avec_pdf = next(c for c in concurrents if c.nom == AVEC_PDF)
    passage.constructions.append(construire_encore(avec_pdf, RIEN_CHANGE))
    return _completer(passage, dossier, annoncer)


def passer(
    nombre: int, etiquettes: Etiquettes, dossier: Path, annoncer: Annonce, *, autres: bool
) -> Passage:
    """Construit un corpus inventé de ce nombre de territoires."""

    def territoires() -> Iterable[TerritoireInvente]:
        return inventer(nombre, etiquettes)

    concurrents = sur_corpus_invente(territoires, dossier / "projet", pdf=nombre <= GRAND_CORPUS)
    if autres:
        concurrents += les_autres(territoires, nombre, dossier)
    passage = Passage(nombre, alterner(concurrents, annoncer))
    return _completer(passage, dossier / "projet", annoncer)


def alterner(
    concurrents: list[Concurrent], annoncer: Annonce, budget: float = BUDGET
) -> list[Construction]:
    """Construit chaque projet plusieurs fois, tour à tour.

    Un concurrent qui échoue, ou qui ne finit pas, n'arrête pas les autres ; un concurrent dont les
    constructions ont déjà pris `budget` secondes de processeur n'est plus reconstruit.
    """
    construits = [Construction(c.nom, empechement=c.empechement) for c in concurrents]
    for tour in range(TOURS):
        for concurrent, construction in zip(concurrents, construits, strict=True):
            passe = sum(mesure.cpu for mesure in construction.mesures)
            if construction.empechement or passe > budget:
                continue
            annoncer(f"tour {tour + 1}, {concurrent.nom}")
            concurrent.preparer()
            _construire(concurrent, construction)
    return construits


def construire_encore(concurrent: Concurrent, nom: str) -> Construction:
    """Reconstruit sans rien effacer : ce que coûte un site déjà construit."""
    construction = Construction(nom)
    _construire(concurrent, construction)
    return construction


def _construire(concurrent: Concurrent, construction: Construction) -> None:
    """Construit une fois, et ajoute la mesure ou dit pourquoi il n'y en a pas."""
    try:
        mesure, _ = executer(concurrent.commande, concurrent.dossier, LIMITE)
    except ConstructionManquee as manque:
        construction.empechement = taire_la_machine(str(manque).splitlines()[-1])
        return
    construction.mesures.append(mesure)
    if construction.poids is None:
        construction.poids = peser(concurrent.site)


def _completer(passage: Passage, projet: Path, annoncer: Annonce) -> Passage:
    """Ajoute le plancher, la première recherche et la reconstruction après une modification."""
    if not passage.construction(CE_PROJET):
        return passage
    annoncer("plancher, première recherche, reconstruction après une modification")
    copie = projet / "copie"
    _, imprime = lancer("-m", "tests.banc.plancher", str(projet / "site"), str(copie))
    shutil.rmtree(copie)
    passage.plancher = Mesure(**json.loads(imprime))
    passage.premiere_recherche = peser_la_premiere_recherche(projet / "site")
    if fiche := fiche_a_modifier(projet / "data"):
        _, imprime = lancer("-m", "tests.banc.a_chaud", str(projet / "mkdocs.yml"), str(fiche))
        passage.a_chaud = {nom: Mesure(**m) for nom, m in json.loads(imprime).items()}
    return passage


def fiche_a_modifier(donnees: Path) -> Path | None:
    """La première fiche dont `a_chaud` sait changer le résumé."""
    fiches = sorted(donnees.glob("territoires/*/actions/*.yml"))
    return next((f for f in fiches if RESUME in f.read_text(encoding="utf-8")), None)
