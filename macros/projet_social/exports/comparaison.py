"""Les tableaux de la comparaison, en CSV à côté de leur page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from ..comparaison.bilan import comparer
from ..comparaison.calendriers import Calendrier
from ..comparaison.contexte import COLONNES, contextes
from ..comparaison.ressemblance import Paire, ressemblances_de
from ..comparaison.selection import Selection, choisir
from ..comparaison.temps import INTERVALLES, TEMPS
from ..corpus.corpus import Corpus
from ..corpus.ligne import Ligne
from .registre import Export, exports
from .tableur import en_csv

COLONNES_DES_CALENDRIERS = (
    "territoire",
    "projet",
    *(temps.value for temps in TEMPS),
    *(
        f"{de.value}_{a.value}_{quoi}"
        for de, a in INTERVALLES
        for quoi in ("jours_au_moins", "jours_au_plus", "precision")
    ),
    "autres_etapes",
    "dates_douteuses",
)
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
def tableaux_de_calendriers(corpus: Corpus) -> Iterator[Export]:
    """Les calendriers de tous les territoires, puis de chaque dossier."""
    for selection in _selections(corpus):
        yield Export(
            f"{selection.racine}calendriers.csv",
            "Les dates des étapes de chaque démarche et les jours qui les séparent.",
            lambda selection=selection: _calendriers(selection),  # type: ignore[misc]
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


def _calendriers(selection: Selection) -> bytes:
    return en_csv(COLONNES_DES_CALENDRIERS, map(_calendrier, comparer(selection).calendriers))


def _calendrier(calendrier: Calendrier) -> tuple[object, ...]:
    durees: list[object] = []
    for ecart in calendrier.ecarts:
        bornes = (ecart.duree.minimum, ecart.duree.maximum) if ecart.duree else (None, None)
        durees += [*bornes, " ; ".join(filter(None, (ecart.motif, ecart.repli)))]
    return (
        calendrier.plan.territoire.nom,
        calendrier.plan.projet.titre,
        *(calendrier.situation(temps) for temps in TEMPS),
        *durees,
        " ; ".join(f"{e.date or 'sans date'} : {e.titre}" for e in calendrier.autres),
        " ; ".join(f"{e.date or e.titre} : {raison}" for e, raison in calendrier.doutes),
    )


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
