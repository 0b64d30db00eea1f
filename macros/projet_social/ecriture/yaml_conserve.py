"""Mettre des valeurs dans un fichier YAML sans toucher à ce qui n'a pas changé.

Ruamel rend presque tout comme c'était : commentaires, ordre des clés, guillemets, lignes vides.
Ce qu'il ne sait pas garder (un texte coupé sans barre, un retrait irrégulier, un commentaire entre
crochets) se voit à ce qu'il rend du fichier sans retouche : on n'en reporte alors, sur l'ancien
texte, que ce que la retouche a changé. Puis l'on relit : si l'essai ne dit pas les valeurs
voulues, on passe au suivant, jusqu'au fichier récrit d'un bloc.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import accumulate, takewhile
from typing import Any

from ..lecture.anomalie import CorpusInvalide
from ..lecture.yaml_marque import lire_le_yaml
from .arbre import Arbre, nettoyer, semblables
from .porte_yaml import YamlInconnu, deviner_le_retrait, ecrire_le_yaml, ouvrir
from .rendu_yaml import habiller_une_valeur
from .retouche import retoucher

COUPURES_MAXIMUM = 40
"""Lignes sur lesquelles on cherche la suite d'un texte coupé."""


def fusionner(octets_anciens: bytes | None, arbre: Any, fichier: str = "") -> bytes:
    """Le fichier qui dit `arbre`, le plus près possible de l'ancien.

    Args:
        octets_anciens: contenu du fichier, ou None s'il est à créer.
        arbre: les valeurs (dictionnaires, listes, textes ; ce qui est vide est retiré), clés dans
            l'ordre où elles doivent s'écrire ; celles de l'ancien fichier gardent leur place.
        fichier: nom à citer s'il ne se lit pas.

    Returns:
        Les octets d'origine, à l'identique, si le modèle y lirait déjà la même chose.

    Raises:
        CorpusInvalide: l'ancien fichier ne se lit pas.
        ValueError: un texte ne peut pas s'écrire en YAML.
    """
    voulu = nettoyer(arbre)
    if not isinstance(voulu, dict):
        raise TypeError("un fichier de données est un groupe de clés, non vide")
    if octets_anciens is None:
        return _controler(ecrire_neuf(voulu), voulu)
    valeurs, anomalies = lire_le_yaml(octets_anciens, fichier)
    if anomalies:
        raise CorpusInvalide(anomalies)
    if semblables(valeurs, voulu):
        return octets_anciens
    refus = ValueError()
    for essai in _essais(octets_anciens.decode("utf-8-sig"), voulu):
        try:
            return _controler(essai, voulu)
        except ValueError as erreur:
            refus = erreur
    raise refus


def ecrire_neuf(arbre: dict[str, Arbre]) -> str:
    """Un fichier écrit d'un bloc, dans le style de ceux de `data/`."""
    return ecrire_le_yaml(habiller_une_valeur(arbre))


def _essais(texte: str, voulu: dict[str, Arbre]) -> Iterator[str]:
    """Les textes qui pourraient dire `voulu`, le plus proche de l'ancien d'abord."""
    saut = "\r\n" if "\r\n" in texte else "\n"
    if not texte.endswith("\n"):
        texte += saut
    simple = texte.replace("\r\n", "\n")
    try:
        page, retrait = ouvrir(simple), deviner_le_retrait(simple)
        pages = page, retoucher(*page, voulu)
        avant, apres = (ecrire_le_yaml(*p, retrait).replace("\n", saut) for p in pages)
        if avant != texte:
            yield _reporter(texte, avant, apres)
        yield apres
    except YamlInconnu:
        pass
    yield (_entete(simple) + ecrire_neuf(voulu)).replace("\n", saut)


def _reporter(texte: str, avant: str, apres: str) -> str:
    """Le texte, où l'on porte ce qui change d'`avant` à `apres`, deux rendus du même fichier."""
    base, ancien, neuf = (t.splitlines(keepends=True) for t in (avant, texte, apres))
    retouches = list(_ecarts(base, neuf))
    gardes = [
        (debut, fin, lignes)
        for debut, fin, lignes in _ecarts(base, _souder(ancien, base))
        if not any(debut < f and d < fin for d, f, _ in retouches)
    ]
    for debut, fin, lignes in sorted(gardes + retouches, key=lambda e: e[:2], reverse=True):
        base[debut:fin] = lignes
    return "".join(base)


def _ecarts(avant: list[str], apres: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Les lignes d'`avant` qui ne sont plus dans `apres`, et ce qui les remplace.

    On reconnaît une ligne à ses signes, blancs ôtés : son retrait peut seul avoir changé.
    """
    un, autre = list(map(_signes, avant)), list(map(_signes, apres))
    for genre, i, j, k, m in difflib.SequenceMatcher(None, un, autre, False).get_opcodes():
        if genre != "equal":
            yield i, j, apres[k:m]
            continue
        for rang, ligne in enumerate(apres[k:m], i):
            if ligne != avant[rang]:
                yield rang, rang + 1, [ligne]


def _souder(lignes: list[str], entieres: list[str]) -> list[str]:
    """Les lignes, celles d'un texte que ruamel rend d'un seul tenant réunies."""
    connues, soudees, rang = set(map(_signes, entieres)), [], 0
    while rang < len(lignes):
        signes = [*accumulate(map(_signes, lignes[rang : rang + COUPURES_MAXIMUM]))]
        fin = next((rang + n for n, s in enumerate(signes, 1) if s in connues), rang + 1)
        soudees.append("".join(lignes[rang:fin]))
        rang = fin
    return soudees


def _signes(ligne: str) -> str:
    return re.sub(r"[\s\\]", "", ligne)


def _controler(texte: str, voulu: Arbre) -> bytes:
    """Les octets d'un texte qui dit bien ce qu'il doit dire.

    Raises:
        ValueError: relu, il dit autre chose.
    """
    octets = texte.encode("utf-8")
    relu, anomalies = lire_le_yaml(octets, "")
    if anomalies:
        raise ValueError(f"{anomalies[0].constat} ; {anomalies[0].conseil}")
    if not semblables(relu, voulu):
        raise ValueError("un texte ne peut pas s'écrire en YAML sans changer")
    return octets


def _entete(texte: str) -> str:
    """Les commentaires par lesquels un fichier commence."""
    lignes = texte.splitlines(keepends=True)
    return "".join(takewhile(lambda ligne: ligne.startswith("#") or not ligne.strip(), lignes))
