"""`projet-social ecrire` : les pages du site en vrais fichiers Markdown."""

from __future__ import annotations

import argparse

from ...chargement import charger
from ...corps import Corps
from ...exports.annexes import Annexes
from ...pages.publication import Publication
from ..disque import ecrire_les_pages
from ..reglages import regler, territoire_voulu


def ecrire(choix: argparse.Namespace) -> int:
    """Écrit les pages, et dit combien."""
    corpus = charger(choix.donnees, premier=territoire_voulu(choix.territoire))
    reglages = regler(corpus, choix.territoire, federation=choix.federation)
    publication = Publication(
        corpus,
        reglages.adressage,
        choix.nom,
        federation=reglages.federation,
        recherche=False,
        aujourd_hui=reglages.jour,
    )
    corps = Corps(publication, Annexes(publication))
    print(f"{ecrire_les_pages(corps, choix.sortie)} pages écrites dans {choix.sortie}")
    return 0
