"""Ce que dit un fichier de données, sans sa mise en page : des groupes, des listes, des textes.

Deux arbres se ressemblent quand le modèle en tirerait le même objet : un champ vide et un champ
absent, un texte seul et une liste d'un texte, une phrase et un groupe qui n'a qu'un titre.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, reduce
from operator import getitem
from typing import Any, Union

from ..modele.introspection import Chemin, classe_dans, est_un_dictionnaire, ordre_des_champs
from ..modele.niveau import PLURIELS
from ..modele.socle import Objet
from ..modele.vocabulaire import Vocabulaire
from ..texte.identifiant import identifiant_de

Arbre = Union[dict[str, "Arbre"], list["Arbre"], str]  # noqa: UP007 - « | » ne prend pas de texte
"""Les valeurs d'un fichier, comme `lecture.yaml_marque.lire` les rend."""

ABREGES = ("titre", "nom", "document")
"""Clés qu'un groupe peut taire quand il n'en a pas d'autre : une phrase seule en tient lieu."""


def nettoyer(arbre: Any) -> Arbre | None:
    """L'arbre sans ce qui ne dit rien (None, blancs, listes et groupes vides) ni blancs autour.

    Raises:
        TypeError: une valeur n'est ni un groupe, ni une liste, ni un texte.
    """
    if arbre is None:
        return None
    if isinstance(arbre, str):
        return arbre.strip() or None
    if isinstance(arbre, Mapping):
        paires = ((str(cle), nettoyer(valeur)) for cle, valeur in arbre.items())
        return {cle: valeur for cle, valeur in paires if valeur is not None} or None
    if isinstance(arbre, (list, tuple)):
        return [v for v in map(nettoyer, arbre) if v is not None] or None
    raise TypeError(f"{type(arbre).__name__} dans un arbre de textes : {arbre!r}")


def semblables(un: Arbre | None, autre: Arbre | None) -> bool:
    """Vrai si le modèle lirait la même chose dans ces deux arbres, vides retirés."""
    if isinstance(un, str) and isinstance(autre, str):
        return un.strip() == autre.strip()
    if isinstance(un, dict) and isinstance(autre, dict):
        return un.keys() == autre.keys() and all(semblables(un[cle], autre[cle]) for cle in un)
    if isinstance(un, list) and isinstance(autre, list):
        return len(un) == len(autre) and all(map(semblables, un, autre))
    if isinstance(autre, str):
        un, autre = autre, un
    if isinstance(un, str) and isinstance(autre, list):
        return len(autre) == 1 and semblables(un, autre[0])
    if isinstance(un, str) and isinstance(autre, dict) and len(autre) == 1:
        ((cle, valeur),) = autre.items()
        return cle in ABREGES and semblables(un, valeur)
    return un is autre


def en_liste(valeur: Any) -> list[Any]:
    """Une liste, même absente ou écrite sans tiret."""
    if valeur is None:
        return []
    return valeur if isinstance(valeur, list) else [valeur]


def developper(valeur: Any, modele: type[Objet]) -> dict[str, Any]:
    """Les clés d'un objet, même écrit d'une simple phrase."""
    if isinstance(valeur, dict):
        return valeur
    abrege = next((cle for cle in ABREGES if cle in modele.model_fields), ABREGES[0])
    return {abrege: valeur} if valeur is not None else {}


def lignes_ecrites(arbre: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Toutes les lignes écrites dans un plan, groupes ou phrases, et la clé où elles le sont."""
    for cle in PLURIELS:
        for ligne in en_liste(arbre.get(cle)):
            yield cle, ligne
            if isinstance(ligne, dict):
                yield from lignes_ecrites(ligne)


def identifiant_ecrit(ligne: Mapping[str, Any] | str) -> str:
    """L'identifiant d'une ligne du plan, dit ou tiré de son titre."""
    if isinstance(ligne, str):
        return identifiant_de(ligne)
    return str(ligne.get("id") or identifiant_de(str(ligne.get("titre", ""))))


def prendre_au_bout(arbre: Any, chemin: Chemin) -> Any:
    """Ce qui est au bout d'un chemin ; il y est."""
    return reduce(getitem, chemin, arbre)


def poser_au_bout(arbre: Any, chemin: Chemin, neuf: Any) -> Any:
    """L'arbre, où le bout du chemin est remplacé ; une ligne réduite à son titre s'y déplie."""
    if not chemin:
        return neuf
    pas, suite = chemin[0], chemin[1:]
    if isinstance(pas, int):
        elements = list(en_liste(arbre))
        valeur = poser_au_bout(elements[pas] if pas < len(elements) else None, suite, neuf)
        elements[pas : pas + 1] = [] if valeur is None else [valeur]
        return elements
    groupe = {"titre": arbre} if isinstance(arbre, str) else dict(arbre or {})
    valeur = poser_au_bout(groupe.pop(pas, None), suite, neuf)
    return groupe if valeur is None else groupe | {pas: valeur}


def ordonner_les_cles(arbre: Arbre, modele: type[Objet]) -> Arbre:
    """L'arbre, ses clés dans l'ordre des champs de `modele`, du haut en bas.

    Une clé que le modèle ne connaît pas reste, à la fin.
    """
    if isinstance(arbre, list):
        return [ordonner_les_cles(element, modele) for element in arbre]
    if isinstance(arbre, str):
        return arbre
    champs = modele.model_fields
    connues = [cle for cle in ordre_des_champs(modele) if cle in arbre]
    return {
        cle: _valeur(arbre[cle], modele, cle if cle in champs else "")
        for cle in [*connues, *(cle for cle in arbre if cle not in champs)]
    }


def _valeur(valeur: Arbre, modele: type[Objet], champ: str) -> Arbre:
    objet, mots = _contenu(modele, champ)
    if objet is None:
        return valeur
    if mots is not None and isinstance(valeur, dict):
        cles = [mot.value for mot in mots if mot.value in valeur]
        cles += [cle for cle in valeur if cle not in cles]
        return {cle: ordonner_les_cles(valeur[cle], objet) for cle in cles}
    return ordonner_les_cles(valeur, objet)


@cache
def _contenu(
    modele: type[Objet], champ: str
) -> tuple[type[Objet] | None, type[Vocabulaire] | None]:
    """L'objet qu'un champ contient, et les mots qui en sont les clés si c'est un dictionnaire."""
    annotation = modele.model_fields[champ].annotation if champ else None
    mots = classe_dans(annotation, Vocabulaire) if est_un_dictionnaire(annotation) else None
    return classe_dans(annotation, Objet), mots
