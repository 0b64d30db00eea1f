"""Les tableaux de la comparaison, en CSV à côté de leur page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from ..comparaison.contexte import COLONNES, contextes
from ..comparaison.ressemblance import Paire, ressemblances_de
from ..comparaison.selection import Selection, choisir
from ..corpus.corpus import Corpus
from ..corpus.ligne import Ligne
from .registre import Export, exports
from .tableur import en_csv

COTE = ("territoire", "intitule", "formulation", "document", "section", "page")
COLONNES_DES_PAIRES = (*(f"{c}_1" for c in COTE), *(f"{c}_2" for c in COTE), "score")
PAIRES_DU_FICHIER = 20_000
"""Au-delà, le fichier s'arrête aux couples de territoires qui partagent le plus de lignes."""


@exports
def tableaux_de_contexte(corpus: Corpus) -> Iterator[Export]:
    """Le contexte de tous les territoires, puis de chaque dossier."""
    for selection in _selections(corpus):
        yield Export(
            f"{selection.racine}contexte.csv",
            "Le contexte de chaque territoire comparé : type, population, communes, histoire.",
            lambda selection=selection: _contexte(selection, corpus),  # type: ignore[misc]
        )


@exports
def tableaux_de_ressemblances(corpus: Corpus) -> Iterator[Export]:
    """Les paires de lignes presque identiques, pour tous les territoires et chaque dossier."""
    for selection in _selections(corpus):
        yield Export(
            f"{selection.racine}ressemblances.csv",
            "Les paires de lignes presque identiques : les deux formulations, leur source, "
            "leur score sur 100.",
            lambda selection=selection: _ressemblances(selection, corpus),  # type: ignore[misc]
        )


def _selections(corpus: Corpus) -> Iterator[Selection]:
    """Tous les territoires, puis ceux de chaque dossier."""
    yield choisir(corpus)
    for dossier in corpus.dossiers:
        yield choisir(corpus, dossier)


def _contexte(selection: Selection, corpus: Corpus) -> bytes:
    lignes = contextes(selection, corpus.officiel).lignes
    return en_csv(COLONNES, (astuple(ligne) for _, ligne in lignes))


def _ressemblances(selection: Selection, corpus: Corpus) -> bytes:
    ressemblances = ressemblances_de(corpus)
    rapprochement = ressemblances.rapprocher(selection.territoires, PAIRES_DU_FICHIER)
    paires = (paire for couple in rapprochement.couples for paire in couple.paires)
    return en_csv(COLONNES_DES_PAIRES, map(_paire, paires))


def _paire(paire: Paire) -> tuple[object, ...]:
    return (*_cote(paire.gauche), *_cote(paire.droite), int(paire.score))


def _cote(ligne: Ligne) -> tuple[object, ...]:
    source = ligne.source
    lieu = (source.document, source.section, source.page) if source else (None, None, None)
    return (ligne.territoire.nom, ligne.intitule, ligne.titre, *lieu)
