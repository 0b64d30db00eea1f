"""Combien de cas essayer, et d'où part le hasard ; une faute dit comment la retrouver."""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random

GRAINE = int(os.environ.get("FUZZ_GRAINE", "18"))
"""D'où part le hasard : la même, les mêmes cas."""
FOIS = int(os.environ.get("FUZZ_FOIS", "1"))
"""Combien de fois plus de cas que d'ordinaire."""
FAUTES_CITEES = 30


def eprouver_au_hasard(nombre: int, essai: Callable[[Random], str]) -> None:
    """Lance un essai autant de fois qu'il faut, puis cite tous ceux qui ont échoué.

    Args:
        nombre: cas essayés dans un passage ordinaire.
        essai: ce que l'on essaie ; il rend le récit de ce qui ne va pas, vide si tout va.
    """
    fautes = []
    for rang in range(nombre * FOIS):
        graine = f"{GRAINE}:{rang}"
        if dit := essai(Random(graine)):
            fautes.append(f"[{graine}] {dit}")
    assert not fautes, f"{len(fautes)} fautes sur {nombre * FOIS} cas\n" + "\n".join(
        fautes[:FAUTES_CITEES]
    )
