"""La commande `projet-social` : analyse ce qui est tapé, lance, traduit les refus en français."""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..lecture.anomalie import CorpusInvalide
from .commandes.registre import RefusDeCommande, toutes_les_commandes

CATALOGUE = "projet-social"
"""Les phrases d'argparse en français, dans `langue/` : il les demande à gettext."""
INTERROMPUE = 130
"""Le code de sortie d'une commande arrêtée au clavier."""
CODES = (
    "Codes de sortie : 0 tout va bien (avertissements permis), 1 données, dossier ou option\n"
    "refusés, 2 commande mal écrite, 130 interrompue. Un refus laisse tout comme avant."
)
"""Ce que chaque aide dit des codes de sortie."""


def principal(arguments: Sequence[str] | None = None) -> int:
    """Lance la commande ; rend le code de sortie."""
    choix = analyseur().parse_args(arguments)
    try:
        return choix.fonction(choix)  # type: ignore[no-any-return]
    except CorpusInvalide as refus:
        print(refus, file=sys.stderr)
    except BrokenPipeError:  # « | head » a lu ce qu'il voulait : il n'y a plus personne à prévenir
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (RefusDeCommande, OSError) as erreur:
        print(f"erreur : {erreur}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\ninterrompu : rien n'a été changé par l'étape en cours", file=sys.stderr)
        return INTERROMPUE
    return 1


def parler_francais() -> None:
    """Fait trouver nos phrases à argparse, quelle que soit la langue du système."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain(CATALOGUE, Path(__file__).with_name("langue"))
    gettext.textdomain(CATALOGUE)


def analyseur() -> argparse.ArgumentParser:
    """L'analyseur de toutes les commandes, avec leurs aides et leurs exemples."""
    parler_francais()
    racine = argparse.ArgumentParser(
        prog="projet-social",
        description="Publier un projet social de territoire.",
        epilog=f"Exemple, pour l'aide d'une commande : projet-social verifier --help\n\n{CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    racine.add_argument(
        "--version",
        action="version",
        version=f"projet-social {__version__}",
        help="montre la version",
    )
    commandes = racine.add_subparsers(required=True, metavar="commande", dest="commande")
    for inscrite in toutes_les_commandes():
        exemples = "\n  ".join(("Exemples :", *inscrite.exemples))
        sous_analyseur = commandes.add_parser(
            inscrite.nom,
            help=inscrite.aide,
            description=f"{inscrite.aide[0].upper()}{inscrite.aide[1:]}.",
            epilog=f"{exemples}\n\n{CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        inscrite.arguments(sous_analyseur)
        sous_analyseur.set_defaults(fonction=inscrite.lancer)
    return racine
