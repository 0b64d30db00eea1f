"""Ce qu'un dossier garde du générateur : sa roue, et les versions exactes de ce qu'elle demande.

Le site se reconstruit alors sans registre où chercher le paquet, et à l'identique : chaque fichier
installé est vérifié par son empreinte.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from .gabarits import remplir
from .roue import Roue
from .verrou import restreindre_le_verrou

DOSSIER_DE_LA_ROUE = "vendor/"
EXIGENCES = "requirements.txt"
DEPENDANCES = "dependances.txt"
LIGNE = re.compile(r"^\./\S+\.whl\[([\w,-]+)\]", re.MULTILINE)
"""La ligne de la roue, et ses suppléments."""


def figer_le_generateur(
    roue: Roue, supplements: Collection[str], dossier: str = DOSSIER_DE_LA_ROUE
) -> dict[str, bytes]:
    """Les fichiers qui suffisent à installer le générateur.

    Args:
        dossier: où vont la roue et les versions, barre comprise ; vide : à côté des exigences.
    """
    choisis = ",".join(sorted(supplements))
    exigences = remplir(
        f"site/{EXIGENCES}",
        dependances=f"{dossier}{DEPENDANCES}",
        roue=f"./{dossier}{roue.nom}[{choisis}] --hash=sha256:{roue.empreinte}",
    )
    dependances = remplir(
        f"site/{DEPENDANCES}",
        version=roue.version,
        verrou=restreindre_le_verrou(roue.verrou, roue.demandes(supplements)),
    )
    return {
        f"{dossier}{roue.nom}": roue.octets,
        f"{dossier}{DEPENDANCES}": dependances.encode("utf-8"),
        EXIGENCES: exigences.encode("utf-8"),
    }


def supplements_figes(exigences: str) -> list[str]:
    """Les suppléments que disent les exigences d'un site ; aucun si elles ne citent pas de roue."""
    trouve = LIGNE.search(exigences)
    return trouve[1].split(",") if trouve else []
