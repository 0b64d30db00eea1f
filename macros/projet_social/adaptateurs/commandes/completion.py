"""`projet-social completion` : la touche tabulation complète commandes et options."""

from __future__ import annotations

import argparse
from pathlib import Path

import shtab

from .registre import commande


def _arguments(analyseur: argparse.ArgumentParser) -> None:
    analyseur.add_argument("interpreteur", choices=("bash", "zsh"), help="bash ou zsh")


@commande(
    "completion",
    "écrit de quoi compléter par la touche tabulation, pour bash ou zsh",
    'eval "$(projet-social completion bash)"      # à mettre dans ~/.bashrc',
    "projet-social completion zsh > _projet-social # dans un dossier de $fpath",
    arguments=_arguments,
)
def completion(choix: argparse.Namespace) -> int:
    """Écrit le script de complétion sur la sortie."""
    from ..ligne_de_commande import analyseur  # elle connaît toutes les commandes, dont celle-ci

    racine = analyseur()
    _completer_les_chemins(racine)
    print(shtab.complete(racine, shell=choix.interpreteur))
    return 0


def _completer_les_chemins(analyseur: argparse.ArgumentParser) -> None:
    """Un argument qui est un chemin se complète par les fichiers du dossier."""
    for action in analyseur._actions:  # argparse n'en donne pas d'autre accès
        if isinstance(action, argparse._SubParsersAction):
            for sous_analyseur in action.choices.values():
                _completer_les_chemins(sous_analyseur)
        elif action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
