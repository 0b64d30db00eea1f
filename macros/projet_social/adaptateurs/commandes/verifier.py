"""`projet-social verifier` : dire tout ce qui ne va pas dans les données."""

from __future__ import annotations

import argparse

from ...chargement import examiner
from ...lecture.anomalie import FORMATS


def verifier(choix: argparse.Namespace) -> int:
    """Écrit les anomalies ; 1 s'il y a une erreur."""
    rapport = examiner(choix.dossier, production=choix.production)
    print(FORMATS[choix.format](rapport.anomalies))
    return 0 if rapport.publiable else 1
