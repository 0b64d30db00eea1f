"""`projet-social ecrire` : les pages du site en vrais fichiers Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chargement import charger
from ...corps import Corps
from ...exports.annexes import Annexes
from ...pages.publication import Publication
from ..disque import ecrire_les_pages
from ..reglages import ReglageRefuse, regler, territoire_voulu
from .registre import RefusDeCommande, commande, option_donnees


def _arguments(analyseur: argparse.ArgumentParser) -> None:
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


@commande(
    "ecrire",
    "écrit les pages générées en Markdown dans un dossier vide",
    "projet-social ecrire pages --donnees data",
    'projet-social ecrire pages --territoire questembert --nom "Projet social de Questembert"',
    arguments=_arguments,
)
def ecrire(choix: argparse.Namespace) -> int:
    """Écrit les pages, et dit combien."""
    corpus = charger(choix.donnees, premier=territoire_voulu(choix.territoire))
    try:
        reglages = regler(corpus, choix.territoire, federation=choix.federation)
    except ReglageRefuse as refus:
        raise RefusDeCommande(str(refus)) from refus
    publication = Publication(
        corpus, reglages.adressage, choix.nom, federation=reglages.federation, recherche=False
    )
    corps = Corps(publication, Annexes(publication))
    print(f"{ecrire_les_pages(corps, choix.sortie)} pages écrites dans {choix.sortie}")
    return 0
