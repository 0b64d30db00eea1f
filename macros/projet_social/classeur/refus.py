"""Ce que l'on dit d'un classeur qu'on ne peut pas lire, et les bornes d'une lecture."""

from __future__ import annotations

from ..empechement import EmpechementConseille

OCTETS_MAXIMUM = 50_000_000
"""Taille d'un fichier au-delà de laquelle il est refusé."""
LIGNES_MAXIMUM = 50_000
"""Lignes remplies d'une feuille."""
COLONNES_MAXIMUM = 500
"""Colonnes remplies d'une feuille."""
CASES_MAXIMUM = 500_000
"""Cases d'une feuille, vides comprises, jusqu'à la dernière remplie."""
REENREGISTRER = "l'ouvrir dans le tableur et l'enregistrer en .xlsx ou .ods"
CHIFFRE = (
    "fichier protégé par un mot de passe",
    "l'ouvrir, retirer le mot de passe et l'enregistrer",
)


class RefusDeClasseur(EmpechementConseille):
    """Un classeur que l'on ne lit pas : ce qui ne va pas, puis ce qu'il faut faire."""


def borner(feuille: str, lignes: int, colonnes: int) -> None:
    """Refuse une feuille trop grande ; à demander avant d'en faire les cellules.

    Raises:
        RefusDeClasseur: plus de lignes, de colonnes ou de cases qu'un plan n'en a jamais.
    """
    for nombre, maximum, quoi in (
        (lignes, LIGNES_MAXIMUM, "lignes remplies"),
        (colonnes, COLONNES_MAXIMUM, "colonnes remplies"),
        (lignes * colonnes, CASES_MAXIMUM, "cases jusqu'à la dernière remplie"),
    ):
        if nombre > maximum:
            raise RefusDeClasseur(
                f"feuille « {feuille} » : {nombre} {quoi}, {maximum} au plus",
                "ne garder que le plan d'actions, dans un classeur à part",
            )
