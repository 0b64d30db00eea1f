"""Projets sociaux de territoire : du YAML à un site publié.

Le cœur (modele, lecture, corpus, verification, comparaison, pages, macros) ne connaît
aucun cadre logiciel ; seuls les adaptateurs parlent à MkDocs, à mkdocs-macros ou au terminal.
"""

__version__ = "0.1.0"
"""La version, écrite ici seulement : `pyproject.toml` la lit, le journal la suit."""
