"""Construire un petit site dans un dossier jetable, comme le ferait une personne."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from .souche import lancer_de_la_souche

RACINE = Path(__file__).resolve().parents[1]
CORPUS = RACINE / "tests" / "macros" / "references" / "corpus"
"""Le corpus inventé que partagent les tests de macros, de pages et d'adaptateurs."""

REGLAGES = {
    "site_name": "Site inventé",
    "strict": True,
    "theme": {"name": "material", "language": "fr", "font": False},
    "plugins": [
        {"projet-social": {"donnees": "data"}},
        {
            "macros": {
                "modules": ["projet_social.adaptateurs.mkdocs_macros"],
                "on_undefined": "strict",
                "on_error_fail": True,
            }
        },
    ],
    "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    "validation": {
        "nav": {"omitted_files": "info"},
        "links": {"anchors": "warn", "unrecognized_links": "warn"},
    },
}
"""Le `mkdocs.yml` d'un petit site, thème du paquet compris."""


def lancer(
    *commande: str, dans: Path, environnement: dict[str, str] | None = None, neuf: bool = False
) -> subprocess.CompletedProcess[str]:
    """Lance une commande Python du projet et rend ce qu'elle a dit.

    Args:
        commande: le module, puis ses arguments.
        dans: d'où la lancer.
        environnement: des variables de plus.
        neuf: vrai pour un interpréteur neuf, plutôt qu'un processus dédoublé de la souche.
    """
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environnement or {})}
    if not neuf:
        return lancer_de_la_souche(commande, dans, env)
    return subprocess.run(
        [sys.executable, "-m", *commande],
        cwd=dans,
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )


def batir_une_fois(
    dossiers: pytest.TempPathFactory, nom: str, batir: Callable[[Path], None]
) -> Path:
    """Un dossier que les processus de test partagent : le premier qui en a besoin le bâtit."""
    partage = dossiers.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        partage = partage.parent
    with (partage / f"{nom}.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)  # rendu en fermant
        if not (partage / nom).exists():
            ebauche = dossiers.mktemp(nom) / nom
            batir(ebauche)
            ebauche.rename(partage / nom)
    return partage / nom


def fichiers(site: Path) -> dict[str, bytes]:
    """Tout un site construit, index de recherche compris."""
    trouves = (f for f in site.rglob("*") if f.is_file())
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in trouves}


@dataclass
class Chantier:
    """Un dossier où l'on écrit un petit site avant de le construire."""

    dossier: Path

    @property
    def site(self) -> Path:
        """Le site construit."""
        return self.dossier / "site"

    def ecrire(self, fichiers: dict[str, str]) -> None:
        """Écrit des fichiers, chemins relatifs au dossier du chantier."""
        for nom, texte in fichiers.items():
            fichier = self.dossier / nom
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_text(texte, encoding="utf-8")

    def regler(self, **reglages: object) -> None:
        """Écrit `mkdocs.yml` : les réglages d'un petit site, et ceux que l'on donne."""
        texte = yaml.safe_dump(REGLAGES | reglages, allow_unicode=True, sort_keys=False)
        self.ecrire({"mkdocs.yml": texte})

    def construire(self, *options: str, neuf: bool = False) -> subprocess.CompletedProcess[str]:
        """Lance `mkdocs build`, d'un interpréteur neuf s'il le faut."""
        return lancer("mkdocs", "build", *options, dans=self.dossier, neuf=neuf)

    def garnir(self) -> None:
        """Donne au chantier le corpus inventé, un `mkdocs.yml` et une page écrite à la main."""
        shutil.copytree(CORPUS, self.dossier / "data")
        self.ecrire({"docs/a-propos.md": "# À propos\n\nUn site inventé.\n"})
        self.regler()

    def isoler(self) -> None:
        """Y ajoute un territoire qui n'a rien en commun avec les autres."""
        dossier = "data/territoires/isole"
        self.ecrire(
            {
                f"{dossier}/territoire.yml": "nom: Isolé\nnom_court: Isolé\ntype: commune\n",
                f"{dossier}/projet.yml": "titre: Seul\naxes: [{titre: Un axe à soi}]\n"
                "maj: 2026-01-05\n",
            }
        )
