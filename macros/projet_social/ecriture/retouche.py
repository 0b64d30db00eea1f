"""Retoucher un fichier YAML ouvert pour qu'il dise d'autres valeurs.

Une valeur qui ne change pas garde son écriture. Un commentaire suit l'entrée qu'il surplombe ;
si elle s'en va, il reste où il était : l'entrée suivante le reçoit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .alignement import aligner, en_place
from .arbre import Arbre, nettoyer, semblables
from .porte_yaml import (
    Barre,
    Ecrit,
    GroupeEcrit,
    ListeEcrite,
    Plie,
    cles_de,
    commentaires,
    commenter,
    en_bloc,
)
from .rendu_yaml import TIRET, habiller_un_mot, habiller_une_valeur


def retoucher(racine: GroupeEcrit, fin: str, voulu: dict[str, Arbre]) -> tuple[GroupeEcrit, str]:
    """Un fichier rendu par `porte_yaml.ouvrir`, retouché pour dire `voulu`, vides retirés."""
    retouche = _Retouche()
    return retouche.groupe(racine, voulu), retouche.reprendre(fin)


class _Retouche:
    """Une retouche en cours, du haut en bas du fichier.

    Attributes:
        attente: commentaires et lignes vides d'entrées parties, pour l'entrée qui vient.
    """

    def __init__(self) -> None:
        self.attente = ""

    def valeur(self, ancienne: Any, voulue: Arbre, colonne: int, avant: int) -> Any:
        """Une valeur, à la place de l'ancienne."""
        lue = nettoyer(ancienne)
        if lue is not None and semblables(lue, voulue):
            return ancienne
        if isinstance(lue, dict) and isinstance(voulue, dict) and lue.keys() & voulue.keys():
            return self.groupe(ancienne, voulue)
        if isinstance(lue, list) and isinstance(voulue, list):
            return self.liste(ancienne, voulue)
        return habiller_une_valeur(voulue, colonne, avant, ancienne)

    def groupe(self, ancien: GroupeEcrit, voulu: dict[str, Arbre]) -> GroupeEcrit:
        """Un groupe : les clés gardées à leur place, les neuves après celle qui les précède."""
        cles = {str(cle): cle for cle in ancien}
        muettes = {nom for nom, cle in cles.items() if nettoyer(ancien[cle]) is None}
        noms = [n for n in _meler(list(cles), list(voulu)) if n in voulu or n in muettes]
        rangs = [list(cles).index(nom) if nom in cles else None for nom in noms]
        aere = "" if ancien.lc.col else _aeration(ancien)
        neuf: GroupeEcrit = _comme(ancien, GroupeEcrit())
        for (dessus, bout), nom in zip(self._notes(ancien, rangs), noms, strict=True):
            cle = cles.get(nom) or habiller_un_mot(nom)
            valeur = ancien.get(cle)
            if nom in voulu:
                valeur = self.valeur(valeur, voulu[nom], ancien.lc.col, len(nom) + 2)
            if neuf and nom not in cles and (en_bloc(valeur) or isinstance(valeur, Barre | Plie)):
                dessus = dessus or aere
            neuf[cle] = valeur
            commenter(neuf, cle, dessus, bout)
        return neuf

    def liste(self, ancienne: ListeEcrite, voulue: list[Arbre]) -> ListeEcrite:
        """Une liste : chaque élément à la suite de celui dont il vient."""
        rangs = aligner([nettoyer(element) or "" for element in ancienne], voulue)
        neuve: ListeEcrite = _comme(ancienne, ListeEcrite())
        notes = self._notes(ancienne, rangs, _aeration(ancienne))
        for (dessus, bout), rang, valeur in zip(notes, rangs, voulue, strict=True):
            origine = None if rang is None else ancienne[rang]
            neuve.append(self.valeur(origine, valeur, ancienne.lc.col, TIRET))
            commenter(neuve, len(neuve) - 1, dessus, bout)
        return neuve

    def _notes(
        self, ancien: Ecrit, rangs: list[int | None], aere: str = ""
    ) -> Iterator[tuple[str, str]]:
        """Le dessus et le bout de chaque entrée, à demander l'un après l'autre.

        Args:
            ancien: ce que l'on retouche.
            rangs: l'entrée dont vient chacune, None si elle est neuve.
            aere: la ligne vide à laisser avant une entrée neuve ou déplacée.
        """
        notes = [commentaires(ancien, cle) for cle in cles_de(ancien)]
        colle = " " * ancien.lc.col + "#" if isinstance(ancien, ListeEcrite) else ()
        libres, colles = map(list, zip(*(_decoller(n, colle) for n, _ in notes), strict=True))
        restent, tete, suite = en_place(rangs), "", 0
        if rangs[0] not in restent:  # ce qui ouvre reste en tête
            tete, libres[0] = libres[0], aere
        laisses = [libre + (colles[i] if i not in rangs else "") for i, libre in enumerate(libres)]
        for place, rang in enumerate(rangs):
            libre = aere if place else tete
            if rang in restent:
                self._laisser(laisses[suite:rang])
                libre, suite = libres[rang], rang + 1
            colle, bout = ("", "") if rang is None else (colles[rang], notes[rang][1])
            yield self.reprendre(libre + colle), bout
        self._laisser(laisses[suite:])

    def reprendre(self, dessus: str) -> str:
        """Ce qui surplombe une entrée, après ce qui attendait ; deux lignes vides en font une."""
        attente, self.attente = self.attente, ""
        double = f"\n{attente}".endswith("\n\n") and dessus.startswith("\n")
        return attente + dessus[double:]

    def _laisser(self, laisses: list[str]) -> None:
        for dessus in laisses:
            self.attente = self.reprendre(dessus)


def _meler(anciennes: list[str], voulues: list[str]) -> list[str]:
    """Les anciennes clés dans leur ordre, chaque neuve après celle qui la précède."""
    for rang, cle in enumerate(voulues):
        if cle not in anciennes:
            anciennes.insert(anciennes.index(voulues[rang - 1]) + 1 if rang else 0, cle)
    return anciennes


def _comme(ancien: Any, neuf: Any) -> Any:
    """Le neuf, entre crochets ou accolades si l'ancien l'était."""
    if ancien.fa.flow_style():
        neuf.fa.set_flow_style()
    return neuf


def _aeration(ancien: Ecrit) -> str:
    """La ligne vide qui sépare les entrées, au moins une fois sur deux."""
    vides = [commentaires(ancien, cle)[0].startswith("\n") for cle in list(cles_de(ancien))[1:]]
    return "\n" if vides and 2 * sum(vides) >= len(vides) else ""


def _decoller(dessus: str, colle: str | tuple[()]) -> tuple[str, str]:
    """Ce qui surplombe une entrée, sans puis avec les commentaires collés à elle."""
    lignes = dessus.splitlines(keepends=True)
    loin = len(lignes)
    while loin and lignes[loin - 1].startswith(colle):
        loin -= 1
    return "".join(lignes[:loin]), "".join(lignes[loin:])
