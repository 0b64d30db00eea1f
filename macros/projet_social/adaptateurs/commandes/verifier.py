"""`projet-social verifier` : dire tout ce qui ne va pas dans les données."""

from __future__ import annotations

import argparse
from datetime import date

from ...chargement import examiner
from ...lecture.anomalie import FORMATS, situer_les_anomalies


def verifier(choix: argparse.Namespace) -> int:
    """Écrit les anomalies ; 1 s'il y a une erreur."""
    rapport = examiner(choix.donnees, production=choix.production, aujourd_hui=date.today())
    situees = situer_les_anomalies(rapport.anomalies, choix.donnees.as_posix())
    print(FORMATS[choix.format](situees))
    return 0 if rapport.publiable else 1
