"""Écrire un classeur dans le format voulu : rien d'une bibliothèque ne se charge avant."""

from __future__ import annotations

from ..supplements import exiger
from .classeur import Classeur

SUFFIXES = {"xlsx": ".xlsx", "ods": ".ods", "csv": ".zip"}
"""Les formats, et comment finit le nom du fichier."""


def ecrire_le_classeur(classeur: Classeur, format_: str) -> bytes:
    """Les octets d'un classeur.

    Raises:
        SupplementAbsent: Excel demande le supplément `tableur`.
    """
    if format_ == "csv":
        from .ecriture_csv import ecrire_csv

        return ecrire_csv(classeur)
    if format_ == "ods":
        from .ecriture_ods import ecrire_ods

        return ecrire_ods(classeur)
    exiger("tableur")
    from .ecriture_xlsx import ecrire_xlsx

    return ecrire_xlsx(classeur)
