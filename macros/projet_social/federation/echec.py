"""Une source qui n'a pas pu être lue : ce qui ne va pas, et ce qu'il faut faire."""

from __future__ import annotations

from ..empechement import Empechement

CONSEIL_DE_PATIENCE = "réessayer plus tard, ou prévenir la personne qui tient ce site"


class EchecDeSource(Empechement):
    """Une source que l'on ne peut pas employer telle qu'elle est aujourd'hui.

    Args:
        constat: ce qui ne va pas, sans majuscule ni point.
        conseil: ce qu'il faut faire.
    """

    def __init__(self, constat: str, conseil: str) -> None:
        super().__init__(f"{constat} ; {conseil}")
        self.constat, self.conseil = constat, conseil


def trop_gros(maximum: int) -> EchecDeSource:
    """Le refus de ce qui dépasse la limite, en octets."""
    return EchecDeSource(
        f"plus de {maximum // 1_000_000} Mo",
        "un site de projet social n'en publie pas tant : prévenir la personne qui le tient",
    )
