"""Ce que l'on tape pour le générateur lui-même : le garder dans un site, le remettre."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...supplements import SUPPLEMENTS
from .registre import commande, dossier_du_site, option_paquet


@commande(
    "projet-social verrouiller",
    "projet-social verrouiller --supplement documents",
    "projet-social verrouiller --paquet ~/Téléchargements/projet_social-0.2.0-py3-none-any.whl",
)
def verrouiller(analyseur: argparse.ArgumentParser) -> None:
    """Garde dans le site la version du générateur qui tourne, et celles de ses dépendances."""
    dossier_du_site(analyseur)
    analyseur.add_argument(
        "--supplement",
        action="append",
        default=[],
        choices=SUPPLEMENTS,
        help="supplément à ajouter ; à répéter",
    )
    analyseur.add_argument(
        "--sans", action="append", default=[], choices=SUPPLEMENTS, help="supplément à ôter"
    )
    option_paquet(analyseur)


@commande("projet-social remettre clef-usb/projet-social")
def remettre(analyseur: argparse.ArgumentParser) -> None:
    """Écrit dans un dossier de quoi installer le générateur sur un autre ordinateur."""
    analyseur.add_argument("dossier", type=Path, help="dossier à remplir")
    option_paquet(analyseur)


@commande("projet-social guide", "projet-social guide mon-guide")
def guide(analyseur: argparse.ArgumentParser) -> None:
    """Écrit le guide en pages qui s'ouvrent d'un double clic."""
    analyseur.add_argument(
        "dossier",
        type=Path,
        nargs="?",
        default=Path("guide"),
        help="dossier à remplir (défaut : guide)",
    )
