"""Projets sociaux de territoire : du YAML à un site publié.

Le cœur (modele, lecture, corpus, verification, comparaison, pages, macros) ne connaît
aucun cadre logiciel ; seuls les adaptateurs parlent à MkDocs, à mkdocs-macros ou au terminal.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("projet-social")
except PackageNotFoundError:  # lu depuis les sources, sans installation
    __version__ = "0.0.0"
