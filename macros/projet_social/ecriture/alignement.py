"""Reconnaître, dans deux listes, les éléments qui sont les mêmes.

C'est ce qui garde à chacun ses commentaires quand on en ajoute, en retire ou en déplace d'autres.
"""

from __future__ import annotations

import difflib
import json
from bisect import bisect_left
from collections.abc import Sequence

from .arbre import ABREGES, Arbre

IDENTITES = ("id", "titre", "nom", "url", "date", "annee", "nombre", "libelle")
"""Clés qui disent de qui l'on parle, de la plus sûre à la moins sûre."""
PARENTE = 0.6
"""Ressemblance au-delà de laquelle deux textes sont le même, retouché."""


def aligner(anciens: Sequence[Arbre], nouveaux: Sequence[Arbre]) -> list[int | None]:
    """Pour chaque nouvel élément, le rang de l'ancien dont il vient, ou None s'il est neuf."""
    rangs = _egaux(anciens, nouveaux)
    libres = [i for i in range(len(anciens)) if i not in set(rangs)]
    for cle in IDENTITES:
        par_valeur: dict[str, list[int]] = {}
        for i in libres:
            if valeur := _dit(anciens[i], cle):
                par_valeur.setdefault(valeur, []).append(i)
        for j, element in enumerate(nouveaux):
            valeur = _dit(element, cle) if rangs[j] is None else ""
            for i in par_valeur.get(valeur, ()) if valeur else ():
                if not _etrangers(anciens[i], element):
                    rangs[j] = i
                    par_valeur[valeur].remove(i)
                    libres.remove(i)
                    break
    precedent = -1
    for j, rang in enumerate(rangs):
        suivant = precedent + 1
        if rang is None and suivant in libres and _parents(anciens[suivant], nouveaux[j]):
            rangs[j] = rang = suivant
            libres.remove(suivant)
        precedent = precedent if rang is None else rang
    return rangs


def en_place(rangs: Sequence[int | None]) -> set[int]:
    """Les rangs qui gardent leur ordre, le plus possible : les autres sont à déplacer."""
    fins: list[int] = []
    chaines: list[list[int]] = []
    for rang in (r for r in rangs if r is not None):
        place = bisect_left(fins, rang)
        chaine = [*(chaines[place - 1] if place else []), rang]
        fins[place : place + 1] = [rang]
        chaines[place : place + 1] = [chaine]
    return set(chaines[-1]) if chaines else set()


def _egaux(anciens: Sequence[Arbre], nouveaux: Sequence[Arbre]) -> list[int | None]:
    """Les éléments inchangés, dans l'ordre d'abord, puis où qu'ils soient."""
    avant, apres = [[_empreinte(e) for e in liste] for liste in (anciens, nouveaux)]
    rangs: list[int | None] = [None] * len(apres)
    for i, j, n in difflib.SequenceMatcher(None, avant, apres, False).get_matching_blocks():
        rangs[j : j + n] = range(i, i + n)
    restants: dict[str, list[int]] = {}
    for i in sorted(set(range(len(avant))) - set(rangs), reverse=True):
        restants.setdefault(avant[i], []).append(i)
    for j, rang in enumerate(rangs):
        if rang is None and restants.get(apres[j]):
            rangs[j] = restants[apres[j]].pop()
    return rangs


def _empreinte(element: Arbre) -> str:
    if isinstance(element, dict) and len(element) == 1 and next(iter(element)) in ABREGES:
        (element,) = element.values()
    return json.dumps(element, sort_keys=True, ensure_ascii=False)


def _dit(element: Arbre, cle: str) -> str:
    if isinstance(element, str):
        return element if cle in ABREGES else ""
    valeur = element.get(cle) if isinstance(element, dict) else None
    return valeur if isinstance(valeur, str) else ""


def _etrangers(ancien: Arbre, nouveau: Arbre) -> bool:
    """Vrai si chacun a son identifiant, et que ce n'est pas le même."""
    un, autre = _dit(ancien, "id"), _dit(nouveau, "id")
    return bool(un and autre and un != autre)


def _parents(ancien: Arbre, nouveau: Arbre) -> bool:
    """Vrai si l'un a tout l'air d'être l'autre, retouché."""
    if isinstance(ancien, dict) and isinstance(nouveau, dict):
        egaux = sum(ancien[cle] == nouveau[cle] for cle in ancien.keys() & nouveau.keys())
        return egaux > (len(ancien) / 2 if _etrangers(ancien, nouveau) else 0)
    if type(ancien) is not type(nouveau):
        return False
    return difflib.SequenceMatcher(None, str(ancien), str(nouveau)).ratio() > PARENTE
