"""Empêcher qu'un texte de CSV passe pour une formule, et le retrouver tel quel au retour."""

from __future__ import annotations

DANGEREUX = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Premiers signes d'un texte qu'un tableur prendrait pour une formule."""
MARQUE = "'"
"""Le signe par lequel un tableur reconnaît un texte."""


def desamorcer(texte: str) -> str:
    """Le texte, précédé d'une apostrophe s'il a l'air d'une formule."""
    return f"{MARQUE}{texte}" if _amorce(texte) else texte


def reamorcer(texte: str) -> str:
    """Le texte d'avant `desamorcer`."""
    return texte[1:] if texte.startswith(MARQUE) and _amorce(texte[1:]) else texte


def _amorce(texte: str) -> bool:
    return texte.lstrip(MARQUE).startswith(DANGEREUX)
