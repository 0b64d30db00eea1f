"""Ce qui reste de l'exemple inventé, livré avec un site neuf : il ne se publie pas pour de bon."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from .registre import verification

MARQUE = "Exemple inventé, livré avec projet-social"
"""Ce par quoi commence une note de chaque fichier de l'exemple."""


def lieux_de_l_exemple(corpus: Corpus) -> Iterator[Endroit]:
    """Les notes qui disent qu'un projet ou une fiche est l'exemple."""
    porteurs = [(plan.projet.notes, plan.lieu) for plan in corpus.plans]
    porteurs += [(ligne.contenu.notes, ligne.lieu) for ligne in corpus.lignes]
    for notes, lieu in porteurs:
        for rang, note in enumerate(notes):
            if note.startswith(MARQUE):
                yield lieu / "notes" / rang


@verification()
def exemple_remplace(corpus: Corpus) -> Iterator[Anomalie]:
    """L'exemple inventé doit laisser la place au projet du territoire."""
    for lieu in lieux_de_l_exemple(corpus):
        yield lieu.avertir(
            "exemple livré avec le générateur", "le remplacer, ou supprimer le fichier"
        )
