"""La commande `projet-social` : analyse ce qui est tapé, lance, traduit les refus en français."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from .. import __version__
from ..lecture.anomalie import CorpusInvalide
from .commandes.registre import RefusDeCommande, toutes_les_commandes

FRANCAIS = {
    "usage: ": "usage : ",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "montre cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "one of the arguments %s is required": "il faut l'un de ces arguments : %s",
    "not allowed with argument %s": "incompatible avec %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "ambiguous option: %(option)s could match %(matches)s": (
        "option ambiguë : %(option)s peut être %(matches)s"
    ),
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "choix inconnu %(value)r (permis : %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": "valeur refusée : %(value)r",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "une valeur au moins est attendue",
    "ignored explicit argument %r": "valeur de trop : %r",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s : erreur : %(message)s\n",
}
argparse._ = lambda texte: FRANCAIS.get(texte, texte)  # type: ignore[attr-defined]

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


def analyseur() -> argparse.ArgumentParser:
    """L'analyseur de toutes les commandes, avec leurs aides et leurs exemples."""
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
