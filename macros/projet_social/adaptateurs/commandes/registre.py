"""Le registre des commandes : un nom, une aide, des exemples, une fonction qui rend un code.

Codes de sortie : 0 tout va bien (avertissements permis), 1 données ou dossier refusés,
2 commande mal écrite, 130 interrompue.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...inscription import inscrire_le_paquet

Lancement = Callable[[argparse.Namespace], int]
Arguments = Callable[[argparse.ArgumentParser], None]


class RefusDeCommande(Exception):
    """Un refus dit pour la personne qui a tapé la commande : le constat, puis le remède."""


@dataclass(frozen=True)
class Commande:
    """Une commande.

    Attributes:
        nom: ce que l'on tape après `projet-social`.
        aide: ce qu'elle fait, en une phrase sans majuscule ni point.
        lancer: l'exécute et rend le code de sortie.
        arguments: déclare ses arguments.
        exemples: lignes à taper, montrées par `--help`.
    """

    nom: str
    aide: str
    lancer: Lancement
    arguments: Arguments
    exemples: Sequence[str]


COMMANDES: dict[str, Commande] = {}
"""Les commandes inscrites."""


def commande(
    nom: str, aide: str, *exemples: str, arguments: Arguments = lambda _: None
) -> Callable[[Lancement], Lancement]:
    """Inscrit une fonction comme commande."""

    def inscrire(fonction: Lancement) -> Lancement:
        COMMANDES[nom] = Commande(nom, aide, fonction, arguments, exemples)
        return fonction

    return inscrire


def toutes_les_commandes() -> list[Commande]:
    """Toutes les commandes, par ordre alphabétique."""
    inscrire_le_paquet(__package__)
    return [COMMANDES[nom] for nom in sorted(COMMANDES)]


def option_donnees(analyseur: argparse.ArgumentParser) -> None:
    """L'option `--donnees`, commune à bien des commandes."""
    analyseur.add_argument(
        "--donnees", type=Path, default=Path("data"), help="dossier des données (défaut : data)"
    )
