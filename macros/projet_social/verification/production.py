"""Ce qui ne se publie pas pour de bon : un manque aux règles, un reste de l'exemple inventé.

Hors du registre : un aperçu incomplet est un aperçu valable, que son bandeau dit incomplet ; un
site public, lui, s'arrête.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.corpus import Corpus
from ..corpus.exemple import lieux_de_l_exemple, restes_sans_marque
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit, nommer
from ..modele.version import est_une_version

EDITEUR = "editeur.yml"
VIDER = "projet-social vider-l-exemple"
"""Ce qui ôte tout ce qui reste de l'exemple."""


def restes_de_l_exemple(corpus: Corpus) -> Iterator[tuple[Endroit, str, str]]:
    """Tout ce qui vient de l'exemple inventé : où, ce que c'est, que faire."""
    for lieu in lieux_de_l_exemple(corpus):
        if est_une_version(lieu.document.fichier):
            yield lieu, "version figée d'un exemple inventé", f"l'ôter : {VIDER}"
            continue
        conseil = f"le remplacer et retirer cette ligne, ou l'ôter : {VIDER}"
        yield lieu, "exemple inventé", conseil
    for lieu, constat in restes_sans_marque(corpus):
        yield lieu, constat, "le remplacer, ou le supprimer"


def exemples_restants(corpus: Corpus, *, production: bool) -> Iterator[Anomalie]:
    """L'exemple inventé doit laisser la place au projet : un regard, un refus en production."""
    for lieu, constat, conseil in restes_de_l_exemple(corpus):
        if production:
            yield lieu.anomalie(f"{constat}, jamais publié pour de bon", conseil)
        else:
            yield lieu.avertir(constat, conseil)


def manques_de_production(corpus: Corpus) -> Iterator[Anomalie]:
    """Une anomalie par donnée légale absente."""
    document = corpus.documents.get(EDITEUR)
    for chemin, conseil in corpus.editeur.manques():
        constat = "donnée légale absente, exigée d'un site public"
        if document is None:
            yield Anomalie(EDITEUR, 1, nommer(chemin), constat, conseil)
        else:
            yield document.racine.au_bout(chemin).anomalie(constat, conseil)
