"""Le texte que l'on donne à un autre format : sans signe que ce format refuse."""

from __future__ import annotations

import re

from .typographie import typographier

INTERDITS = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Ce que ni XML 1.0 ni iCalendar ne gardent : contrôles, retours chariot, moitiés de signes."""


def sans_interdit(texte: str) -> str:
    """Le texte sans les signes qu'aucun fichier XML, classeur ou agenda ne peut porter."""
    return texte if texte.isprintable() else INTERDITS.sub("", texte)


def lisible(texte: str) -> str:
    """Le texte d'une personne, typographié, prêt à écrire dans un fichier XML ou iCalendar."""
    return sans_interdit(typographier(texte))
