"""Le Markdown des champs longs, converti une fois et assaini."""

from functools import cache
from html import unescape

import markdown
import nh3

BALISES = {"p", "ul", "ol", "li", "a", "strong", "em", "br", "blockquote", "code", "sup"}
"""Balises qu'un texte peut produire ; toute autre est retirée."""

_convertisseur = markdown.Markdown(extensions=["sane_lists"])


@cache
def en_html(texte: str) -> str:
    """Convertit un texte Markdown en HTML sûr (paragraphes, listes, liens, gras)."""
    _convertisseur.reset()
    return nh3.clean(
        _convertisseur.convert(texte),
        tags=BALISES,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
        link_rel=None,
    )


@cache
def en_texte(texte: str) -> str:
    """Le même texte sans balise ni entité, sur une ligne : à échapper là où on l'imprime."""
    return " ".join(unescape(nh3.clean(en_html(texte), tags=set())).split())
