"""Les documents que citent les données réunies : chacun une fois, sous un nom à lui."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from ..corpus.exemple import est_marque
from ..corpus.reduction import SOURCES_OFFICIELLES
from ..modele.version import est_une_version
from .contenu import groupes_dans, refaire
from .reunion import Reunion, SourceApportee

DOCUMENTS = "referentiels/sources.yml"
CITE = "document"
"""La clé par laquelle une donnée cite un document ; aucune autre n'a ce nom."""


def documents_communs(
    reunion: Reunion, apports: Sequence[SourceApportee], local: Any
) -> dict[str, Any] | None:
    """Les documents de l'ensemble : ceux que citent ses données, et tous ceux d'une source entière.

    Deux sites donnent sans le savoir le même identifiant à deux documents : le second prend le
    nom de sa source devant, dans la liste comme dans ce qui le cite.
    """
    reunis: dict[str, Any] = {d["id"]: d for d in (local or {}).get("sources", ())}
    for apport in apports:
        decrits = {d["id"]: d for d in apport.arbres.get(DOCUMENTS, {}).get("sources", ())}
        cites = {d for _, arbre in _vivants(reunion, apport) for d in cites_dans(arbre)}
        entiere = not apport.source.territoires
        noms: dict[str, str] = {}
        for identifiant, document in decrits.items():
            if identifiant in documents_inventes(apport):
                reunion.laisser(apport, f"document « {identifiant} », un exemple inventé")
            elif identifiant in SOURCES_OFFICIELLES:
                reunis.setdefault(identifiant, document)
            elif identifiant in cites or entiere:
                noms[identifiant] = neuf = _libre(identifiant, document, apport.nom, reunis)
                reunis[neuf] = document | {"id": neuf}
            else:
                reunion.laisser(apport, f"document « {identifiant} », rien de retenu ne le cite")
        _renommer(
            reunion, apport, {ancien: neuf for ancien, neuf in noms.items() if ancien != neuf}
        )
    autres = {cle: valeur for cle, valeur in (local or {}).items() if cle != "sources"}
    return autres | {"sources": list(reunis.values())} if reunis else autres or None


def documents_inventes(apport: SourceApportee) -> set[str]:
    """Les documents d'une source qui se disent un exemple : aucun n'entre dans l'ensemble."""
    decrits = apport.arbres.get(DOCUMENTS, {}).get("sources", ())
    return {document["id"] for document in decrits if est_marque(document)}


def _vivants(reunion: Reunion, apport: SourceApportee) -> Iterator[tuple[str, Any]]:
    """Ce que l'ensemble prend à une source ; une version figée porte ses propres documents."""
    for auteur, fichiers in reunion.territoires.values():
        if auteur is apport:
            yield from ((c, arbre) for c, arbre in fichiers.items() if not est_une_version(c))
    yield from ((c, arbre) for c, (auteur, arbre) in reunion.annexes.items() if auteur is apport)


def _renommer(reunion: Reunion, apport: SourceApportee, noms: Mapping[str, str]) -> None:
    """Fait suivre le nouveau nom des documents à tout ce qui les cite."""
    if not noms:
        return
    suivis = {c: _citer(arbre, noms) for c, arbre in _vivants(reunion, apport)}
    for slug, (auteur, fichiers) in reunion.territoires.items():
        if auteur is apport:
            neufs = {c: suivis[c] for c in fichiers if c in suivis}
            reunion.territoires[slug] = auteur, fichiers | neufs
    for chemin, (auteur, _) in reunion.annexes.items():
        if auteur is apport:
            reunion.annexes[chemin] = auteur, suivis[chemin]


def _libre(identifiant: str, document: Any, source: str, pris: Mapping[str, Any]) -> str:
    """L'identifiant, s'il est libre ou désigne déjà ce document ; sinon un autre."""
    return nom_libre(
        identifiant, source, lambda nom: nom not in pris or pris[nom] == document | {"id": nom}
    )


def nom_libre(nom: str, source: str, convient: Callable[[str], bool]) -> str:
    """Le nom s'il convient ; sinon avec celui de la source devant, sinon numéroté."""
    numerotes = (f"{nom[:60]}-{rang}" for rang in count(1))
    avec_la_source = f"{source}-{nom}"[:80].rstrip("-_")
    return next(filter(convient, chain((nom, avec_la_source), numerotes)))


def cites_dans(valeur: Any) -> set[str]:
    """Les documents que ces valeurs citent."""
    return {cite for g in groupes_dans(valeur) if isinstance(cite := g.get(CITE), str)}


def _citer(valeur: Any, noms: Mapping[str, str]) -> Any:
    """Les mêmes valeurs, les documents cités par leur nouveau nom."""

    def renommer(groupe: dict[str, Any]) -> dict[str, Any]:
        cite = groupe.get(CITE)
        return groupe | {CITE: noms[cite]} if isinstance(cite, str) and cite in noms else groupe

    return refaire(valeur, renommer)
