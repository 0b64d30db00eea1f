"""La commande `projet-social` : vérifier les données, écrire les pages, donner les schémas.

Codes de sortie : 0 tout va bien (avertissements permis), 1 données ou dossier refusés,
2 commande mal écrite.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..chargement import SORTES, charger, examiner
from ..exports.schema import schema_de
from ..lecture.anomalie import FORMATS, CorpusInvalide
from ..site import Site
from .disque import ecrire_les_pages

FRANCAIS = {
    "usage: ": "usage : ",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "montre cette aide",
    "show program's version number and exit": "montre la version",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "arguments inconnus : %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "choix inconnu %(value)r (permis : %(choices)s)"
    ),
    "expected one argument": "une valeur est attendue",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s : erreur : %(message)s\n",
}
argparse._ = lambda texte: FRANCAIS.get(texte, texte)  # type: ignore[attr-defined]


def principal(arguments: Sequence[str] | None = None) -> int:
    """Lance la commande ; rend le code de sortie."""
    choix = _analyseur().parse_args(arguments)
    try:
        return choix.fonction(choix)  # type: ignore[no-any-return]
    except CorpusInvalide as refus:
        print(refus, file=sys.stderr)
    except OSError as erreur:
        print(f"erreur : {erreur}", file=sys.stderr)
    return 1


def _analyseur() -> argparse.ArgumentParser:
    analyseur = argparse.ArgumentParser(
        prog="projet-social",
        description="Publier un projet social de territoire.",
        epilog="Exemple : projet-social verifier data",
    )
    analyseur.add_argument("--version", action="version", version=f"projet-social {__version__}")
    commandes = analyseur.add_subparsers(required=True, metavar="commande", dest="commande")

    verifier = commandes.add_parser(
        "verifier",
        help="vérifie les données et dit tout ce qui ne va pas",
        epilog="Exemples : projet-social verifier ; projet-social verifier data --format json",
    )
    _dossier(verifier)
    verifier.add_argument(
        "--format",
        choices=FORMATS,
        default="texte",
        help="texte, json, ou annotations pour les forges (défaut : texte)",
    )
    verifier.add_argument(
        "--production",
        action="store_true",
        help="refuse aussi toute donnée légale absente, comme une construction de production",
    )
    verifier.set_defaults(fonction=_verifier)

    ecrire = commandes.add_parser(
        "ecrire",
        help="écrit les pages générées en Markdown dans un dossier vide",
        epilog="Exemple : projet-social ecrire pages --donnees data",
    )
    ecrire.add_argument("sortie", type=Path, help="dossier à remplir, vide ou absent")
    ecrire.add_argument("--donnees", type=Path, default=Path("data"), help="dossier des données")
    ecrire.add_argument("--nom", default="Projets sociaux de territoire", help="nom du site")
    ecrire.set_defaults(fonction=_ecrire)

    schema = commandes.add_parser(
        "schema",
        help="écrit les schémas JSON qui guident les éditeurs de texte",
        epilog="Exemple : projet-social schema schemas",
    )
    schema.add_argument("sortie", type=Path, help="dossier où écrire les schémas")
    schema.set_defaults(fonction=_schema)
    return analyseur


def _dossier(commande: argparse.ArgumentParser) -> None:
    commande.add_argument(
        "dossier", type=Path, nargs="?", default=Path("data"), help="dossier des données"
    )


def _verifier(choix: argparse.Namespace) -> int:
    rapport = examiner(choix.dossier, production=choix.production)
    print(FORMATS[choix.format](rapport.anomalies))
    return 0 if rapport.publiable else 1


def _ecrire(choix: argparse.Namespace) -> int:
    nombre = ecrire_les_pages(Site(charger(choix.donnees), choix.nom), choix.sortie)
    print(f"{nombre} pages écrites dans {choix.sortie}")
    return 0


def _schema(choix: argparse.Namespace) -> int:
    choix.sortie.mkdir(parents=True, exist_ok=True)
    ecrits = {}
    for sorte in SORTES:
        nom = sorte.modele.__name__.lower()
        ecrits[nom] = schema_de(sorte.modele)
    for nom, contenu in ecrits.items():
        texte = json.dumps(contenu, ensure_ascii=False, indent=2)
        (choix.sortie / f"{nom}.schema.json").write_text(f"{texte}\n", encoding="utf-8")
    print(f"{len(ecrits)} schémas écrits dans {choix.sortie}")
    return 0
