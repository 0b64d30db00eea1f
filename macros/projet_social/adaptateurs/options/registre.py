"""Le registre des commandes : un nom, une phrase, des exemples, des arguments.

Le travail est ailleurs, dans le module de `commandes/` du même nom : il ne se charge qu'une fois
la commande comprise.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ...inscription import inscrire_le_paquet
from ...supplements import exiger

Arguments = Callable[[argparse.ArgumentParser], None]
TRAVAIL = f"{__package__.rpartition('.')[0]}.commandes"
"""Le paquet où chaque commande a son travail."""


@dataclass(frozen=True)
class Commande:
    """Une commande.

    Attributes:
        arguments: déclare ses arguments ; elle a le nom que l'on tape après `projet-social`, et
            sa docstring dit ce que fait la commande, en une phrase.
        exemples: lignes à taper, montrées par `--help`.
        supplement: ce qu'elle demande d'avoir installé ; vide si le cœur lui suffit.
    """

    arguments: Arguments
    exemples: Sequence[str]
    supplement: str = ""

    @property
    def nom(self) -> str:
        """Ce que l'on tape après `projet-social`."""
        return self.arguments.__name__.replace("_", "-")

    @property
    def phrase(self) -> str:
        """Ce qu'elle fait, en une phrase."""
        return self.arguments.__doc__ or ""

    @property
    def aide(self) -> str:
        """La même phrase, dans la liste des commandes : sans majuscule ni point."""
        return f"{self.phrase[:1].lower()}{self.phrase[1:].rstrip('.')}"

    def lancer(self, choix: argparse.Namespace) -> int:
        """Charge son travail, l'exécute et rend le code de sortie.

        Raises:
            SupplementAbsent: il manque ce qu'elle demande.
        """
        if self.supplement:
            exiger(self.supplement)
        nom = self.arguments.__name__
        code: int = getattr(import_module(f"{TRAVAIL}.{nom}"), nom)(choix)
        return code


COMMANDES: dict[str, Commande] = {}
"""Les commandes inscrites."""


def commande(*exemples: str, supplement: str = "") -> Callable[[Arguments], Arguments]:
    """Inscrit une commande ; la fonction décorée déclare ses arguments."""

    def inscrire(arguments: Arguments) -> Arguments:
        inscrite = Commande(arguments, exemples, supplement)
        COMMANDES[inscrite.nom] = inscrite
        return arguments

    return inscrire


def toutes_les_commandes() -> list[Commande]:
    """Toutes les commandes, par ordre alphabétique."""
    inscrire_le_paquet(__package__)
    return [COMMANDES[nom] for nom in sorted(COMMANDES)]


def drapeau(ou: argparse._ActionsContainer, nom: str, aide: str) -> None:
    """Une option que l'on dit ou non, et qui n'attend rien."""
    ou.add_argument(nom, action="store_true", help=aide)


def dossier_du_site(analyseur: argparse.ArgumentParser) -> None:
    """Le dossier du site, que l'on ne nomme guère : on y est."""
    analyseur.add_argument(
        "site", type=Path, nargs="?", default=Path(), help="dossier du site (défaut : ici)"
    )


def dossier_des_donnees(analyseur: argparse.ArgumentParser) -> None:
    """Le dossier des données, pour les commandes qui ne parlent que d'elles."""
    analyseur.add_argument(
        "donnees",
        metavar="dossier",
        type=Path,
        nargs="?",
        default=Path("data"),
        help="dossier des données",
    )


def option_donnees(analyseur: argparse.ArgumentParser) -> None:
    """L'option `--donnees`, commune à bien des commandes."""
    analyseur.add_argument(
        "--donnees", type=Path, default=Path("data"), help="dossier des données (défaut : data)"
    )


def option_paquet(analyseur: argparse.ArgumentParser) -> None:
    """Les options qui disent d'où vient la roue que l'on garde."""
    source = analyseur.add_mutually_exclusive_group()
    source.add_argument(
        "--paquet",
        type=Path,
        metavar="FICHIER.whl",
        help="le générateur à garder (défaut : celui qui tourne)",
    )
    source.add_argument(
        "--depuis",
        default="",
        metavar="ADRESSE",
        help="où le prendre : git+https://…/projet-social@v1.0.0, ou ce que pip sait lire",
    )
