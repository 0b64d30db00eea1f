"""Le texte que l'on donne à un autre format : typographié, sans signe que ce format refuse."""

from __future__ import annotations

import re

from ..texte.typographie import typographier

INTERDITS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Les signes que ni XML 1.0 ni iCalendar n'acceptent : contrôles, moitiés de signes."""


def lisible(texte: str) -> str:
    """Le texte d'une personne, prêt à écrire dans un fichier XML ou iCalendar."""
    return INTERDITS.sub("", typographier(texte))
