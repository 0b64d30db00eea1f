"""Un texte sans ses accents : ce qui rapproche « Été » de « ete »."""

import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def sans_accent(texte: str) -> str:
    """Le texte sans accent ni ligature, casse gardée."""
    decompose = unicodedata.normalize("NFD", texte.translate(LIGATURES))
    return "".join(signe for signe in decompose if not unicodedata.combining(signe))


def sans_accent_en_place(texte: str) -> str:
    """Le texte sans accent, signe pour signe : les positions y restent les mêmes."""
    compose = unicodedata.normalize("NFC", texte)
    return "".join(unicodedata.normalize("NFD", signe)[0] for signe in compose)
