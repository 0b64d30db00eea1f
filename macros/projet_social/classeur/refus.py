"""Ce que l'on dit d'un classeur qu'on ne peut pas lire, et les bornes d'une lecture."""

from __future__ import annotations

from ..empechement import Empechement

OCTETS_MAXIMUM = 50_000_000
"""Taille d'un fichier au-delà de laquelle il est refusé."""
OCTETS_DEPLIES_MAXIMUM = 400_000_000
"""Taille, une fois décompressé : une archive piégée enfle sans fin."""
LIGNES_MAXIMUM = 50_000
"""Lignes remplies d'une feuille."""
COLONNES_MAXIMUM = 500
"""Colonnes remplies d'une feuille."""
CHIFFRE = (
    "fichier protégé par un mot de passe",
    "l'ouvrir, retirer le mot de passe et l'enregistrer",
)


class RefusDeClasseur(Empechement):
    """Un classeur que l'on ne lit pas : ce qui ne va pas, puis ce qu'il faut faire."""

    def __init__(self, constat: str, conseil: str) -> None:
        super().__init__(f"{constat} ; {conseil}")
        self.constat = constat
        self.conseil = conseil


def borner(feuille: str, lignes: int, colonnes: int) -> None:
    """Refuse une feuille trop grande.

    Raises:
        RefusDeClasseur: plus de lignes ou de colonnes remplies qu'un plan n'en a jamais.
    """
    for nombre, maximum, quoi in (
        (lignes, LIGNES_MAXIMUM, "lignes"),
        (colonnes, COLONNES_MAXIMUM, "colonnes"),
    ):
        if nombre > maximum:
            raise RefusDeClasseur(
                f"feuille « {feuille} » : {nombre} {quoi} remplies, {maximum} au plus",
                "ne garder que le plan d'actions, dans un classeur à part",
            )
