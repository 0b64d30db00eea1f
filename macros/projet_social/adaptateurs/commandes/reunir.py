"""`projet-social reunir` : un site fait de parts construites sur plusieurs machines."""

from __future__ import annotations

import argparse

from ..console import conclure
from ..parts import PartsDepareillees, reunir_les_parts
from ..recherche import RechercheImpossible
from .refus import RefusDeCommande


def reunir(choix: argparse.Namespace) -> int:
    """Réunit les parts, et dit où est le site."""
    try:
        pages = reunir_les_parts(choix.parts, choix.sortie)
    except (PartsDepareillees, RechercheImpossible) as refus:
        raise RefusDeCommande(str(refus)) from refus
    conclure(
        f"Le site est réuni : {pages} pages dans « {choix.sortie} ».",
        "le déposer chez son hébergeur",
    )
    return 0
