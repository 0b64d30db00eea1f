"""Le Markdown des champs longs, converti une fois et assaini."""

import re
from functools import lru_cache
from html import unescape

import markdown
import nh3

BALISES = {"p", "ul", "ol", "li", "a", "strong", "em", "br", "blockquote", "code", "sup"}
"""Balises qu'un texte peut produire ; toute autre est retirée."""

LIGNE = r"[^\W\d_][\w .,;:?!'’«»()%€°–—…/+\"-]*"
PARAGRAPHES = re.compile(rf"{LIGNE}(?:\n+{LIGNE})*\n*")
"""Des paragraphes sans aucun signe que Markdown ou HTML lirait : leur conversion est connue."""
COUPURE = re.compile(r"\n{2,}")

EXTENSIONS_DE_PAGE = ["attr_list", "fenced_code", "sane_lists", "tables", "toc", "footnotes"]
"""Ce qu'emploie une page entière : « toc » donne une ancre à chaque titre."""
_convertisseur = markdown.Markdown(extensions=["sane_lists"])


@lru_cache(maxsize=1 << 13)
def en_html(texte: str) -> str:
    """Convertit un texte Markdown en HTML sûr (paragraphes, listes, liens, gras)."""
    if PARAGRAPHES.fullmatch(texte) and "_" not in texte and " \n" not in texte:
        return "\n".join(f"<p>{paragraphe}</p>" for paragraphe in COUPURE.split(texte.strip("\n")))
    return convertir(texte)


def convertir(texte: str) -> str:
    """Le même résultat, pour tout texte, par le convertisseur de Markdown."""
    _convertisseur.reset()
    return nh3.clean(
        _convertisseur.convert(texte),
        tags=BALISES,
        attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"},
        link_rel=None,
    )


def page_en_html(texte: str) -> str:
    """Convertit une page que livre le paquet : tableaux et images permis, rien à assainir."""
    return markdown.markdown(texte, extensions=EXTENSIONS_DE_PAGE)


@lru_cache(maxsize=1 << 13)
def en_texte(texte: str) -> str:
    """Le même texte sans balise ni entité, sur une ligne : à échapper là où on l'imprime."""
    return " ".join(unescape(nh3.clean(en_html(texte), tags=set())).split())
