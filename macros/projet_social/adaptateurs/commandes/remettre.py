"""`projet-social remettre` : un dossier qui suffit pour installer le générateur ailleurs."""

from __future__ import annotations

import argparse

from ...depart.remise import composer_la_remise
from ...ecriture.lot import Lot
from ..console import conclure
from ..roue_du_generateur import trouver_la_roue


def remettre(choix: argparse.Namespace) -> int:
    """Écrit la roue, les installeurs et le guide, tout ou rien."""
    fichiers = composer_la_remise(trouver_la_roue(choix.paquet, choix.depuis))
    Lot(choix.dossier, {}, fichiers).appliquer()
    conclure(
        f"« {choix.dossier} » contient de quoi installer le générateur.",
        "le copier tout entier, puis suivre LISEZMOI.txt",
    )
    return 0
