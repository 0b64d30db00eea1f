"""`projet-social verifier` : dire tout ce qui ne va pas dans les données."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chargement import examiner
from ...lecture.anomalie import FORMATS
from .registre import commande


def _arguments(analyseur: argparse.ArgumentParser) -> None:
    analyseur.add_argument(
        "dossier", type=Path, nargs="?", default=Path("data"), help="dossier des données"
    )
    analyseur.add_argument(
        "--format",
        choices=FORMATS,
        default="texte",
        help="texte, json, ou annotations pour les forges (défaut : texte)",
    )
    analyseur.add_argument(
        "--production",
        action="store_true",
        help="refuse aussi toute donnée légale absente, comme une construction de production",
    )


@commande(
    "verifier",
    "vérifie les données et dit tout ce qui ne va pas",
    "projet-social verifier",
    "projet-social verifier data --format json",
    arguments=_arguments,
)
def verifier(choix: argparse.Namespace) -> int:
    """Écrit les anomalies ; 1 s'il y a une erreur."""
    rapport = examiner(choix.dossier, production=choix.production)
    print(FORMATS[choix.format](rapport.anomalies))
    return 0 if rapport.publiable else 1
