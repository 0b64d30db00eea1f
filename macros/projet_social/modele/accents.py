"""Un texte sans ses accents : ce qui rapproche « Été » de « ete »."""

import re
import unicodedata

HORS_ASCII = re.compile(r"[^\x00-\x7f]")
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def sans_accent(texte: str) -> str:
    """Le texte sans accent ni ligature, casse gardée."""
    if texte.isascii():
        return texte
    decompose = unicodedata.normalize("NFD", texte.translate(LIGATURES))
    return HORS_ASCII.sub(lambda vu: "" if unicodedata.combining(vu[0]) else vu[0], decompose)


def sans_accent_en_place(texte: str) -> str:
    """Le texte sans accent, signe pour signe : les positions y restent les mêmes."""
    compose = unicodedata.normalize("NFC", texte)
    return "".join(unicodedata.normalize("NFD", signe)[0] for signe in compose)
