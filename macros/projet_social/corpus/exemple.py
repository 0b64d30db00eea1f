"""L'exemple inventé d'un site neuf : où il en reste, et ce qui en tient.

Une seule notion d'exemple dans tout le paquet : la clé `exemple: oui` d'un objet. Ce qu'il contient
en hérite, et ce qui cite un document inventé aussi. Effacer la clé ne rend rien vrai : les textes
livrés se reconnaissent encore, mot pour mot.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from ..lecture.document import Document, Endroit
from ..lecture.yaml_marque import Chemin
from ..modele.niveau import PLURIELS
from ..modele.texte import VRAI
from ..modele.version import est_une_version
from .corpus import Corpus
from .fichiers_de_l_exemple import EXEMPLE_LIVRE

MARQUE = "exemple"
"""Ce qui marque, dans les données, un objet inventé."""
DITS = {
    "resume",
    "phrase",
    "contexte",
    "commentaires",
    "methode",
    "portage",
    "cias_precision",
    "constat",
    "description",
    "fait",
    "resultats",
    "difficultes",
    "suite",
    "motif",
}
"""Les champs où personne n'écrit deux fois la même phrase."""
SIGNES_MINIMUM = 30
"""En deçà, une même phrase peut venir à deux personnes."""


def lieux_de_l_exemple(corpus: Corpus) -> Iterator[Endroit]:
    """Chaque endroit qui se dit un exemple ; les brouillons comptent, ils paraîtront.

    D'une version figée, qui ne se retouche pas, un seul suffit.
    """
    for document in corpus.documents.values():
        lieux = lieux_marques(document)
        yield from islice(lieux, 1) if est_une_version(document.fichier) else lieux


def est_une_version_inventee(document: Document) -> bool:
    """Vrai de la version figée d'un projet qui se dit un exemple."""
    valeurs = document.valeurs
    return (
        est_une_version(document.fichier)
        and isinstance(valeurs, dict)
        and est_marque(valeurs.get("projet"))
    )


def lieux_marques(document: Document) -> Iterator[Endroit]:
    """Les endroits d'un fichier qui se disent un exemple."""
    if not document.octets or MARQUE.encode() in document.octets:
        yield from _marques(document.valeurs, document.racine)


def _marques(valeur: Any, lieu: Endroit) -> Iterator[Endroit]:
    if isinstance(valeur, dict):
        if est_marque(valeur):
            yield lieu / MARQUE
        for cle, dessous in valeur.items():
            yield from _marques(dessous, lieu / cle)
    elif isinstance(valeur, list):
        for rang, element in enumerate(valeur):
            yield from _marques(element, lieu / rang)


def est_marque(valeurs: Any) -> bool:
    """Vrai si ce que porte un fichier, ou un groupe de clés, se dit un exemple."""
    return isinstance(valeurs, dict) and str(valeurs.get(MARQUE, "")).strip().lower() in VRAI


def restes_sans_marque(corpus: Corpus) -> Iterator[tuple[Endroit, str]]:
    """Ce qui vient encore de l'exemple et ne se dit plus tel : où, et à quoi cela se voit."""
    documents = corpus.documents.values()
    inventes = {source.id for source in corpus.sources.values() if source.exemple}
    for document in documents:
        if document.fichier.startswith("territoires/"):
            for chemin, constat in _restes(document.valeurs, (), inventes):
                yield document.racine.au_bout(chemin), constat


def _restes(valeur: Any, chemin: Chemin, inventes: set[str]) -> Iterator[tuple[Chemin, str]]:
    if isinstance(valeur, list):
        for rang, element in enumerate(valeur):
            if isinstance(element, (dict, list)):
                yield from _restes(element, (*chemin, rang), inventes)
    if not isinstance(valeur, dict):
        return
    marque = est_marque(valeur)
    for cle, dessous in valeur.items():
        if marque and cle not in PLURIELS:
            continue
        if cle in ("source", "document") and isinstance(dessous, str) and dessous in inventes:
            yield (*chemin, cle), f"cite « {dessous} », un document inventé"
        elif cle in DITS and isinstance(dessous, str) and est_un_texte_livre(dessous):
            yield (*chemin, cle), "texte de l'exemple inventé, mot pour mot"
        elif isinstance(dessous, (dict, list)):
            yield from _restes(dessous, (*chemin, cle), inventes)


def est_un_texte_livre(texte: str) -> bool:
    """Vrai d'une phrase de l'exemple, aux blancs près."""
    phrase = " ".join(texte.split())
    return len(phrase) >= SIGNES_MINIMUM and phrase in _exemple_entier()


@cache
def _exemple_entier() -> str:
    """Tous les fichiers de l'exemple, blancs réduits."""
    dossiers = (EXEMPLE_LIVRE, EXEMPLE_LIVRE / "actions")
    fichiers = [f for d in dossiers for f in d.iterdir() if f.name.endswith(".yml")]
    return " ".join(" ".join(f.read_text(encoding="utf-8").split()) for f in fichiers)
