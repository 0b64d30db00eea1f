"""Mesurer quatre pages avec Lighthouse, sur un téléphone simulé ; la médiane de trois passages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ..fabrique import RACINE
from ..navigateur.harnais import chemin_de_chromium

DOSSIER = RACINE / ".cache" / "lighthouse"
PROGRAMME = DOSSIER / "node_modules" / "lighthouse" / "cli" / "index.js"
PASSAGES = 3
BUTS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
GABARITS = ("accueil", "territoire", "fiche", "comparaison_themes")
DRAPEAUX = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


class LighthouseAbsent(Exception):
    """Lighthouse n'a pas pu être installé, ou n'a rien mesuré."""


@dataclass(frozen=True)
class Mesure:
    """Les notes médianes d'une page, et ce qui leur manque."""

    gabarit: str
    adresse: str
    notes: dict[str, float]
    defauts: tuple[str, ...]

    @property
    def atteinte(self) -> bool:
        """Vrai si chaque note vaut son but."""
        return all(self.notes[categorie] >= but for categorie, but in BUTS.items())


def installer() -> None:
    """Installe Lighthouse dans un dossier que git ignore.

    Raises:
        LighthouseAbsent: npm manque ou a échoué.
    """
    if PROGRAMME.is_file():
        return
    if shutil.which("npm") is None:
        raise LighthouseAbsent("npm n'est pas installé")
    commande = ["npm", "install", "--silent", "--no-save", "--prefix", str(DOSSIER), "lighthouse"]
    sortie = subprocess.run(
        commande,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
    )
    if not PROGRAMME.is_file():
        raise LighthouseAbsent(f"npm a échoué : {sortie.stderr[-500:]}")


def _passer(adresse: str, sortie: Path) -> dict[str, object]:
    commande = ["node", str(PROGRAMME), adresse, "--quiet", "--output=json"]
    commande += [f"--output-path={sortie}", f"--chrome-flags={DRAPEAUX}", "--locale=fr"]
    commande += [f"--only-categories={','.join(BUTS)}"]
    environnement = {**os.environ, "CHROME_PATH": chemin_de_chromium() or ""}
    fini = subprocess.run(
        commande, capture_output=True, text=True, check=False, env=environnement, timeout=180
    )
    if fini.returncode:
        raise LighthouseAbsent(f"{adresse} : {fini.stderr[-500:]}")
    lu: dict[str, object] = json.loads(sortie.read_text(encoding="utf-8"))
    return lu


def _note(passage: dict, categorie: str) -> float:
    return 100 * (passage["categories"][categorie]["score"] or 0)


def _defauts(passage: dict) -> tuple[str, ...]:
    """Les vérifications pesées qui n'ont pas la note entière."""
    dits = []
    for categorie in passage["categories"].values():
        for renvoi in categorie["auditRefs"]:
            audit = passage["audits"][renvoi["id"]]
            if renvoi["weight"] and audit["score"] is not None and audit["score"] < 1:
                dits.append(f"{audit['id']} ({audit.get('displayValue', audit['title'])})")
    return tuple(dits)


def mesurer(
    base: str, gabarits: dict[str, str], dossier: Path, dire: Callable[[str], None]
) -> list[Mesure]:
    """Passe Lighthouse trois fois sur chacune des quatre pages."""
    installer()
    mesures = []
    for gabarit in GABARITS:
        adresse = gabarits[gabarit]
        dire(f"Lighthouse, {gabarit} : {PASSAGES} passages")
        passages = [
            _passer(base + adresse, dossier / f"lighthouse-{gabarit}-{rang}.json")
            for rang in range(PASSAGES)
        ]
        notes = {c: median(_note(passage, c) for passage in passages) for c in BUTS}
        mesures.append(Mesure(gabarit, adresse, notes, _defauts(passages[-1])))
    return mesures
