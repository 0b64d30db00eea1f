"""Qui cite une ligne du plan : pour la supprimer, ou changer son identifiant, sans rien casser."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..corpus.corpus import Corpus
from ..corpus.plan import Ligne, TerritoirePublie
from ..ecriture.arbre import en_liste
from ..modele.niveau import CITENT_DES_LIGNES, PLURIELS
from ..modele.version import est_une_version
from .partie import PartieDeFichier


def ligne_de_la_partie(corpus: Corpus, partie: PartieDeFichier) -> Ligne | None:
    """La ligne du plan qu'une partie de fichier écrit, s'il y en a une."""
    return next(
        (
            ligne
            for ligne in corpus.lignes
            if ligne.lieu.document.fichier == partie.fichier and ligne.lieu.chemin == partie.chemin
        ),
        None,
    )


def lignes_qui_citent(territoire: TerritoirePublie, noms: Collection[str]) -> list[Ligne]:
    """Les lignes qui citent l'une de celles-ci, sans compter celles-ci."""
    return [
        ligne
        for ligne in territoire.lignes
        if ligne.id not in noms
        and any(cite in noms for c in CITENT_DES_LIGNES for cite in getattr(ligne.contenu, c, ()))
    ]


def changer_les_renvois(
    arbres: Mapping[str, Any], slug: str, changes: Mapping[str, str | None]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Les fichiers d'un territoire qui citent ces identifiants, une fois changés.

    Args:
        arbres: les valeurs de chaque fichier, par chemin.
        changes: par identifiant, celui qui le remplace ; None s'il n'est plus cité.
    """
    for fichier, arbre in arbres.items():
        a_lui = fichier.startswith(f"territoires/{slug}/") and not est_une_version(fichier)
        if a_lui and isinstance(arbre, dict):
            change = _changer(arbre, changes)
            if change != arbre:
                yield fichier, change


def _changer(groupe: dict[str, Any], changes: Mapping[str, str | None]) -> dict[str, Any]:
    neuf = {}
    for cle, valeur in groupe.items():
        if cle in CITENT_DES_LIGNES and isinstance(valeur, list | str):
            cites = [cite for cite in en_liste(valeur) if isinstance(cite, str)]
            restent = [c for c in dict.fromkeys(changes.get(c, c) for c in cites) if c is not None]
            neuf[cle] = valeur if restent == cites else restent
        elif cle in PLURIELS and isinstance(valeur, list):
            neuf[cle] = [_changer(v, changes) if isinstance(v, dict) else v for v in valeur]
        else:
            neuf[cle] = valeur
    return neuf
