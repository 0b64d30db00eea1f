"""Écrire un JSON serré : ce que charge une page, non ce que lit une personne."""

from __future__ import annotations

import json
from typing import Any


def serrer(valeur: Any) -> bytes:
    """Les octets d'une valeur en JSON, en UTF-8, sans espace ni accent échappé.

    Raises:
        ValueError: un nombre qui ne s'écrit pas en JSON (infini, indéfini).
    """
    ecrit = json.dumps(valeur, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return ecrit.encode()
