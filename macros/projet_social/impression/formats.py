"""Écrire un document dans le format voulu : rien d'une bibliothèque ne se charge avant."""

from __future__ import annotations

from ..supplements import exiger
from .imprime import Imprime

FORMATS = ("pdf", "docx", "odt")
"""Les formats, qui sont aussi l'extension du fichier."""


def ecrire_le_document(imprime: Imprime, format_: str) -> bytes:
    """Les octets d'un document.

    Raises:
        SupplementAbsent: il manque le supplément `documents`.
        PdfImpossible: WeasyPrint ou Pango manquent.
    """
    exiger("documents")
    if format_ == "docx":
        from .en_docx import ecrire_en_docx

        return ecrire_en_docx(imprime)
    if format_ == "odt":
        from .en_odt import ecrire_en_odt

        return ecrire_en_odt(imprime)
    from .en_pdf import ecrire_en_pdf

    return ecrire_en_pdf(imprime)
