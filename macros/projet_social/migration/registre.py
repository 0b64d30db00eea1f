"""Le registre des migrations : chacune mène d'une version du format à la suivante.

Une migration reçoit des arbres et en rend d'autres : elle ne lit ni n'écrit aucun fichier, et
vaut pour un dossier de données comme pour le JSON d'un autre site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..empechement import Empechement
from ..inscription import inscrire_le_paquet
from ..modele.format import FORMAT, FORMAT_NON_DECLARE

FICHIER = "format.yml"
"""Le fichier qui déclare la version."""

Arbres = Mapping[str, Any]
"""Le contenu de chaque fichier, par chemin : les valeurs d'un YAML, le texte d'un CSV."""
Transformation = Callable[[Arbres], Arbres]


@dataclass(frozen=True)
class Migration:
    """Le passage d'une version à la suivante.

    Attributes:
        titre: ce qui change, en une phrase pour la personne qui tient les données.
        transformer: rend les arbres au format suivant ; ceux qui ne changent pas, tels quels.
    """

    de: int
    titre: str
    transformer: Transformation


MIGRATIONS: dict[int, Migration] = {}
"""Les migrations inscrites, par version de départ."""


def migration(de: int, titre: str) -> Callable[[Transformation], Transformation]:
    """Inscrit une fonction comme migration de la version `de` à la suivante."""

    def inscrire(fonction: Transformation) -> Transformation:
        MIGRATIONS[de] = Migration(de, titre, fonction)
        return fonction

    return inscrire


CHIFFRES = re.compile(r"[0-9]{1,9}")
"""Un numéro de version ; au-delà, Python même refuse d'en faire un nombre."""


class FormatTropRecent(Empechement, ValueError):
    """Des données écrites pour un programme plus récent que celui-ci."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"données au format {version} : ce programme ne lit que jusqu'au format {FORMAT} ; "
            "mettre à jour projet-social"
        )


def version_declaree(arbres: Arbres) -> int | None:
    """La version que déclare `format.yml`, ou None ; une version illisible compte pour absente."""
    contenu = arbres.get(FICHIER)
    dite = contenu.get("version") if isinstance(contenu, Mapping) else None
    chiffres = str(dite).strip() if isinstance(dite, int | str) else ""
    lue = int(chiffres) if CHIFFRES.fullmatch(chiffres) else 0
    return lue if lue >= FORMAT_NON_DECLARE else None


def migrations_depuis(version: int) -> list[Migration]:
    """Les migrations à enchaîner pour venir de cette version à celle du programme.

    Raises:
        FormatTropRecent: le programme est plus ancien que les données.
    """
    if version > FORMAT:
        raise FormatTropRecent(version)
    inscrire_le_paquet(__package__)
    return [MIGRATIONS[de] for de in range(version, FORMAT)]


def migrer(arbres: Arbres, version: int | None = None) -> Arbres:
    """Les mêmes arbres au format du programme ; ceux que rien ne touche restent les mêmes objets.

    Args:
        arbres: le contenu de chaque fichier, par chemin.
        version: leur version ; absente, celle que dit `format.yml`, sinon la première.

    Raises:
        FormatTropRecent: le programme est plus ancien que les données.
    """
    depart = version or version_declaree(arbres) or FORMAT_NON_DECLARE
    for etape in migrations_depuis(depart):
        arbres = etape.transformer(arbres)
    return arbres
