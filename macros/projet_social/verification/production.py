"""Ce qui ne se publie pas pour de bon : un manque aux règles, un reste de l'exemple inventé.

Les manques sont hors du registre : un aperçu incomplet est un aperçu valable, que son bandeau dit
incomplet ; un site public, lui, s'arrête.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit, nommer
from .registre import verification

EDITEUR = "editeur.yml"
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


def manques_de_production(corpus: Corpus) -> Iterator[Anomalie]:
    """Une anomalie par donnée légale absente, et une par reste de l'exemple inventé."""
    document = corpus.documents.get(EDITEUR)
    for chemin, conseil in corpus.editeur.manques():
        constat = "donnée légale absente, exigée d'un site public"
        if document is None:
            yield Anomalie(EDITEUR, 1, nommer(chemin), constat, conseil)
            continue
        lieu = document.racine
        for pas in chemin:
            lieu = lieu / pas
        yield lieu.anomalie(constat, conseil)
    for lieu in lieux_de_l_exemple(corpus):
        yield lieu.anomalie(
            "exemple inventé, livré avec le générateur", "le remplacer, ou supprimer le fichier"
        )
