"""Ce que ruamel.yaml sait d'un texte YAML : où commence et où finit chaque valeur écrite.

Seul module qui importe ruamel. `lecture.yaml_marque` lit les données, vite ; ici on en retrouve
la mise en page, au signe près, pour ne réécrire que ce qui change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from .arbre import Arbre

RESOLUTIONS = (VersionedResolver(version=(1, 1)), VersionedResolver(version=(1, 2)))
"""Ce que les deux YAML feraient d'un texte sans guillemets : un nombre, une date, oui ou non…"""
SANS_RISQUE = re.compile(r"-?(?:0|[1-9]\d*)|\d{4}-\d{2}-\d{2}")
"""Nombres entiers et jours : tout lecteur en garde le texte."""


@dataclass(slots=True)
class Noeud:
    """Une valeur telle qu'elle est écrite.

    Attributes:
        sorte: un texte, un groupe de clés, une liste, ou un renvoi (`*nom`).
        debut: rang de son premier signe.
        fin: rang qui suit son dernier signe, sans les blancs ni les commentaires d'après.
        en_ligne: vrai entre crochets ou accolades.
        style: guillemets ou barre d'un texte (`"`, `'`, `|`, `>`), vide sans.
        valeur: ce qui se lit, vides retirés ; None pour ce qui ne dit rien.
        entrees: clés et valeurs d'un groupe.
        elements: éléments d'une liste.
    """

    sorte: Literal["texte", "groupe", "liste", "renvoi"]
    debut: int
    fin: int
    en_ligne: bool = False
    style: str = ""
    valeur: Arbre | None = None
    entrees: list[tuple[Noeud, Noeud]] = field(default_factory=list)
    elements: list[Noeud] = field(default_factory=list)


def composer(texte: str) -> Noeud | None:
    """La valeur d'un texte que `lecture.yaml_marque.lire` accepte ; None s'il est vide."""
    evenements = YAML(typ="base", pure=True).parse(texte)
    utiles = (e for e in evenements if not type(e).__name__.startswith(("Stream", "Document")))
    premier = next(utiles, None)
    return _noeud(premier, utiles, texte, {}) if premier is not None else None


@lru_cache(maxsize=1 << 14)
def se_lit_comme_un_texte(texte: str) -> bool:
    """Vrai si tout lecteur de YAML garde ce texte tel quel, même sans guillemets."""
    if SANS_RISQUE.fullmatch(texte):
        return True
    return all(
        str(resolution.resolve(ScalarNode, texte, (True, False))).endswith(":str")
        for resolution in RESOLUTIONS
    )


def _noeud(evenement: Any, suite: Iterator[Any], texte: str, ancres: dict[str, Noeud]) -> Noeud:
    debut, fin = evenement.start_mark.index, evenement.end_mark.index
    ancre = evenement.anchor
    if isinstance(evenement, AliasEvent):
        return Noeud("renvoi", debut, fin, valeur=ancres[ancre].valeur)
    if isinstance(evenement, ScalarEvent):
        noeud = _texte(evenement, texte, debut, fin)
    elif isinstance(evenement, SequenceStartEvent):
        noeud = Noeud("liste", debut, fin, bool(evenement.flow_style))
        while not isinstance(evenement := next(suite), SequenceEndEvent):
            noeud.elements.append(_noeud(evenement, suite, texte, ancres))
        valeurs = [e.valeur for e in noeud.elements if e.valeur is not None]
        noeud.valeur = valeurs or None
        noeud.fin = _fin(noeud, [e.fin for e in noeud.elements], evenement)
    else:
        assert isinstance(evenement, MappingStartEvent)
        noeud = Noeud("groupe", debut, fin, bool(evenement.flow_style))
        while not isinstance(evenement := next(suite), MappingEndEvent):
            cle = _noeud(evenement, suite, texte, ancres)
            valeur = _noeud(next(suite), suite, texte, ancres)
            if not texte[valeur.debut : valeur.fin]:
                valeur.debut = valeur.fin = texte.index(":", cle.fin) + 1
            noeud.entrees.append((cle, valeur))
        noeud.valeur = {
            str(c.valeur): v.valeur for c, v in noeud.entrees if v.valeur is not None
        } or None
        noeud.fin = _fin(noeud, [v.fin for _, v in noeud.entrees], evenement)
    if ancre:
        ancres[ancre] = noeud
    return noeud


def _texte(evenement: Any, texte: str, debut: int, fin: int) -> Noeud:
    style = evenement.style or ""
    ecrit = texte[debut:fin]
    if style in ("|", ">") and "+" not in ecrit.split("\n", 1)[0].split("#")[0]:
        fin = debut + len(ecrit.rstrip())
    elif style in ("|", ">"):
        fin -= ecrit.endswith("\n")
    lu: str = evenement.value
    vide = not lu.strip() or (not style and lu in ("~", "null"))
    return Noeud("texte", debut, fin, style=style, valeur=None if vide else lu)


def _fin(noeud: Noeud, fins: list[int], dernier: Any) -> int:
    if noeud.en_ligne:
        return int(dernier.end_mark.index)
    return max(fins, default=noeud.debut)
