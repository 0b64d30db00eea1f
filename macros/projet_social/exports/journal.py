"""Le journal des données : ce que leurs dates disent écrit ou retouché, et les plans figés.

La version des données est le jour de la plus récente de ces dates. Rien ne compare deux
constructions : le journal ne dit que ce que les fichiers portent eux-mêmes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from ..corpus.corpus import Corpus, VersionPubliee
from ..corpus.plan import Ligne, Plan
from ..texte.typographie import accorder
from .jours import jour_de_mise_a_jour

NOMMES = 4
"""Territoires que la phrase d'une édition nomme, au plus."""


@dataclass(frozen=True, slots=True)
class EntreeDuJournal:
    """Ce qui date d'un jour.

    Attributes:
        objet: le projet, la ligne de plan, ou la version figée.
        plan: le plan dont c'est, tel qu'il est aujourd'hui ; d'une version, tel qu'il fut.
    """

    jour: date
    objet: Plan | Ligne | VersionPubliee
    plan: Plan

    @property
    def nature(self) -> str:
        """Un projet, une ligne, ou une version."""
        noms = {Plan: "projet", Ligne: "ligne", VersionPubliee: "version"}
        return noms[type(self.objet)]


@dataclass(frozen=True, slots=True)
class Edition:
    """Les données d'un jour.

    Attributes:
        entrees: ce qui date de ce jour, versions figées exceptées.
    """

    jour: date
    entrees: tuple[EntreeDuJournal, ...]

    @property
    def phrase(self) -> str:
        """« 1 projet et 25 lignes (Questembert Communauté) »."""
        natures = [entree.nature for entree in self.entrees]
        comptes = [accorder(natures.count(n), n) for n in ("projet", "ligne") if n in natures]
        noms = list(dict.fromkeys(c.plan.territoire.nom for c in self.entrees))
        dits, tus = ", ".join(noms[:NOMMES]), len(noms) - NOMMES
        suite = f" et {accorder(tus, 'autre territoire', 'autres territoires')}" if tus > 0 else ""
        return f"{' et '.join(comptes)} ({dits}{suite})"


def entrees_du_journal(corpus: Corpus) -> list[EntreeDuJournal]:
    """Tout ce qui porte une date, du plus récent au plus ancien ; d'un même jour, dans l'ordre."""
    return sorted(_dates(corpus), key=attrgetter("jour"), reverse=True)


def _dates(corpus: Corpus) -> Iterator[EntreeDuJournal]:
    for plan in corpus.plans:
        if jour := jour_de_mise_a_jour(plan.projet.maj):
            yield EntreeDuJournal(jour, plan, plan)
        for ligne in plan.lignes:
            if jour := jour_de_mise_a_jour(ligne.contenu.maj):
                yield EntreeDuJournal(jour, ligne, plan)
    for versions in corpus.versions.values():
        for version in versions:
            yield EntreeDuJournal(version.jour, version, version.plan)


def editions_de(corpus: Corpus) -> list[Edition]:
    """Les jours où les données ont changé, le dernier d'abord."""
    retouches = [c for c in entrees_du_journal(corpus) if not isinstance(c.objet, VersionPubliee)]
    par_jour = groupby(retouches, key=attrgetter("jour"))
    return [Edition(jour, tuple(entrees)) for jour, entrees in par_jour]
