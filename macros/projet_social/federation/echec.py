"""Une source qui n'a pas pu être lue : ce qui ne va pas, et ce qu'il faut faire."""

from __future__ import annotations

from ..empechement import EmpechementConseille

CONSEIL_DE_PATIENCE = "réessayer plus tard, ou prévenir la personne qui tient ce site"


class EchecDeSource(EmpechementConseille):
    """Une source que l'on ne peut pas employer telle qu'elle est aujourd'hui."""


def trop_gros(maximum: int) -> EchecDeSource:
    """Le refus de ce qui dépasse la limite, en octets."""
    return EchecDeSource(
        f"plus de {maximum // 1_000_000} Mo",
        "un site de projet social n'en publie pas tant : prévenir la personne qui le tient",
    )
