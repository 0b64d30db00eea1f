"""Ce qui se lit, mais autrement que ce que la personne voulait écrire : du texte perdu ou collé.

Un dièse dans un texte sans guillemets ouvre un commentaire : « Café #1 » se lit « Café ». Un tiret
trop en retrait n'ouvre pas d'élément : « CCAS », puis « - MSA », se lisent « CCAS - MSA ». Une puce
de Word n'ouvre rien non plus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .anomalie import Anomalie, Gravite
from .document import Document
from .yaml_marque import textes_nus

DIESE = re.compile(r"[^\S\n]+(#[^\s#][^\n]*)")
"""Un vrai commentaire laisse une espace après son dièse."""
TIRET_EN_RETRAIT = re.compile(r"^( *)- [^\n]*\n\1 +- ", re.M)
PUCES = re.compile(r"[•▪◦●■►➢➔‣\uf0b7]")
PUCE = re.compile(rf"(?:\s*|.*:\s+)({PUCES.pattern})\s")
ENTRE_GUILLEMETS = "mettre tout le texte entre guillemets droits"


def pieges_de_l_ecriture(document: Document) -> Iterator[Anomalie]:
    """Ce qu'un texte sans guillemets a perdu ou avalé, et les puces restées de Word.

    Les textes ne se parcourent, avec leurs places, que si le fichier peut en avoir un.
    """
    if document.valeurs is None or not document.octets:
        return
    texte = document.octets.decode("utf-8-sig")
    for rang, ligne in enumerate(texte.split("\n"), 1) if PUCES.search(texte) else ():
        if puce := PUCE.match(ligne):
            constat = f"puce « {puce[1]} » en début de ligne : la page n'en fera pas une liste"
            conseil = "la remplacer par un tiret et une espace"
            yield Anomalie(document.fichier, rang, "", constat, conseil, Gravite.AVERTISSEMENT)
    if not (" #" in texte and DIESE.search(texte)) and not TIRET_EN_RETRAIT.search(texte):
        return
    for noeud in textes_nus(document.marques):
        for rang, constat, conseil in _pieges_d_un_texte(noeud, texte):
            yield Anomalie(document.fichier, rang, "", constat, conseil, Gravite.AVERTISSEMENT)


def _pieges_d_un_texte(noeud: Any, texte: str) -> Iterator[tuple[int, str, str]]:
    debut, fin = noeud.start_mark, noeud.end_mark
    if perdu := DIESE.match(texte, fin.index):
        constat = f"« {perdu[1].strip()[:60]} » est lu comme un commentaire, et ne paraîtra pas"
        yield fin.line + 1, constat, f"{ENTRE_GUILLEMETS} ; un commentaire s'écrit « # … »"
    suites = texte[debut.index : fin.index].split("\n")[1:]
    for rang, suite in enumerate(suites, debut.line + 2):
        if suite.lstrip().startswith("- "):
            constat = f"« {suite.strip()[:60]} » est lu comme la suite du texte au-dessus"
            yield rang, constat, "aligner son tiret sur les autres"
