"""Ce qui parle à un cadre logiciel : MkDocs, mkdocs-macros, le terminal, le disque."""
