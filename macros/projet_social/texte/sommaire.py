"""« Sur cette page » : les titres de second rang d'un corps, et l'ancre de chacun."""

from __future__ import annotations

import re
from html import unescape

from .identifiant import identifiant_de

TITRE = re.compile(r"<h2(?P<attributs>[^>]*)>(?P<texte>.*?)</h2>", re.DOTALL)
ANCRE = re.compile(r"""id=(?<=\bid=)["']?([^"'\s>]+)""")
"""L'expression commence par son mot : sinon `re` l'essaierait à chaque position."""
BALISES = re.compile(r"<[^>]+>")
HORS_SOMMAIRE = ("invisible", "data-hors-sommaire")
"""Ce qui marque un titre que toutes les tailles d'écran ne montrent pas."""


def sommaire(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Donne une ancre à chaque titre de second rang qui n'en a pas, et les énumère.

    Returns:
        Le corps, et pour chaque titre que l'on voit son ancre et son texte.
    """
    prises = set(ANCRE.findall(html)) if "<h2>" in html else set()
    titres: list[tuple[str, str]] = []

    def ancrer(titre: re.Match[str]) -> str:
        attributs = titre["attributs"]
        texte = " ".join(unescape(BALISES.sub("", titre["texte"])).split())
        trouvee = ANCRE.search(attributs)
        ancre = trouvee[1] if trouvee else _libre(identifiant_de(texte), prises)
        if not any(marque in attributs for marque in HORS_SOMMAIRE):
            titres.append((ancre, texte))
        return titre[0] if trouvee else f'<h2 id="{ancre}"{attributs}>{titre["texte"]}</h2>'

    return TITRE.sub(ancrer, html), titres


def _libre(voulue: str, prises: set[str]) -> str:
    """La première ancre libre : « etapes », « etapes-2 »."""
    ancre, rang = voulue, 1
    while ancre in prises:
        rang += 1
        ancre = f"{voulue}-{rang}"
    prises.add(ancre)
    return ancre
