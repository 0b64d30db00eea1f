"""`projet-social completion` : la touche tabulation complète commandes et options."""

from __future__ import annotations

import argparse

import shtab

from ..ligne_de_commande import analyseur


def completion(choix: argparse.Namespace) -> int:
    """Écrit le script de complétion ; un chemin s'y complète par les fichiers du dossier."""
    racine = analyseur()
    for commande in racine.commandes.values():
        for chemin in commande.chemins:
            chemin.complete = shtab.FILE  # type: ignore[attr-defined] # shtab le lit là
    print(shtab.complete(racine, shell=choix.interpreteur))
    return 0
