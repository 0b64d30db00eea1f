"""Les tableaux de la comparaison, en CSV à côté de leur page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from ..comparaison.contexte import COLONNES, contextes
from ..comparaison.selection import Selection, choisir
from ..corpus.corpus import Corpus
from .registre import Export, exports
from .tableur import en_csv


@exports
def tableaux_de_contexte(corpus: Corpus) -> Iterator[Export]:
    """Le contexte de tous les territoires, puis de chaque dossier."""
    for selection in (choisir(corpus), *(choisir(corpus, d) for d in corpus.dossiers)):
        yield Export(
            f"{selection.racine}contexte.csv",
            "Le contexte de chaque territoire comparé : type, population, communes, histoire.",
            lambda selection=selection: _contexte(selection, corpus),  # type: ignore[misc]
        )


def _contexte(selection: Selection, corpus: Corpus) -> bytes:
    lignes = contextes(selection, corpus.officiel).lignes
    return en_csv(COLONNES, (astuple(ligne) for _, ligne in lignes))
