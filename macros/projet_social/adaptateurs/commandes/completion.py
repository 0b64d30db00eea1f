"""`projet-social completion` : la touche tabulation complète commandes et options."""

from __future__ import annotations

import argparse

from ...supplements import exiger
from ..completion_powershell import completer_powershell
from ..ligne_de_commande import analyseur


def completion(choix: argparse.Namespace) -> int:
    """Écrit le script de complétion ; un chemin s'y complète par les fichiers du dossier."""
    racine = analyseur()
    if choix.interpreteur == "powershell":
        print(completer_powershell(racine))
        return 0
    exiger("completion")
    import shtab

    for commande in racine.commandes.values():
        for chemin in commande.chemins:
            chemin.complete = shtab.FILE  # type: ignore[attr-defined] # shtab le lit là
    print(shtab.complete(racine, shell=choix.interpreteur))
    return 0
