"""Relire une page balise à balise : ce qui y agirait, et les textes qu'elle montre.

Ne connaît que du HTML. Les tests y mènent des valeurs hostiles, qui ne doivent être que du texte.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

ADRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"}
SCHEMAS_INERTES = re.compile(r"(?:https?:|mailto:|tel:|webcal:|data:image/svg|[^:]*$)", re.I)
SCRIPT_DU_SITE = re.compile(r"(?:\.\./|\./|/)*assets/")
INVENTEE = "piege"
"""La balise que seules des données hostiles écrivent."""
CALCUL = re.compile(r"\b62615533\b")
"""Ce que donnerait le calcul d'un gabarit écrit dans les données (`7919*7907`) ; aucun poids, aucun
compte ne le vaut."""


class Actif(HTMLParser):
    """Relève ce qui agirait dans une page, et les textes qu'elle montre."""

    def __init__(self, html: str) -> None:
        """Lit une page."""
        super().__init__(convert_charrefs=True)
        self.pieges: list[str] = []
        self.textes = ""
        self.feed(html)
        self.close()
        if CALCUL.search(self.textes):
            self.pieges.append("un calcul s'est fait")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Un script écrit dans la page, un geste, un style, une adresse qui s'exécute."""
        dits = {nom: valeur or "" for nom, valeur in attrs}
        script = tag == "script" and dits.get("type") != "application/ld+json"
        adresses = (re.sub(r"[\x00-\x20]", "", dits[nom]) for nom in ADRESSES & dits.keys())
        if (
            tag == INVENTEE
            or (script and not SCRIPT_DU_SITE.match(dits.get("src", "")))
            or any(nom.startswith("on") or "<" in nom or nom in {"style", "srcdoc"} for nom in dits)
            or not all(map(SCHEMAS_INERTES.match, adresses))
        ):
            self.pieges.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        """Un texte."""
        self.textes += data
