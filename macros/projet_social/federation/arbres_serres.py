"""Les valeurs de beaucoup de fichiers, en peu de mémoire : du JSON, jusqu'à ce qu'on les lise.

Trois cents sources en objets Python tiennent six fois plus de place que leur texte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


class ArbresSerres(Mapping[str, Any]):
    """Les valeurs de chaque fichier, par chemin. Lire un fichier en rend une copie neuve.

    Args:
        textes: le JSON de chaque fichier.
    """

    def __init__(self, textes: Mapping[str, bytes]) -> None:
        self.textes = textes

    @classmethod
    def serrer(cls, arbres: Iterable[tuple[str, Any]]) -> ArbresSerres:
        """Serre des valeurs, un fichier à la fois."""
        return cls({chemin: json.dumps(a, ensure_ascii=False).encode() for chemin, a in arbres})

    def __getitem__(self, chemin: str) -> Any:
        """Les valeurs d'un fichier."""
        return json.loads(self.textes[chemin])

    def __iter__(self) -> Iterator[str]:
        """Les chemins."""
        return iter(self.textes)

    def __len__(self) -> int:
        """Combien de fichiers."""
        return len(self.textes)

    def __contains__(self, chemin: object) -> bool:
        """Vrai si le fichier en est, sans le lire."""
        return chemin in self.textes

    def __or__(self, autres: Mapping[str, Any]) -> ArbresSerres:
        """Les mêmes, dont certains sont ajoutés ou changés."""
        serres = autres if isinstance(autres, ArbresSerres) else self.serrer(autres.items())
        return ArbresSerres({**self.textes, **serres.textes})

    def du_territoire(self, slug: str) -> ArbresSerres:
        """Les fichiers d'un territoire."""
        debut = f"territoires/{slug}/"
        return ArbresSerres({c: t for c, t in self.textes.items() if c.startswith(debut)})
