"""Les pages du site des seize, telles que les lit une personne."""

from __future__ import annotations

import re
from html import unescape

from projet_social.corps import Corps


def page(site: Corps, adresse: str) -> str:
    """Le corps d'une page, fini."""
    (voulue,) = [page for page in site.publication.pages if page.publique == adresse]
    return site.de(voulue)


def texte(html: str) -> str:
    """Ce qu'en lit une personne."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
