"""`projet-social reunir` : un site fait de parts construites sur plusieurs machines."""

from __future__ import annotations

import argparse

from ..console import conclure
from ..parts import reunir_les_parts


def reunir(choix: argparse.Namespace) -> int:
    """Réunit les parts, et dit où est le site."""
    pages = reunir_les_parts(choix.parts, choix.sortie)
    conclure(
        f"Le site est réuni : {pages} pages dans « {choix.sortie} ».",
        "le déposer chez son hébergeur",
    )
    return 0
