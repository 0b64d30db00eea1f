"""Ce que dit le suivi d'une action se tient : les statuts se suivent, chacun a sa raison."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..modele.date_partielle import DatePartielle
from ..modele.fiche_action import FicheAction
from ..modele.vocabulaire import Statut
from .registre import verification


@verification()
def pauses_motivees(corpus: Corpus) -> Iterator[Anomalie]:
    """Une action en pause sans motif laisse le lecteur sans réponse."""
    for ligne, fiche in _fiches(corpus):
        if fiche.statut is Statut.EN_PAUSE and not fiche.motif:
            yield (ligne.lieu / "statut").avertir(
                "action en pause sans motif", "dire pourquoi dans « motif »"
            )


@verification()
def statuts_en_suite(corpus: Corpus) -> Iterator[Anomalie]:
    """Les statuts passés vont du plus ancien au plus récent, et précèdent celui d'aujourd'hui.

    Deux dates partielles ne se contredisent que si l'une est tout entière après l'autre.
    """
    for ligne, fiche in _fiches(corpus):
        precedente: DatePartielle | None = None
        for lieu, date_ in _dates(ligne, fiche):
            if precedente and _est_apres(precedente, date_):
                yield lieu.anomalie(
                    f"ce statut ({date_}) précède celui d'avant ({precedente})",
                    "ranger « historique » du plus ancien au plus récent, ou corriger la date",
                )
            precedente = date_


@verification()
def statuts_passes_utiles(corpus: Corpus) -> Iterator[Anomalie]:
    """Un historique sans statut d'aujourd'hui, ou qui le répète, n'apprend rien."""
    for ligne, fiche in _fiches(corpus):
        if fiche.statut is None:
            for champ in ("historique", "statut_depuis"):
                if getattr(fiche, champ):
                    yield (ligne.lieu / champ).avertir(
                        "l'action n'a pas de statut d'aujourd'hui", "dire lequel dans « statut »"
                    )
            continue
        statuts = [*(passe.statut for passe in fiche.historique), fiche.statut]
        for rang, (passe, suivant) in enumerate(pairwise(statuts)):
            if passe is suivant:
                yield (ligne.lieu / "historique" / rang / "statut").avertir(
                    f"l'action reste au même statut ({passe})",
                    "retirer cette ligne de « historique », ou corriger le statut",
                )


def _fiches(corpus: Corpus) -> Iterator[tuple[Ligne, FicheAction]]:
    return ((ligne, ligne.fiche) for ligne in corpus.lignes if ligne.fiche)


def _dates(ligne: Ligne, fiche: FicheAction) -> Iterator[tuple[Endroit, DatePartielle]]:
    """Les dates de statut, de la plus ancienne à celle d'aujourd'hui, et où elles sont écrites."""
    for rang, passe in enumerate(fiche.historique):
        if passe.depuis:
            yield ligne.lieu / "historique" / rang / "depuis", passe.depuis
    if fiche.statut_depuis:
        yield ligne.lieu / "statut_depuis", fiche.statut_depuis


def _est_apres(premiere: DatePartielle, seconde: DatePartielle) -> bool:
    debut, fin = premiere.debut, seconde.dernier_jour_dit
    return debut is not None and fin is not None and debut > fin
