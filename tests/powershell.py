"""Lire du PowerShell sans PowerShell : sa grammaire dit au moins si un script se tient."""

from __future__ import annotations

from collections.abc import Iterator

import tree_sitter
import tree_sitter_powershell


def fautes_de_powershell(script: bytes) -> list[str]:
    """Les endroits que la grammaire ne comprend pas."""
    lecteur = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))

    def fautes(noeud: tree_sitter.Node) -> Iterator[str]:
        if noeud.is_error or noeud.is_missing:
            ligne = noeud.start_point[0] + 1
            yield f"ligne {ligne} : {script[noeud.start_byte : noeud.end_byte][:80]!r}"
        for dessous in noeud.children:
            yield from fautes(dessous)

    return list(fautes(lecteur.parse(script).root_node))
