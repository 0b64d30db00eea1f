"""Ce que coûte une modification quand le programme est déjà lancé, comme sous `make servir`.

Se lance dans un processus à part : `python -m tests.banc.a_chaud MKDOCS_YML FICHE_YML`, sur un
corpus que l'on peut modifier.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from projet_social.chargement import examiner
from projet_social.lecture.cache import Cache

RESUME = '\nresume: "'
"""Le début du champ que l'on modifie."""


def chronometrer(tache: Callable[[], Any]) -> dict[str, float]:
    """Les secondes d'une tâche."""
    cpu, mural = time.process_time(), time.perf_counter()
    tache()
    return {"cpu": time.process_time() - cpu, "mural": time.perf_counter() - mural}


def construire(reglages: Path) -> None:
    """Construit le site comme le fait `mkdocs serve` à chaque modification."""
    build(load_config(str(reglages)))


def modifier(fiche: Path) -> None:
    """Change le résumé d'une fiche.

    Raises:
        ValueError: la fiche n'a pas de résumé entre guillemets.
    """
    avant, resume, apres = fiche.read_text(encoding="utf-8").partition(RESUME)
    if not resume:
        raise ValueError(f"{fiche} : résumé introuvable")
    fiche.write_text(f"{avant}{resume}Modifié : {apres}", encoding="utf-8")


def mesurer_a_chaud(reglages: Path, fiche: Path) -> dict[str, dict[str, float]]:
    """Deux constructions de suite, une fiche modifiée entre les deux ; puis la lecture seule."""
    donnees = reglages.parent / "data"
    cache = reglages.parent / ".cache/lecture-seule.json"
    load_config(str(reglages)).plugins.on_startup(command="serve", dirty=False)
    premiere = chronometrer(lambda: construire(reglages))
    modifier(fiche)
    seconde = chronometrer(lambda: construire(reglages))
    sans_cache = chronometrer(lambda: examiner(donnees))
    examiner(donnees, Cache(cache))
    return {
        "premiere_construction": premiere,
        "apres_modification": seconde,
        "lecture_sans_cache": sans_cache,
        "lecture_avec_cache": chronometrer(lambda: examiner(donnees, Cache(cache))),
    }


if __name__ == "__main__":
    print(json.dumps(mesurer_a_chaud(Path(sys.argv[1]), Path(sys.argv[2]))))
