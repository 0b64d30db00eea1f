"""Glisser des fautes dans un échantillon du cœur : `make mutations`.

Cosmic Ray change un opérateur, une constante, une comparaison, à un endroit à la fois ; les tests
du module doivent le voir. Cela se passe dans une copie du dépôt, et une graine fixe tire les
fautes : deux passages jugent les mêmes. Une faute qui passe est un test qui manque, ou un
changement sans effet.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..banc.pairs import installer
from .echantillon import ECHANTILLON, JugeDeModule

DEPOT = Path(__file__).parents[2]
REGLAGES = """\
[cosmic-ray]
module-path = "{module}"
timeout = 120.0
excluded-modules = []
test-command = "{python} -m pytest -q -x -p no:cacheprovider {tests}"
[cosmic-ray.distributor]
name = "local"
"""
SANS_EFFET = (
    "core/ReplaceBinaryOperator_BitOr_",
    "core/ReplaceComparisonOperator_Eq_Is",
    "core/ReplaceComparisonOperator_NotEq_Is",
)
"""Une annotation (« int | None ») ne s'exécute pas ; « == » et « is » se valent presque partout."""


def principal() -> None:
    """Juge l'échantillon ; imprime chaque faute que rien n'a vue, puis le compte."""
    analyseur = argparse.ArgumentParser(description="Glisse des fautes dans le cœur.")
    analyseur.add_argument("modules", nargs="*", help="ceux qu'on veut ; à défaut, tous")
    analyseur.add_argument("--par-module", type=int, default=12, help="fautes par module")
    analyseur.add_argument("--graine", type=int, default=2026)
    options = analyseur.parse_args()
    cosmic_ray = installer("cosmic-ray", Path(__file__).parent) / "cosmic-ray"
    with tempfile.TemporaryDirectory(prefix="mutations.") as provisoire:
        copie = Path(provisoire) / "depot"
        copier_le_depot(copie)
        vues = essayees = 0
        for juge in ECHANTILLON:
            if options.modules and not any(voulu in juge.module for voulu in options.modules):
                continue
            passees, nombre = juger(juge, copie, cosmic_ray, options.par_module, options.graine)
            essayees, vues = essayees + nombre, vues + nombre - len(passees)
            print(f"{juge.module} : {nombre - len(passees)} vues sur {nombre}", flush=True)
            for passee in passees:
                print(passee, flush=True)
    print(f"{vues} fautes vues sur {essayees}")


def copier_le_depot(copie: Path) -> None:
    """Copie ce que Git suit, et rien d'autre."""
    suivis = subprocess.run(
        ["git", "ls-files", "-z"], cwd=DEPOT, check=True, capture_output=True, text=True
    ).stdout
    for nom in filter(None, suivis.split("\0")):
        if (DEPOT / nom).is_file():
            (copie / nom).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(DEPOT / nom, copie / nom)


def juger(
    juge: JugeDeModule, copie: Path, cosmic_ray: Path, nombre: int, graine: int
) -> tuple[list[str], int]:
    """Les fautes d'un module que ses tests n'ont pas vues, et combien ont été essayées.

    Raises:
        RuntimeError: les tests échouent sans aucune faute ; rien ne se juge.
    """
    module = f"macros/projet_social/{juge.module}"
    tests = " ".join(f"tests/{test}" for test in juge.tests)
    seance, reglages = copie.parent / "seance.sqlite", copie.parent / "reglages.toml"
    reglages.write_text(
        REGLAGES.format(module=module, python=sys.executable, tests=tests), encoding="utf-8"
    )
    milieu = {**os.environ, "PYTHONPATH": str(copie / "macros"), "PYTHONDONTWRITEBYTECODE": "1"}

    def lancer(*mots: str) -> str:
        fini = subprocess.run(
            [cosmic_ray, *mots], cwd=copie, env=milieu, capture_output=True, text=True, check=False
        )
        if fini.returncode:
            raise RuntimeError(f"{juge.module} : {fini.stdout}{fini.stderr}")
        return fini.stdout

    lancer("baseline", str(reglages))
    lancer("init", str(reglages), str(seance), "--force")
    with sqlite3.connect(seance) as base:
        lignes = (copie / module).read_text(encoding="utf-8").splitlines()
        garder_un_echantillon(base, nombre, random.Random(f"{graine} {juge.module}"), lignes)
    lancer("exec", str(reglages), str(seance))
    with sqlite3.connect(seance) as base:
        return list(fautes_passees(base)), compter(base)


def garder_un_echantillon(
    base: sqlite3.Connection, nombre: int, hasard: random.Random, lignes: Sequence[str]
) -> None:
    """Ne garde que quelques fautes de la séance, ni dans une annotation, ni dans un décorateur."""
    requete = (
        "SELECT job_id, operator_name, start_pos_row FROM mutation_specs"
        " ORDER BY start_pos_row, start_pos_col, operator_name, occurrence"
    )
    possibles = [
        job
        for job, faute, rang in base.execute(requete)
        if not faute.startswith(SANS_EFFET) and not lignes[rang - 1].lstrip().startswith("@")
    ]
    gardees = set(hasard.sample(possibles, min(nombre, len(possibles))))
    toutes = [job for (job,) in base.execute("SELECT job_id FROM work_items")]
    otees = [(job,) for job in toutes if job not in gardees]
    for table in ("mutation_specs", "work_items"):
        base.executemany(f"DELETE FROM {table} WHERE job_id = ?", otees)


def fautes_passees(base: sqlite3.Connection) -> Iterator[str]:
    """Chaque faute que les tests n'ont pas vue : sa ligne, avant et après."""
    requete = (
        "SELECT start_pos_row, diff FROM mutation_specs JOIN work_results USING (job_id)"
        " WHERE test_outcome = 'SURVIVED' ORDER BY start_pos_row"
    )
    for ligne, difference in base.execute(requete):
        changes = [
            un for un in difference.splitlines() if un[:1] in "+-" and un[:3] not in ("+++", "---")
        ]
        yield f"  ligne {ligne} :\n" + "\n".join(f"    {un}" for un in changes)


def compter(base: sqlite3.Connection) -> int:
    """Combien de fautes ont été jugées."""
    nombre: int = base.execute("SELECT count(*) FROM work_results").fetchone()[0]
    return nombre


if __name__ == "__main__":
    principal()
