"""La place d'un bloc dans un fichier que l'on emporte : un lien y est entier, ou n'y est pas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..texte.liens import NULLE_PART
from .vue import Vue


@dataclass(frozen=True)
class VueEmportee(Vue):
    """Une vue sans page autour d'elle : rien ne s'y atteint par un chemin relatif."""

    def vers(self, cible: Any) -> str:
        """L'adresse absolue de la cible, si celle du site est connue."""
        return self.publication.absolue(cible) or NULLE_PART
