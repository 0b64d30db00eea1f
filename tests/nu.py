"""Le vérificateur Nu du W3C : l'installer dans `.cache`, le passer sur un site construit."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from .fabrique import RACINE
from .visiteur import SiteConstruit

DOSSIER = RACINE / ".cache" / "vnu"
JARRE = DOSSIER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


class NuAbsent(Exception):
    """Java, npm ou le vérificateur lui-même manquent."""


def trouver(*, installer: bool) -> Path:
    """Le vérificateur, installé au besoin si on le permet.

    Raises:
        NuAbsent: il n'est pas là, et n'a pas pu être installé.
    """
    for commande, nom in (("java", "Java"), ("npm", "npm")):
        if shutil.which(commande) is None:
            raise NuAbsent(f"{nom} n'est pas installé")
    if not JARRE.is_file() and not installer:
        raise NuAbsent("le vérificateur Nu n'est pas installé")
    if not JARRE.is_file():
        demande = ["npm", "install", "--silent", "--no-save", "--prefix", str(DOSSIER), "vnu-jar"]
        sortie = subprocess.run(demande, capture_output=True, text=True, check=False)
        if not JARRE.is_file():
            raise NuAbsent(f"npm n'a pas installé vnu-jar : {sortie.stderr[-500:]}")
    return JARRE


def erreurs(site: SiteConstruit, verificateur: Path) -> list[str]:
    """Les erreurs de toutes les pages, une par ligne."""
    # Un seul passage, court : le compilateur le plus poussé de Java n'y rend jamais ce qu'il prend.
    java = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    commande = [*java, "-jar", str(verificateur), "--format", "json", "--errors-only"]
    pages = [str(site.dossier / chemin) for chemin in site.pages]
    sortie = subprocess.run([*commande, *pages], capture_output=True, text=True, check=False)
    return [
        f"{Path(m['url'].removeprefix('file:')).relative_to(site.dossier)}:"
        f"{m.get('lastLine')} : {m['message']} « {m.get('extract', '').strip()[:90]} »"
        for m in json.loads(sortie.stderr)["messages"]
    ]
