"""Ce qui manque à un site public pour être en règle : exigé en production, toléré en aperçu.

Hors du registre : un aperçu incomplet est un aperçu valable, que son bandeau dit incomplet.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import nommer
from .exemple import lieux_de_l_exemple

EDITEUR = "editeur.yml"


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
