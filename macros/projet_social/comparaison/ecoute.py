"""Qui a été entendu, dans quels territoires, et qui ne l'a pas été."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..corpus.corpus import Corpus
from ..corpus.plan import TerritoirePublie
from ..modele.referentiel import Acteur, FamilleDActeurs
from ..texte.identifiant import forme_commune
from .selection import Selection


@dataclass(frozen=True)
class Passage:
    """Un acteur entendu dans un territoire, dans les mots de la source."""

    acteur: Acteur
    territoire: TerritoirePublie
    mots: tuple[str, ...]


@dataclass(frozen=True)
class Ecoute:
    """Le tableau des acteurs entendus.

    Attributes:
        familles: chaque famille et ses acteurs, avec leurs passages par slug de territoire ;
            du plus au moins entendu.
        une_fois: acteurs entendus dans un seul territoire.
        jamais: acteurs que les documents nomment, entendus nulle part dans la sélection.
        totaux: nombre d'acteurs distincts entendus, par slug.
        non_reconnus: formulations qu'aucun acteur du référentiel ne porte, avec leur territoire.
    """

    familles: list[tuple[FamilleDActeurs, list[tuple[Acteur, dict[str, Passage]]]]]
    une_fois: list[Passage]
    jamais: list[Acteur]
    totaux: dict[str, int]
    non_reconnus: list[tuple[TerritoirePublie, str]]


def mots_entendus(selection: Selection) -> Iterator[tuple[TerritoirePublie, str]]:
    """Chaque formulation de chaque étape, avec chaque territoire choisi qui porte le plan."""
    for plan in selection.plans:
        porteurs = [t for t in plan.territoires if t in selection.territoires]
        for etape in plan.projet.demarche.etapes if plan.projet.demarche else ():
            for mots in etape.acteurs:
                yield from ((territoire, mots) for territoire in porteurs)


def ecouter(corpus: Corpus, selection: Selection) -> Ecoute:
    """Qui a été entendu dans les territoires choisis."""
    dits: dict[str, dict[str, list[str]]] = {}
    non_reconnus: list[tuple[TerritoirePublie, str]] = []
    for territoire, mots in mots_entendus(selection):
        acteurs = corpus.acteurs_par_forme.get(forme_commune(mots), ())
        if not acteurs:
            non_reconnus.append((territoire, mots))
        for acteur in acteurs:
            place = dits.setdefault(acteur.id, {}).setdefault(territoire.slug, [])
            if mots not in place:
                place.append(mots)
    territoires = {territoire.slug: territoire for territoire in selection.territoires}
    referentiel = corpus.referentiel_acteurs

    def passages(acteur: Acteur) -> dict[str, Passage]:
        return {
            slug: Passage(acteur, territoires[slug], tuple(mots))
            for slug, mots in dits.get(acteur.id, {}).items()
            if slug in territoires
        }

    tous = [(acteur, passages(acteur)) for acteur in referentiel.acteurs]
    entendus = [(acteur, places) for acteur, places in tous if places]
    entendus.sort(key=lambda couple: (-len(couple[1]), forme_commune(couple[0].nom)))
    familles = [
        (famille, [couple for couple in entendus if couple[0].famille == famille.id])
        for famille in referentiel.familles
    ]
    return Ecoute(
        familles=[(famille, couples) for famille, couples in familles if couples],
        une_fois=[next(iter(p.values())) for _, p in entendus if len(p) == 1],
        jamais=[acteur for acteur, places in tous if not places],
        totaux={slug: sum(slug in places for _, places in entendus) for slug in territoires},
        non_reconnus=non_reconnus,
    )
