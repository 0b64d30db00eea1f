"""Ce que le modèle dit de lui-même : ce que contient un champ, et dans quel ordre on l'écrit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from inspect import getdoc
from typing import Any, TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo

from .socle import Objet

C = TypeVar("C")
Chemin = tuple[str | int, ...]


def classe_dans(annotation: Any, base: type[C]) -> type[C] | None:
    """La classe de la famille `base` au cœur d'une annotation (tuple, dict, facultatif…)."""
    trouvee: type[C] | None = _classe_dans(annotation, base)  # type: ignore[arg-type] # se hache
    return trouvee


@cache
def _classe_dans(annotation: Any, base: type) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, base):
        return annotation
    return next(filter(None, (_classe_dans(un, base) for un in get_args(annotation))), None)


def premiere_phrase(decrit: Any) -> str:
    """Ce que dit d'abord la docstring d'une fonction ou d'un modèle."""
    return " ".join((getdoc(decrit) or "").partition("\n\n")[0].split())


def est_une_liste(annotation: Any) -> bool:
    """Vrai si un champ de ce type contient plusieurs valeurs."""
    return get_origin(annotation) is tuple or any(map(est_une_liste, get_args(annotation)))


def est_un_dictionnaire(annotation: Any) -> bool:
    """Vrai si un champ de ce type range ses valeurs sous les mots d'un vocabulaire."""
    return get_origin(annotation) is dict


def marques_de(champ: FieldInfo) -> tuple[Any, ...]:
    """Ce que le type d'un champ porte en plus de sa classe : validateurs, bornes, motifs."""
    return (*champ.metadata, *_marques_du_type(champ.annotation))  # type: ignore[arg-type] # se hache


@cache
def _marques_du_type(annotation: Any) -> tuple[Any, ...]:
    return tuple(_marques_de(annotation))


def _marques_de(annotation: Any) -> Iterator[Any]:
    for marque in getattr(annotation, "__metadata__", ()):
        yield marque
        if isinstance(marque, FieldInfo):
            yield from marque.metadata
    for argument in get_args(annotation):
        yield from _marques_de(argument)


def ordre_des_champs(modele: type[Objet]) -> list[str]:
    """Les champs d'un objet, dans l'ordre où une personne les écrit.

    D'abord ce qui le nomme (jusqu'à son titre ou son résumé), puis les champs simples dont il
    hérite, puis les siens, enfin les lignes de plan qu'il contient.
    """
    champs = modele.model_fields
    siens = [nom for nom in champs if nom in modele.__annotations__]
    herites = [nom for nom in champs if nom not in modele.__annotations__]
    contenus = [nom for nom in herites if classe_dans(champs[nom].annotation, Objet)]
    simples = [nom for nom in herites if nom not in contenus]
    apres = max((siens.index(nom) + 1 for nom in ("titre", "resume") if nom in siens), default=0)
    return [*siens[:apres], *simples, *siens[apres:], *contenus]


def textes_ecrits(objet: Objet, chemin: Chemin = ()) -> Iterator[tuple[Chemin, FieldInfo, str]]:
    """Tous les textes d'un objet : où, le champ qui les contient, ce qu'ils disent.

    Les lignes de plan qu'il contient n'en sont pas : chacune se lit pour elle-même.
    """
    champs = type(objet).model_fields
    # Les valeurs telles qu'elles sont rangées : tous les textes d'un pays se lisent à chaque fois.
    for nom, contenu in vars(objet).items():
        if contenu is None or contenu == () or (champ := champs.get(nom)) is None:
            continue
        for rang, valeur in _valeurs_de(contenu):
            ici = (*chemin, nom) if rang is None else (*chemin, nom, rang)
            if isinstance(valeur, str):
                yield ici, champ, valeur
            elif isinstance(valeur, Objet) and not hasattr(valeur, "rattachements"):
                yield from textes_ecrits(valeur, ici)


def _valeurs_de(valeur: Any) -> Iterator[tuple[int | str | None, Any]]:
    if isinstance(valeur, tuple):
        yield from enumerate(valeur)
    elif isinstance(valeur, dict):
        yield from valeur.items()
    else:
        yield None, valeur
