"""Un modèle de fichier à remplir, tiré des classes : chaque champ, sa phrase, ses mots permis.

Tout y est en commentaire : retirer le dièse devant une clé suffit pour s'en servir. Une clé laissée
vide compte pour absente.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator
from typing import Any

from ..modele.introspection import classe_dans, ordre_des_champs
from ..modele.socle import Objet
from ..modele.source import Reference
from ..modele.vocabulaire import Vocabulaire

LARGEUR = 96
"""Signes d'une ligne d'explication."""
COLONNE = 26
"""Où commence l'explication d'une clé à l'intérieur d'un groupe."""


def modele_annote(classe: type[Objet], sauf: Collection[str] = ()) -> str:
    """Toutes les clés d'un fichier, en commentaire, chacune sous sa phrase.

    Args:
        classe: le modèle du fichier.
        sauf: clés déjà écrites, à ne pas montrer.
    """
    champs = [nom for nom in ordre_des_champs(classe) if nom not in sauf]
    decrites: dict[type[Objet], str] = {}
    for nom in champs:
        if (groupe := classe_dans(classe.model_fields[nom].annotation, Objet)) is not None:
            decrites.setdefault(groupe, nom)
    blocs = []
    for nom in champs:
        champ = classe.model_fields[nom]
        phrase = textwrap.wrap(_phrase(champ), LARGEUR - 2)
        ailleurs = {groupe: ou for groupe, ou in decrites.items() if ou != nom}
        lignes = [*phrase, *_cle(nom, champ.annotation, ailleurs)]
        blocs.append("\n".join(f"# {ligne}".rstrip() for ligne in lignes))
    return "\n\n".join(blocs) + "\n"


def _phrase(champ: Any) -> str:
    """La phrase d'un champ, puis les mots qu'il permet."""
    phrase = f"{champ.description or ''}{' (obligatoire)' if champ.is_required() else ''}"
    vocabulaire = classe_dans(champ.annotation, Vocabulaire)
    if vocabulaire is None:
        return phrase
    return f"{phrase} Mots permis : {', '.join(mot.value for mot in vocabulaire)}."


def _cle(nom: str, annotation: Any, ailleurs: dict[type[Objet], str]) -> Iterator[str]:
    """La ligne d'une clé, et celles de son groupe s'il n'est pas décrit ailleurs."""
    groupe = classe_dans(annotation, Objet)
    if groupe is Reference:
        yield f"{nom}: {{document: , page: , section: , citation: , date: }}"
    elif groupe is None:
        vide = "[]" if _est(annotation, tuple) else "{}" if _est(annotation, dict) else ""
        yield f"{nom}: {vide}".rstrip()
    elif _est(annotation, dict):
        vocabulaire = classe_dans(annotation, Vocabulaire)
        assert vocabulaire is not None
        cles = ", ".join(f"{champ}: " for champ in groupe.model_fields)
        yield f"{nom}:"
        yield from (f"  {mot.value}: {{{cles}}}" for mot in vocabulaire)
    elif groupe in ailleurs:
        yield f"{nom}:  # mêmes clés que dans « {ailleurs[groupe]} »"
    else:
        yield f"{nom}:"
        yield from _groupe(groupe, _est(annotation, tuple), ailleurs | {groupe: nom})


def _groupe(groupe: type[Objet], liste: bool, ailleurs: dict[type[Objet], str]) -> Iterator[str]:
    """Les clés d'un groupe, en retrait, chacune avec sa phrase au bout de la ligne."""
    tete, suite = ("  - ", "    ") if liste else ("  ", "  ")
    for nom in ordre_des_champs(groupe):
        champ = groupe.model_fields[nom]
        premiere, *dessous = _cle(nom, champ.annotation, ailleurs)
        ligne = f"{tete}{premiere}"
        if "#" not in premiere:
            ligne = f"{ligne:<{COLONNE}}  # {_phrase(champ)}"
        yield ligne
        yield from (f"{suite}{autre}" for autre in dessous)
        tete = suite


def _est(annotation: Any, origine: type) -> bool:
    """Vrai si l'annotation est un tuple ou un dictionnaire, facultatif ou non."""
    candidates = (annotation, *getattr(annotation, "__args__", ()))
    return any(getattr(candidate, "__origin__", None) is origine for candidate in candidates)
