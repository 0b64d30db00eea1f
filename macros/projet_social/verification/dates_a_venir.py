"""Ce qui est dit fait et porte une date d'après aujourd'hui : sans doute une faute de frappe.

Hors du registre : le jour est une entrée, un même dossier se construit pareil d'un jour à l'autre.
Ce qui est prévu (échéances, valeurs visées, étapes) n'est pas d'ici.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ..corpus.corpus import Corpus
from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..modele.date_partielle import DatePartielle, jour_en_francais
from ..modele.etape import Budget, Indicateur
from ..modele.fiche_action import FicheAction

CORRIGER = "corriger la date"
CONSEILS = {
    "maj": "écrire le jour où cela a changé, ou retirer « maj »",
    "statut_depuis": "corriger la date ; un statut à venir s'écrit le jour où il change",
    "annee": "corriger l'année ; ce qui est prévu va dans « suite », ou dans une étape",
    "valeurs": "corriger la date ; une valeur visée va dans « cible »",
    "realise": "corriger l'année ; une dépense à venir va dans « prevu »",
}
"""Ce que l'on fait de chaque date ; les autres se corrigent."""


def dates_a_venir(corpus: Corpus, aujourd_hui: date) -> Iterator[Anomalie]:
    """Un avertissement par date passée qui n'est pas encore arrivée."""
    for lieu, ecrite, conseil in _dates_passees(corpus):
        debut = ecrite.debut if isinstance(ecrite, DatePartielle) else date(ecrite, 1, 1)
        if debut is not None and debut > aujourd_hui:
            yield lieu.avertir(
                f"« {ecrite} » est après aujourd'hui, {jour_en_francais(aujourd_hui)}", conseil
            )


Passee = tuple[Endroit, DatePartielle | int, str]
"""Où est une date, la date ou l'année, et quoi faire si elle est à venir."""


def _dates_passees(corpus: Corpus) -> Iterator[Passee]:
    for plan in corpus.plans:
        yield from _simples(plan.projet, plan.lieu, ("maj",))
        if plan.projet.etat:
            yield from _simples(plan.projet.etat, plan.lieu / "etat", ("date",))
    for ligne in corpus.lignes:
        yield from _simples(ligne.contenu, ligne.lieu, ("maj", "valide"))
        yield from _des_indicateurs(ligne.contenu.indicateurs, ligne.lieu)
        if ligne.fiche:
            yield from _de_la_fiche(ligne.fiche, ligne.lieu)
    document = corpus.documents.get("editeur.yml")
    if document and corpus.editeur.declaration:
        lieu = document.racine / "declaration"
        yield from _simples(corpus.editeur.declaration, lieu, ("etablie", "mise_a_jour"))


def _simples(objet: Any, lieu: Endroit, champs: Sequence[str]) -> Iterator[Passee]:
    for champ in champs:
        if (ecrite := getattr(objet, champ)) is not None:
            yield lieu / champ, ecrite, CONSEILS.get(champ, CORRIGER)


def _de_la_fiche(fiche: FicheAction, lieu: Endroit) -> Iterator[Passee]:
    yield from _simples(fiche, lieu, ("statut_depuis",))
    for rang, passe in enumerate(fiche.historique):
        yield from _simples(passe, lieu / "historique" / rang, ("depuis",))
    for rang, bilan in enumerate(fiche.bilans):
        yield lieu / "bilans" / rang / "annee", bilan.annee, CONSEILS["annee"]
    yield from _des_budgets(fiche.budgets, lieu)
    for rang, etape in enumerate(fiche.etapes):
        yield from _des_indicateurs(etape.indicateurs, lieu / "etapes" / rang)
        yield from _des_budgets(etape.budgets, lieu / "etapes" / rang)


def _des_indicateurs(indicateurs: Sequence[Indicateur], lieu: Endroit) -> Iterator[Passee]:
    """Ce qui a été mesuré ; la valeur de départ l'a été aussi."""
    for rang, indicateur in enumerate(indicateurs):
        ici = lieu / "indicateurs" / rang
        if indicateur.initial:
            yield ici / "initial" / "date", indicateur.initial.date, CORRIGER
        for rang_de_valeur, valeur in enumerate(indicateur.valeurs):
            yield ici / "valeurs" / rang_de_valeur / "date", valeur.date, CONSEILS["valeurs"]


def _des_budgets(budgets: Sequence[Budget], lieu: Endroit) -> Iterator[Passee]:
    for rang, budget in enumerate(budgets):
        if budget.realise and budget.annee:
            yield lieu / "budgets" / rang / "annee", budget.annee, CONSEILS["realise"]
