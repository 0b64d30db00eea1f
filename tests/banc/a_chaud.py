"""Ce que coûte une modification quand l'aperçu est ouvert, comme sous `make servir`.

Se lance dans un processus à part : `python -m tests.banc.a_chaud MKDOCS_YML FICHE_YML`, sur un
corpus que l'on peut modifier. Le serveur et son attente n'y sont pas : seul le travail compte.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from projet_social.chargement import examiner
from projet_social.lecture.cache import Cache

RESUME = '\nresume: "'
"""Le début du champ que l'on modifie."""
MODIFIE = "Modifié : "


def chronometrer(tache: Callable[[], Any]) -> dict[str, float]:
    """Les secondes d'une tâche."""
    cpu, mural = time.process_time(), time.perf_counter()
    tache()
    return {"cpu": time.process_time() - cpu, "mural": time.perf_counter() - mural}


def modifier(fiche: Path) -> None:
    """Change le résumé d'une fiche.

    Raises:
        ValueError: la fiche n'a pas de résumé entre guillemets.
    """
    avant, resume, apres = fiche.read_text(encoding="utf-8").partition(RESUME)
    if not resume:
        raise ValueError(f"{fiche} : résumé introuvable")
    fiche.write_text(f"{avant}{resume}{MODIFIE}{apres}", encoding="utf-8")


class ApercuOuvert:
    """L'aperçu d'un site, sans son serveur."""

    def __init__(self, reglages: Path) -> None:
        """Le construit comme le fait MkDocs à l'ouverture."""
        self.config: MkDocsConfig = load_config(str(reglages))
        self.config.plugins.on_startup(command="serve", dirty=False)
        self.construire()

    def construire(self) -> None:
        """Construit, à l'ouverture ou quand les pages ne sont plus les mêmes."""
        build(self.config, serve_url="http://127.0.0.1:8000/")

    def revoir(self, page: str) -> str:
        """Relit les données et rend une page, comme le navigateur qui se recharge."""
        greffon: Any = self.config.plugins["projet-social"]
        if not greffon._apercu.renouveler(greffon._dossier.examiner()):
            self.construire()
        return str(greffon._apercu.contenu(page).decode())


def mesurer_a_chaud(reglages: Path, fiche: Path) -> dict[str, dict[str, float]]:
    """L'ouverture, une page revue après une modification, puis la lecture seule.

    Raises:
        ValueError: la page revue ne montre pas la modification : la mesure ne vaudrait rien.
    """
    ouverts: list[ApercuOuvert] = []
    ouverture = chronometrer(lambda: ouverts.append(ApercuOuvert(reglages)))
    page = f"territoires/{fiche.parts[-3]}/actions/{fiche.stem}/index.html"
    modifier(fiche)
    vues: list[str] = []
    revue = chronometrer(lambda: vues.append(ouverts[0].revoir(page)))
    if MODIFIE.strip(" :") not in vues[0]:
        raise ValueError(f"{page} ne montre pas la modification")
    donnees = reglages.parent / "data"
    cache = reglages.parent / ".cache/lecture-seule.json"
    sans_cache = chronometrer(lambda: examiner(donnees))
    examiner(donnees, Cache(cache))
    return {
        "ouverture": ouverture,
        "apres_modification": revue,
        "lecture_sans_cache": sans_cache,
        "lecture_avec_cache": chronometrer(lambda: examiner(donnees, Cache(cache))),
    }


if __name__ == "__main__":
    print(json.dumps(mesurer_a_chaud(Path(sys.argv[1]), Path(sys.argv[2]))))
