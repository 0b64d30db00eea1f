"""`projet-social ecrire` : les pages du site en vrais fichiers Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chargement import charger
from ...site import Site
from ..disque import ecrire_les_pages
from .registre import commande, option_donnees


def _arguments(analyseur: argparse.ArgumentParser) -> None:
    analyseur.add_argument("sortie", type=Path, help="dossier à remplir, vide ou absent")
    option_donnees(analyseur)
    analyseur.add_argument("--nom", default="Projets sociaux de territoire", help="nom du site")


@commande(
    "ecrire",
    "écrit les pages générées en Markdown dans un dossier vide",
    "projet-social ecrire pages --donnees data",
    arguments=_arguments,
)
def ecrire(choix: argparse.Namespace) -> int:
    """Écrit les pages, et dit combien."""
    nombre = ecrire_les_pages(Site(charger(choix.donnees), choix.nom), choix.sortie)
    print(f"{nombre} pages écrites dans {choix.sortie}")
    return 0
