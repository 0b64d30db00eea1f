"""L'ordre des lignes d'un plan : celui du document, décidé ici une fois pour tout le produit.

Sous un niveau viennent d'abord les lignes qu'il cite (`ordre`), puis celles qui y sont écrites,
à leur place, puis celles qui s'y rattachent : les fiches par numéro, sinon par rang, sinon par
nom de fichier. Le plan entier se lit de haut en bas, chaque ligne suivie de ce qu'elle contient.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from ..lecture.anomalie import Anomalie
from ..lecture.document import Endroit
from ..lecture.validation import plus_proche
from ..modele.niveau import Niveau
from .plan import Ligne, Plan

Cle = tuple[object, ...]
"""Ce qui se compare pour ranger deux lignes."""

SANS_NUMERO: Cle = ((inf, ""),)
"""Après tous les numéros."""

MOTS_DU_NUMERO = re.compile(r"\d+|[^\W\d_]+")
ROMAINS = {
    dizaines + unites: 10 * rang + reste
    for rang, dizaines in enumerate(("", "X", "XX", "XXX", "XL", "L"))
    for reste, unites in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}
"""De I à LIX : un plan ne compte pas plus loin en romain."""


def ordonner(plan: Plan, incomplet: bool) -> Iterator[Anomalie]:
    """Range les lignes d'un plan, ses racines, et ce que chacune contient.

    Args:
        incomplet: vrai si un fichier du territoire n'a pas pu être lu.

    Yields:
        Ce que « ordre » cite et qui n'est pas à cet endroit du plan.
    """
    ecrites = {id(ligne): place for place, ligne in enumerate(plan.lignes)}
    racines = [ligne for ligne in plan.lignes if not ligne.parents]
    anomalies = [*_citations(plan.projet.ordre, plan.lieu / "ordre", racines)]
    plan.racines = _ranger(racines, plan.projet.ordre, None, ecrites)
    for ligne in plan.lignes:
        if isinstance(ligne.contenu, Niveau):
            cites = ligne.contenu.ordre
            anomalies += _citations(cites, ligne.lieu / "ordre", ligne.enfants)
            ligne.enfants = _ranger(ligne.enfants, cites, ligne, ecrites)
    plan.lignes = list(_de_haut_en_bas(plan.racines, set()))
    if not incomplet:
        yield from anomalies


def cle_du_numero(numero: str, *, romain: bool = False) -> Cle:
    """Ce qui range « 2 » avant « 10 », « 1.2 » avant « 1.10 », et « IV » avant « IX » en romain."""
    return tuple(_place_du_mot(mot, romain) for mot in MOTS_DU_NUMERO.findall(numero))


def en_romain(numeros: Iterable[str]) -> bool:
    """Vrai si les lettres de ces numéros sont des chiffres romains : « I, II, V », non « A, B »."""
    mots = (mot for numero in numeros for mot in MOTS_DU_NUMERO.findall(numero))
    return all(mot in ROMAINS for mot in mots if not mot.isdecimal())


def _place_du_mot(mot: str, romain: bool) -> tuple[int, str]:
    if mot.isdecimal():
        return (int(mot), "")
    return (ROMAINS[mot], "") if romain else (0, mot.casefold())


def _ranger(
    lignes: Sequence[Ligne], cites: Sequence[str], parent: Ligne | None, ecrites: Mapping[int, int]
) -> list[Ligne]:
    places = {cite: place for place, cite in reversed([*enumerate(cites)])}
    romain = en_romain(ligne.numero for ligne in lignes if ligne.numero)

    def cle(ligne: Ligne) -> Cle:
        cite = min(places.get(nom, inf) for nom in (ligne.id, *ligne.contenu.alias))
        if ligne.lieu.chemin or ligne.fiche is None:
            ailleurs = parent is not None and ligne.parents[0] is not parent
            return (cite, ailleurs, ecrites[id(ligne)])
        numero = cle_du_numero(ligne.numero, romain=romain) if ligne.numero else SANS_NUMERO
        return (cite, 2, numero, ligne.fiche.rang or inf, ligne.lieu.document.fichier)

    return sorted(lignes, key=cle)


def _citations(cites: Sequence[str], lieu: Endroit, lignes: Sequence[Ligne]) -> Iterator[Anomalie]:
    connues = {nom for ligne in lignes for nom in (ligne.id, *ligne.contenu.alias)}
    for rang, cite in enumerate(cites):
        if cite not in connues:
            yield (lieu / rang).anomalie(
                f"« {cite} » n'est pas une ligne d'ici",
                plus_proche(cite, connues) or "l'écrire ici, ou l'y rattacher, ou la retirer",
            )


def _de_haut_en_bas(lignes: Sequence[Ligne], vues: set[int]) -> Iterator[Ligne]:
    """Chaque ligne une fois, sous la première qui la contient."""
    for ligne in lignes:
        if id(ligne) not in vues:
            vues.add(id(ligne))
            yield ligne
            contenues = [e for e in ligne.enfants if e.parents[0] is ligne]
            yield from _de_haut_en_bas(contenues, vues)
