"""Les tables du suivi : étapes des actions, statuts passés, indicateurs, budgets, bilans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any

from ..corpus.plan import Ligne
from ..modele.etape import Budget, Etape, Indicateur, ValeurDatee
from ..modele.fiche_action import Bilan, StatutPasse
from ..pages.publication import Publication
from .colonnes_de_table import champs, chaque, cle, colonne, exemple, numeroter, rang
from .table import ColonneDeTable, Rangee, definir
from .tables_du_plan import actions_de, cle_de_la_ligne, lignes_de


def _etapes_de(publication: Publication, ligne: Ligne) -> Iterator[Rangee]:
    etapes = ligne.fiche.etapes if ligne.fiche else ()
    return numeroter(publication, etapes, ligne, lambda etape: str(etape.titre))


def _etapes(publication: Publication) -> Iterator[Rangee]:
    for action in actions_de(publication):
        yield from _etapes_de(publication, action)


def _cle_de_l_etape(rangee: Rangee) -> str:
    return f"{cle_de_la_ligne(rangee.de)}#{rangee.nom}"


ETAPES = definir(
    "etapes",
    "Étapes des actions",
    "Une opération à l'intérieur d'une fiche-action.",
    "etape",
    (
        *cle("etape", "Identifiant de l'étape : ligne#nom.", _cle_de_l_etape),
        *cle("ligne", "Action de l'étape.", lambda r: cle_de_la_ligne(r.de)),
        *rang("Place de l'étape dans l'action"),
        *champs(Etape),
        *exemple(),
    ),
    _etapes,
)


def _portes(publication: Publication, champ: str) -> Iterator[Rangee]:
    """Ce que portent les lignes et les étapes des actions, avec l'étape s'il y en a une."""
    for ligne in lignes_de(publication):
        couples: list[tuple[Any, str | None]] = [
            (objet, None) for objet in getattr(ligne.contenu, champ, ())
        ]
        for etape in _etapes_de(publication, ligne):
            place = _cle_de_l_etape(etape)
            couples += [(objet, place) for objet in getattr(etape.objet, champ)]
        for couple in numeroter(publication, couples, ligne, _nommer):
            objet, place = couple.objet
            yield replace(couple, objet=objet, de=(ligne, place))


def _nommer(couple: tuple[Indicateur | Budget, str | None]) -> str:
    objet = couple[0]
    if isinstance(objet, Indicateur):
        return objet.nom
    return " ".join(str(dit) for dit in (objet.annee, objet.nature, objet.libelle) if dit)


def _cle_portee(rangee: Rangee) -> str:
    return f"{cle_de_la_ligne(rangee.de[0])}#{rangee.nom}"


def _place(mot: str) -> Iterator[ColonneDeTable]:
    """Ce qui situe un indicateur ou une ligne de budget."""
    yield from cle(mot, "Identifiant : ligne#nom.", _cle_portee)
    yield from cle(
        "ligne",
        "Ligne du plan (niveau ou action) qui le porte.",
        lambda r: cle_de_la_ligne(r.de[0]),
    )
    yield from colonne("etape", "Étape de l'action, s'il n'est que d'elle.", lambda r: r.de[1])


INDICATEURS = definir(
    "indicateurs",
    "Indicateurs",
    "Un indicateur de suivi d'une ligne du plan ou d'une étape.",
    "indicateur",
    (*_place("indicateur"), *champs(Indicateur), *exemple()),
    lambda p: _portes(p, "indicateurs"),
    etape="etapes",
)


def _valeurs(publication: Publication) -> Iterator[Rangee]:
    for rangee in _portes(publication, "indicateurs"):
        indicateur: Indicateur = rangee.objet
        dites = [("initial", indicateur.initial)] if indicateur.initial else []
        dites += [("cible", valeur) for valeur in indicateur.cible]
        dites += [("releve", valeur) for valeur in indicateur.valeurs]
        yield from numeroter(publication, dites, rangee)


VALEURS = definir(
    "valeurs_d_indicateurs",
    "Valeurs des indicateurs",
    "Une valeur de départ, visée ou relevée d'un indicateur.",
    "indicateur rang",
    (
        *cle("indicateur", "Indicateur.", lambda r: _cle_portee(r.de)),
        *rang("Rang de la valeur"),
        *cle(
            "nature",
            "Ce qu'est la valeur : initial (départ), cible (visée) ou releve (relevée).",
            lambda r: r.objet[0],
        ),
        *champs(ValeurDatee, lambda r: r.objet[1]),
        *colonne("unite", "Unité de la valeur.", lambda r: r.de.objet.unite),
        *exemple(),
    ),
    _valeurs,
)


BUDGETS = definir(
    "budgets",
    "Budgets",
    "Une ligne de budget d'une action ou d'une de ses étapes.",
    "budget",
    (*_place("budget"), *champs(Budget), *exemple()),
    lambda p: _portes(p, "budgets"),
    etape="etapes",
)


BILANS = definir(
    "bilans",
    "Bilans annuels",
    "Ce qui fut fait d'une action une année.",
    "ligne rang",
    (
        *cle("ligne", "Action du bilan.", lambda r: cle_de_la_ligne(r.de)),
        *rang("Rang du bilan"),
        *champs(Bilan),
        *exemple(),
    ),
    chaque(actions_de, attrgetter("fiche.bilans")),
)


STATUTS_PASSES = definir(
    "statuts_passes",
    "Statuts passés",
    "Un statut qu'une action a eu avant celui d'aujourd'hui.",
    "ligne rang",
    (
        *cle("ligne", "Action qui a eu ce statut.", lambda r: cle_de_la_ligne(r.de)),
        *rang("Rang du statut, du plus ancien au plus récent"),
        *champs(StatutPasse),
        *exemple(),
    ),
    chaque(actions_de, attrgetter("fiche.historique")),
)
