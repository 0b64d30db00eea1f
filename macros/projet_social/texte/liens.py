"""Un lien qui ne mènerait nulle part redevient son texte.

Les gabarits écrivent leurs liens sans savoir ce que ce site publie : `Vue.vers` leur donne
l'adresse `NULLE_PART` pour ce qui n'y est pas, et la finition de la page retire ces liens. La
règle est donc dite une fois, et vaut pour les gabarits à venir.
"""

import re

NULLE_PART = "nulle-part:"
"""L'adresse de ce qui n'est publié ni ici, ni sur un site d'ensemble connu."""
LIEN_MORT = re.compile(rf'<a\b([^>]*?)\s+href="{NULLE_PART}[^"]*"([^>]*)>(.*?)</a>', re.DOTALL)
SANS_EFFET = re.compile(r'\s+(?:rel|download|target|aria-current)(?:="[^"]*")?')
"""Ce qui n'a de sens que sur un lien."""


def delier(html: str) -> str:
    """Remplace chaque lien vers nulle part par son texte ; ses autres attributs lui restent."""
    return LIEN_MORT.sub(_texte_seul, html) if NULLE_PART in html else html


def _texte_seul(lien: re.Match[str]) -> str:
    attributs = SANS_EFFET.sub("", f"{lien[1]}{lien[2]}").rstrip()
    return f"<span{attributs}>{lien[3]}</span>" if attributs.strip() else lien[3]
