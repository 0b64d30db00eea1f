"""Le fichier `robots.txt` : il ouvre tout, et dit où est le plan du site.

Un moteur ne le lit qu'à la racine d'un domaine : un site publié plus bas n'en a pas.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..pages.publication import Publication
from .registre import Export, exports


@exports
def robots(publication: Publication) -> Iterator[Export]:
    """Le fichier, si l'adresse du site est connue et qu'elle est celle d'un domaine entier."""
    if publication.url and urlsplit(publication.url).path in ("", "/"):
        texte = f"User-agent: *\nDisallow:\n\nSitemap: {publication.url.rstrip('/')}/sitemap.xml\n"
        yield Export(
            "robots.txt", "Ce que les moteurs de recherche peuvent lire : tout.", texte.encode
        )
