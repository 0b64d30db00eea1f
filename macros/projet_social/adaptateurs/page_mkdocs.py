"""Rendre une page de MkDocs à part des autres : à l'aperçu, ou quand elle attend un document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as PageMkDocs
from mkdocs.structure.toc import TableOfContents


class PageSansMarkdown(PageMkDocs):
    """Une page générée : MkDocs n'a ni source à lire, ni convertisseur à bâtir pour elle."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Laisse le corps à `on_page_content`."""
        self.content = ""
        self.toc = TableOfContents([])


@dataclass(frozen=True)
class Ouverte:
    """Une construction de MkDocs, gardée ouverte pour en rendre les pages."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Any


def rendre_la_page(ouverte: Ouverte, fichier: File, generee: bool) -> bytes:
    """Passe une page par MkDocs, seule, comme il le fait de toutes.

    Args:
        generee: faux si elle est écrite à la main.
    """
    config, files, nav = ouverte.config, ouverte.files, ouverte.nav
    evenements = config.plugins
    if generee:
        PageSansMarkdown(None, fichier, config)
    page = fichier.page
    assert page is not None
    page.read_source(config)
    page.markdown = evenements.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    page.render(config, files)
    page.content = evenements.on_page_content(
        page.content or "", page=page, config=config, files=files
    )
    page.active = True
    contexte = evenements.on_page_context(
        get_context(nav, files, config, page), page=page, config=config, nav=nav
    )
    html = ouverte.env.get_template(page.meta.get("template", "main.html")).render(contexte)
    page.active = False
    html = evenements.on_post_page(html, page=page, config=config)
    return str(html).encode("utf-8", errors="xmlcharrefreplace")
