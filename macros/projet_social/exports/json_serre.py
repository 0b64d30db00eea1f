"""Écrire un JSON serré, que charge une page ; ce que le nôtre, serré ou non, n'écrit pas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def serrer(valeur: Any) -> bytes:
    """Les octets d'une valeur en JSON, en UTF-8, sans espace ni accent échappé.

    Raises:
        ValueError: un nombre qui ne s'écrit pas en JSON (infini, indéfini).
    """
    ecrit = json.dumps(valeur, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return ecrit.encode()


def sans_vide(valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """Les valeurs que l'on connaît : ni absente, ni vide ; un zéro en est une."""
    return {nom: valeur for nom, valeur in valeurs.items() if valeur not in (None, "", [], (), {})}
