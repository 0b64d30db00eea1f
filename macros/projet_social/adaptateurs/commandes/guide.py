"""`projet-social guide` : le guide, sans le site ni internet."""

from __future__ import annotations

import argparse

from ...depart.guide import composer_le_guide
from ...ecriture.lot import Lot
from ..console import conclure


def guide(choix: argparse.Namespace) -> int:
    """Écrit les pages du guide."""
    Lot(choix.dossier, {}, composer_le_guide()).appliquer()
    accueil = (choix.dossier / "index.html").resolve()
    conclure("Le guide est écrit.", f"ouvrir « {accueil} »", accueil.as_uri())
    return 0
