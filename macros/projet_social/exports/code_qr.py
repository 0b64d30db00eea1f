"""Le code QR d'une adresse, dessiné à la construction. Seule porte de segno."""

from __future__ import annotations

from ..supplements import manque


def dessiner_le_code(adresse: str) -> str:
    """Le code d'une adresse, en SVG : noir sur blanc, bordé du blanc que demande la norme.

    Returns:
        Rien si le supplément « images » n'est pas installé : l'adresse se lit sans lui.
    """
    if manque("images"):
        return ""
    import segno

    code = segno.make_qr(adresse, error="m")
    return str(code.svg_inline(omitsize=True, border=4, light="#fff", svgclass="code-qr"))
