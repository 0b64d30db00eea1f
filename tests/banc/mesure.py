"""Mesurer un processus fils (temps, mémoire) et peser le site qu'il a écrit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

DEPOT = Path(__file__).resolve().parents[2]
"""La racine du dépôt : d'où partent les processus fils."""

PAGES_CITEES = 4


@dataclass(frozen=True)
class Mesure:
    """Ce qu'un processus a coûté."""

    cpu: float
    """Secondes de processeur, utilisateur et système."""
    mural: float
    """Secondes à la montre."""
    memoire: int = 0
    """Octets de mémoire vive, au plus haut."""


@dataclass(frozen=True)
class Poids:
    """Ce que pèse un site construit ; tout est en octets."""

    pages: int
    fichiers: int
    octets: int
    median: int
    les_plus_lourdes: list[tuple[str, int]]
    """Les pages les plus lourdes, la plus lourde d'abord."""


def lancer(*arguments: str) -> tuple[Mesure, str]:
    """Lance Python avec ces arguments, dans un processus à part, depuis la racine du dépôt.

    Returns:
        Ce que le processus a coûté, et ce qu'il a imprimé.

    Raises:
        RuntimeError: le processus a échoué ; le message en donne la fin.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as sortie:
        depart = time.perf_counter()
        processus = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=DEPOT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=sortie,
            stderr=subprocess.STDOUT,
        )
        _, etat, usage = os.wait4(processus.pid, 0)
        mural = time.perf_counter() - depart
        processus.returncode = os.waitstatus_to_exitcode(etat)
        sortie.seek(0)
        imprime = sortie.read()
    if processus.returncode:
        raise RuntimeError(f"{' '.join(arguments)} a échoué :\n{imprime[-2000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Mesure(cpu, mural, usage.ru_maxrss * 1024), imprime


def la_meilleure(mesures: Sequence[Mesure]) -> Mesure:
    """La mesure qui a demandé le moins de processeur : le reste est le bruit de la machine."""
    return min(mesures, key=lambda mesure: mesure.cpu)


def peser(site: Path) -> Poids:
    """Compte et pèse les fichiers d'un site ; 404 comprise."""
    fichiers = [(f.stat().st_size, f) for f in site.rglob("*") if f.is_file()]
    pages = [(poids, f) for poids, f in fichiers if f.suffix == ".html"]
    lourdes = sorted(pages, reverse=True)[:PAGES_CITEES]
    return Poids(
        pages=len(pages),
        fichiers=len(fichiers),
        octets=sum(poids for poids, _ in fichiers),
        median=int(median(poids for poids, _ in pages)),
        les_plus_lourdes=[(f.relative_to(site).as_posix(), poids) for poids, f in lourdes],
    )
