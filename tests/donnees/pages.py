"""Les pages du site des seize, telles que les lit une personne."""

from __future__ import annotations

import re
from html import unescape

from projet_social.site import Site


def page(site: Site, adresse: str) -> str:
    """Le corps d'une page, fini."""
    (voulue,) = [page for page in site.pages if page.publique == adresse]
    return site.corps(voulue)


def texte(html: str) -> str:
    """Ce qu'en lit une personne."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
