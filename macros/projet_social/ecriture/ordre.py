"""L'ordre des clés d'un fichier neuf : celui des champs du modèle."""

from __future__ import annotations

from functools import cache

from ..modele.introspection import classe_dans, est_un_dictionnaire, ordre_des_champs
from ..modele.socle import Objet
from ..modele.vocabulaire import Vocabulaire
from .arbre import Arbre


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
