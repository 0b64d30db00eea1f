"""La commande `projet-social` : analyse ce qui est tapé, lance, traduit les refus en français."""

from __future__ import annotations

import argparse
import difflib
import gettext
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from .. import __version__
from ..empechement import Empechement
from ..lecture.anomalie import CorpusInvalide
from ..lecture.refus_du_systeme import dire_le_refus_du_systeme
from ..texte.identifiant import forme_commune
from .options.registre import toutes_les_commandes
from .sortie_lisible import rendre_lisible

CATALOGUE = "projet-social"
"""Les phrases d'argparse en français, dans `langue/` : il les demande à gettext."""
INTERROMPUE = 130
"""Le code de sortie d'une commande arrêtée au clavier."""
RESSEMBLANCE = 0.6
"""À partir de quoi un mot tapé ressemble assez à un mot permis pour que l'on demande."""
AILLEURS = {
    "help": "aide",
    "build": "construire",
    "serve": "servir",
    "new": "nouveau",
    "init": "nouveau",
    "check": "verifier",
}
"""Des commandes que l'on tape par habitude d'autres programmes, et les nôtres."""
PAR_OU_COMMENCER = """\
Par où commencer, et que faire ensuite : projet-social aide
Exemple, pour l'aide d'une commande : projet-social verifier --help"""
"""Ce que dit l'aide du programme à qui ne sait pas encore quoi taper."""
CODES = (
    "Codes de sortie : 0 tout va bien (avertissements permis), 1 données, dossier ou option\n"
    "refusés, 2 commande mal écrite, 130 interrompue. Un refus laisse tout comme avant."
)
"""Ce que chaque aide dit des codes de sortie."""


def principal(arguments: Sequence[str] | None = None) -> int:
    """Lance la commande ; rend le code de sortie."""
    rendre_lisible(sys.stdout, sys.stderr)
    choix = analyseur().parse_args(arguments)
    try:
        if (donnees := getattr(choix, "donnees", None)) is not None:
            from .ecriture_interrompue import finir_les_ecritures  # une aide n'écrit rien

            for dit in finir_les_ecritures(donnees, donnees.parent):
                print(f"attention : {dit}", file=sys.stderr)
        return choix.fonction(choix)  # type: ignore[no-any-return]
    except CorpusInvalide as refus:
        print(refus, file=sys.stderr)
    except BrokenPipeError:  # « | head » a lu ce qu'il voulait : il n'y a plus personne à prévenir
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Empechement as erreur:
        print(f"erreur : {erreur}", file=sys.stderr)
    except OSError as erreur:
        print(f"erreur : {dire_le_refus_du_systeme(erreur)}", file=sys.stderr)
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
        """Les arguments lus ; ce qui est de trop se dit.

        D'abord l'aide de la commande, et non celle de `projet-social`.
        """
        choix, inconnus = self.parse_known_args(args, namespace)
        if inconnus:
            sienne = self.commandes.get(choix.commande, self)
            dits = gettext.gettext("unrecognized arguments: %s") % " ".join(inconnus)
            sienne.error(f"{dits} ; un titre ou un nom de plusieurs mots va entre guillemets")
        return choix

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Lit ; une option inconnue passe avant ce qui manque, avec celle que l'on cherchait.

        Sans cela, « --vertion » ou « fiche --teritoire » se diraient « il manque… ».
        """
        inconnues = list(self._options_inconnues(sys.argv[1:] if args is None else list(args)))
        if inconnues:
            proches = (self._remede(mot.partition("=")[0], args) for mot in inconnues)
            dits = gettext.gettext("unrecognized arguments: %s") % " ".join(inconnues)
            self.error(dits + "".join(dict.fromkeys(proches)))
        return super().parse_known_args(args, namespace)

    def _remede(self, option: str, mots: Sequence[str] | None) -> str:
        """L'option que l'on cherchait ; ou sa place, si elle est celle de la commande qui suit."""
        for mot in mots or sys.argv[1:]:
            if mot in self.commandes and option in self.commandes[mot]._option_string_actions:
                return f" ; l'écrire après « {mot} »"
        return vouliez_vous_dire(option, self._option_string_actions)

    def error(self, message: str) -> NoReturn:
        """Refuse ; qui ne sait quelle commande taper apprend laquelle le lui dit."""
        if self.commandes and message.endswith(": commande"):
            message += " ; pour savoir laquelle : projet-social aide"
        super().error(message)

    def _options_inconnues(self, mots: Sequence[str]) -> Iterator[str]:
        """Les options qui ne sont pas les siennes, avant le nom d'une commande s'il en attend."""
        for mot in mots:
            if mot == "--" or (self.commandes and not mot.startswith("-")):
                return
            nom = mot.partition("=")[0]
            if nom.startswith("--"):
                connue = any(option.startswith(nom) for option in self._option_string_actions)
            else:
                connue = not re.match(r"-[a-zA-Z]", nom) or nom[:2] in self._option_string_actions
            if not connue:
                yield mot

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
    if AILLEURS.get(forme) in formes:
        return f" ; vouliez-vous dire « {AILLEURS[forme]} » ?"
    proches = [entiere for entiere in formes if forme and entiere.startswith(f"{forme} ")]
    proches += difflib.get_close_matches(forme, formes, n=1, cutoff=RESSEMBLANCE)
    return f" ; vouliez-vous dire « {formes[proches[0]]} » ?" if proches else ""


def analyseur() -> Analyseur:
    """L'analyseur de toutes les commandes, avec leurs aides et leurs exemples."""
    parler_francais()
    racine = Analyseur(
        prog="projet-social",
        description="Publier un projet social de territoire.",
        epilog=f"{PAR_OU_COMMENCER}\n\n{CODES}",
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
