"""Ce que l'on tape pour faire entrer des données, ou pour les emporter."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...classeur.formats import SUFFIXES
from ...federation.reseaux import Reseau, lire_reseau
from ...impression.formats import FORMATS
from .registre import commande, drapeau, option_donnees

GABARIT_ADEME = "ademe"
"""Le format d'« exporter » qui n'est pas un format de fichier : un gabarit, en xlsx."""


@commande(
    "projet-social importer plan.xlsx --essai --revue",
    "projet-social importer projet-social.docx --territoire val-imaginaire",
    "projet-social importer plan.ods --feuilles 'Axe 1' 'Axe 2' --rapport cellules.csv",
    "projet-social importer plan.xlsx --correspondance pilotes='Qui fait quoi' ignorer=Couleur",
    "projet-social importer bilan-2026 --essai",
    "projet-social importer plan.xlsx --ecrire-correspondance colonnes.yml",
)
def importer(analyseur: argparse.ArgumentParser) -> None:
    """Importe un plan d'actions, de tableur, Word ou PDF, en montrant ce qui en est compris."""
    analyseur.add_argument(
        "classeurs",
        type=Path,
        nargs="+",
        metavar="FICHIER",
        help="classeur .xlsx, .ods, .xls ou .csv, document .docx, ou .pdf ; ou le dossier, ou "
        "plusieurs, des classeurs de pilotes",
    )
    analyseur.add_argument(
        "--territoire", metavar="NOM", help="territoire du plan (inutile s'il est seul)"
    )
    analyseur.add_argument(
        "--projet", default="projet", metavar="NOM", help="fichier du plan (défaut : projet)"
    )
    option_donnees(analyseur)
    analyseur.add_argument(
        "--feuilles", action="extend", nargs="+", default=[], metavar="NOM", help="onglets à lire"
    )
    analyseur.add_argument(
        "--correspondance",
        action="extend",
        nargs="+",
        default=[],
        metavar="CHAMP=COLONNE",
        help="ce que veut dire une colonne, ou un fichier .yml qui le dit pour toutes",
    )
    analyseur.add_argument(
        "--ecrire-correspondance",
        type=Path,
        metavar="FICHIER",
        help="écrit la correspondance comprise, à corriger et à reprendre, et s'arrête",
    )
    drapeau(analyseur, "--essai", "n'écrit rien : montre le plan et le sort des cellules")
    drapeau(analyseur, "--oui", "ne demande rien, et accepte ce qui est à confirmer")
    analyseur.add_argument(
        "--rapport", type=Path, metavar="FICHIER", help="écrit le sort des cellules (.txt ou .csv)"
    )
    analyseur.add_argument(
        "--revue",
        type=Path,
        nargs="?",
        const=Path(),
        metavar="FICHIER",
        help="écrit une page où relire l'import, le douteux d'abord (défaut : dans a-ranger/)",
    )
    maison = analyseur.add_argument_group("pour un classeur écrit par « exporter »")
    drapeau(maison, "--supprimer", "retire les lignes du plan ôtées du classeur")
    drapeau(maison, "--ecraser", "reprend un classeur plus vieux que les fichiers")


@commande(
    "projet-social exporter",
    "projet-social exporter questembert --format ods",
    "projet-social exporter questembert -o plan.xlsx --remplacer",
    "projet-social exporter --par-pilote -o bilan-2026",
    "projet-social exporter questembert --format ademe -o territoires-en-transitions.xlsx",
)
def exporter(analyseur: argparse.ArgumentParser) -> None:
    """Met un territoire en classeur, à retoucher puis à reprendre par « importer »."""
    analyseur.add_argument(
        "territoire", nargs="?", help="territoire à exporter (inutile s'il est seul)"
    )
    analyseur.add_argument(
        "--format",
        choices=[*SUFFIXES, GABARIT_ADEME],
        help="xlsx (Excel), ods (LibreOffice), csv, un fichier par onglet dans un zip, ou ademe, "
        "le gabarit de Territoires en Transitions en xlsx (défaut : d'après le suffixe de la "
        "sortie, sinon xlsx)",
    )
    drapeau(
        analyseur,
        "--par-pilote",
        "un classeur par structure qui pilote, avec ses seules actions, dans un dossier",
    )
    analyseur.add_argument(
        "-o",
        "--sortie",
        type=Path,
        metavar="FICHIER",
        help="fichier, ou dossier avec --par-pilote (défaut : le nom du territoire)",
    )
    drapeau(analyseur, "--remplacer", "écrase ce qui existe déjà")
    option_donnees(analyseur)


@commande(
    "projet-social dossier douze-syntheses -o dossier.pdf",
    "projet-social dossier douze-syntheses -o dossier.docx",
    "projet-social dossier --synthese questembert",
    "projet-social dossier --plan questembert --format odt",
    "projet-social dossier --fiche questembert/navettes-au-marche -o navettes.pdf",
    supplement="documents",
)
def dossier(analyseur: argparse.ArgumentParser) -> None:
    """Compose un dossier à imprimer (PDF) ou à retravailler (DOCX, ODT)."""
    quoi = analyseur.add_mutually_exclusive_group(required=True)
    quoi.add_argument(
        "dossier", nargs="?", help="identifiant d'un dossier comparatif (douze-syntheses)"
    )
    quoi.add_argument("--territoire", metavar="TERRITOIRE", help="tout ce que l'on en publie")
    quoi.add_argument(
        "--synthese", metavar="TERRITOIRE", help="sa synthèse, sur deux pages ou trois"
    )
    quoi.add_argument(
        "--plan", metavar="TERRITOIRE[/PROJET]", help="son plan, et chaque fiche en entier"
    )
    quoi.add_argument(
        "--fiche", metavar="TERRITOIRE/LIGNE", help="une fiche-action, un axe ou un enjeu"
    )
    analyseur.add_argument(
        "-o", "--sortie", type=Path, help="fichier à écrire (défaut : un nom tiré du document)"
    )
    analyseur.add_argument(
        "--format",
        choices=FORMATS,
        help="pdf, docx ou odt (défaut : d'après le nom du fichier, sinon pdf)",
    )
    option_donnees(analyseur)
    analyseur.add_argument("--nom", default="", help="nom du site, pour les crédits")
    analyseur.add_argument(
        "--site", default="", help="adresse publique du site, où mènent alors les liens"
    )


@commande(
    "projet-social bilan 2026",
    "projet-social bilan 2026 --depuis 2025-12-12-vote -o reunion",
    "projet-social bilan 2026 --territoire questembert --site https://projet.exemple.fr/",
)
def bilan(analyseur: argparse.ArgumentParser) -> None:
    """Prépare la réunion annuelle : page, document, vues à projeter, un classeur par pilote."""
    analyseur.add_argument(
        "annee", nargs="?", default="", metavar="ANNÉE", help="année du bilan, comme 2026"
    )
    analyseur.add_argument(
        "--depuis",
        default="",
        metavar="VERSION",
        help="version figée à laquelle comparer le plan, ou « aucune » (défaut : la dernière "
        "d'avant l'année)",
    )
    analyseur.add_argument("--territoire", help="identifiant du territoire, s'il y en a plusieurs")
    analyseur.add_argument(
        "--projet", metavar="PLAN", help="identifiant du plan, s'il y en a plusieurs"
    )
    analyseur.add_argument(
        "-o", "--sortie", type=Path, metavar="DOSSIER", help="défaut : « reunion-ANNÉE »"
    )
    drapeau(analyseur, "--remplacer", "récrit les fichiers d'un bilan déjà préparé")
    option_donnees(analyseur)
    analyseur.add_argument("--nom", default="", help="nom du site, pour les crédits")
    analyseur.add_argument(
        "--site", default="", help="adresse publique du site, où mènent alors les liens"
    )


@commande(
    "projet-social ecrire pages --donnees data",
    'projet-social ecrire pages --territoire questembert --nom "Projet social de Questembert"',
)
def ecrire(analyseur: argparse.ArgumentParser) -> None:
    """Écrit les pages générées en Markdown dans un dossier vide."""
    analyseur.add_argument("sortie", type=Path, help="dossier à remplir, vide ou absent")
    option_donnees(analyseur)
    analyseur.add_argument("--nom", default="Projets sociaux de territoire", help="nom du site")
    analyseur.add_argument(
        "--territoire",
        default="",
        help="n'écrire que ce territoire, plan à la racine ; « auto » s'il n'y en a qu'un",
    )
    analyseur.add_argument(
        "--federation", default="", help="adresse du site d'ensemble, pour y mener"
    )


def _reseau(ecrit: str) -> Reseau:
    try:
        return lire_reseau(ecrit)
    except ValueError as erreur:
        raise argparse.ArgumentTypeError(
            f"« {ecrit} » n'est ni une adresse IP ni un réseau (10.0.0.0/8)"
        ) from erreur


@commande(
    "projet-social assembler sources.yml --essai",
    "projet-social assembler sources.yml --rapport bilan.json",
    "projet-social assembler sources.yml --permettre-absents",
    supplement="federation",
)
def assembler(analyseur: argparse.ArgumentParser) -> None:
    """Fait un dossier de données de plusieurs sites, qui vivent ailleurs."""
    analyseur.add_argument("sources", type=Path, help="fichier des sources, comme sources.yml")
    analyseur.add_argument(
        "--sortie",
        type=Path,
        metavar="DOSSIER",
        help="dossier de données à écrire (défaut : data, à côté du fichier des sources)",
    )
    drapeau(analyseur, "--essai", "n'écrit rien : lit, compare et dit ce qui changerait")
    analyseur.add_argument(
        "--rapport", type=Path, metavar="FICHIER", help="écrit le bilan en JSON, même d'un refus"
    )
    drapeau(
        analyseur, "--permettre-absents", "assemble sans les sources que l'on n'a jamais pu lire"
    )
    drapeau(
        analyseur, "--ecraser", "récrit aussi les fichiers de la sortie que quelqu'un a changés"
    )
    analyseur.add_argument(
        "--autoriser-reseau-prive",
        type=_reseau,
        action="append",
        default=[],
        metavar="ADRESSE",
        help="accepte cette adresse IP ou ce réseau privé, et http là seulement (essai, intranet)",
    )
