"""La couleur d'un territoire, refusée quand son texte ne se lirait pas.

Formules de contraste : WCAG 2.2, « relative luminance » et « contrast ratio ».
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Annotated

from pydantic import AfterValidator

from .socle import Refus

FONDS_CLAIRS = ("#FFFFFF", "#F2F7F8")
FONDS_SOMBRES = ("#12181B", "#1C2529")
"""Fond et surface du thème, sur lesquels la couleur sert de texte."""
SEUIL = 4.5
"""Rapport de contraste exigé d'un texte courant (RGAA 3.2, WCAG AA)."""


def luminance(couleur: str) -> float:
    """La luminance relative d'une couleur hexadécimale, de 0 à 1."""
    canaux = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    rouge, vert, bleu = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux
    )
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def contraste(une: str, autre: str) -> float:
    """Le rapport de contraste de deux couleurs, de 1 à 21."""
    claire, sombre = sorted((luminance(une), luminance(autre)), reverse=True)
    return (claire + 0.05) / (sombre + 0.05)


def _plus_faible(couleur: str, fonds: tuple[str, ...]) -> float:
    return min(contraste(couleur, fond) for fond in fonds)


def lisible_sur(couleur: str, fonds: tuple[str, ...]) -> str:
    """La couleur de même teinte, la plus proche, qui se lit sur tous ces fonds."""
    rouge, vert, bleu = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    teinte, clarte, saturation = rgb_to_hls(rouge, vert, bleu)
    essais = sorted((pas / 200 for pas in range(201)), key=lambda essai: abs(essai - clarte))
    for essai in (clarte, *essais):
        canaux = hls_to_rgb(teinte, essai, saturation)
        candidate = "#" + "".join(f"{round(canal * 255):02X}" for canal in canaux)
        if _plus_faible(candidate, fonds) >= SEUIL:
            return candidate
    return "#000000" if luminance(fonds[0]) > 0.5 else "#FFFFFF"


def _lisible(texte: str, fonds: tuple[str, ...], defaut: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", texte):
        raise Refus(f"couleur « {texte} »", "écrire un dièse et six signes, comme #0B5C6B")
    couleur = texte.upper()
    rapport = _plus_faible(couleur, fonds)
    if rapport < SEUIL:
        proche = lisible_sur(couleur, fonds)
        ecrit = f"{rapport:.2f}".replace(".", ",")
        raise Refus(
            f"couleur {couleur} {defaut} : contraste de {ecrit} sur le fond, 4,5 au moins",
            f"la plus proche qui se lit est {proche}",
        )
    return couleur


def _couleur(texte: str) -> str:
    return _lisible(texte, FONDS_CLAIRS, "trop pâle")


def _couleur_sombre(texte: str) -> str:
    return _lisible(texte, FONDS_SOMBRES, "trop foncée")


Couleur = Annotated[str, AfterValidator(_couleur)]
"""Une couleur hexadécimale (#0B5C6B) qui se lit sur le fond clair du site."""
CouleurSombre = Annotated[str, AfterValidator(_couleur_sombre)]
"""Une couleur hexadécimale (#7FD0DC) qui se lit sur le fond sombre du site."""
