"""La commande `projet-social` : analyse ce qui est tapé, lance, traduit les refus en français."""

from __future__ import annotations

import argparse
import difflib
import gettext
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .. import __version__
from ..lecture.anomalie import CorpusInvalide
from ..supplements import SupplementAbsent
from ..texte.identifiant import forme_commune
from .commandes.refus import RefusDeCommande
from .options.registre import toutes_les_commandes

CATALOGUE = "projet-social"
"""Les phrases d'argparse en français, dans `langue/` : il les demande à gettext."""
INTERROMPUE = 130
"""Le code de sortie d'une commande arrêtée au clavier."""
RESSEMBLANCE = 0.6
"""À partir de quoi un mot tapé ressemble assez à un mot permis pour que l'on demande."""
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
    except (RefusDeCommande, SupplementAbsent, OSError) as erreur:
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


class Analyseur(argparse.ArgumentParser):
    """Un analyseur qui sait quels arguments sont des chemins, et quelles sont ses commandes."""

    def __init__(self, **options: Any) -> None:
        self.chemins: list[argparse.Action] = []
        self.commandes: dict[str, Analyseur] = {}
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def add_argument(self, *noms: Any, **options: Any) -> argparse.Action:
        """Ajoute un argument."""
        action = super().add_argument(*noms, **options)
        if action.type is Path:
            self.chemins.append(action)
        return action

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Les arguments lus ; une option inconnue se dit avec celle que l'on cherchait sans doute.

        Elle se cherche parmi celles de la commande, et non parmi celles de `projet-social`.
        """
        choix, inconnus = self.parse_known_args(args, namespace)
        if inconnus:
            sienne = self.commandes.get(choix.commande, self)
            options = [mot.partition("=")[0] for mot in inconnus if mot.startswith("--")]
            proches = (vouliez_vous_dire(o, sienne._option_string_actions) for o in options)
            dits = gettext.gettext("unrecognized arguments: %s") % " ".join(inconnus)
            sienne.error(dits + "".join(dict.fromkeys(proches)))
        return choix

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse un choix qui n'est pas permis ; le plus proche se propose."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as refus:
            proche = vouliez_vous_dire(str(value), map(str, action.choices or ()))
            raise argparse.ArgumentError(action, f"{refus.message}{proche}") from refus


def vouliez_vous_dire(ecrit: str, permis: Iterable[str]) -> str:
    """« ; vouliez-vous dire « verifier » ? », si un mot permis ressemble ; sinon rien."""
    formes = {forme_commune(mot): mot for mot in permis}
    forme = forme_commune(ecrit)
    proches = [entiere for entiere in formes if forme and entiere.startswith(f"{forme} ")]
    proches += difflib.get_close_matches(forme, formes, n=1, cutoff=RESSEMBLANCE)
    return f" ; vouliez-vous dire « {formes[proches[0]]} » ?" if proches else ""


def analyseur() -> Analyseur:
    """L'analyseur de toutes les commandes, avec leurs aides et leurs exemples."""
    parler_francais()
    racine = Analyseur(
        prog="projet-social",
        description="Publier un projet social de territoire.",
        epilog=f"Exemple, pour l'aide d'une commande : projet-social verifier --help\n\n{CODES}",
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
            description=inscrite.phrase,
            epilog=f"{exemples}\n\n{CODES}",
        )
        inscrite.arguments(sous_analyseur)
        sous_analyseur.set_defaults(fonction=inscrite.lancer)
        racine.commandes[inscrite.nom] = sous_analyseur
    return racine
