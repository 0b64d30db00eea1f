"""Un fichier changé par quelqu'un d'autre pendant qu'on le remplissait : rien ne s'y perd.

Ce que l'on n'avait pas touché prend la valeur du fichier. Ce que l'on avait changé reste à l'écran,
et ce que dit le fichier se lit à côté.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..formulaire.champs import Champ
from .valeurs import CHOIX, PRESENT, RANG, FormeDeChamp, Saisie, forme_du_champ, rangees_de

RIEN = "rien"


@dataclass(frozen=True)
class VersionsRapprochees:
    """Ce que l'on avait tapé, rapproché de ce que dit le fichier.

    Attributes:
        saisie: ce que montre la page.
        ailleurs: par champ changé des deux côtés, ce que dit le fichier.
        repris: les champs changés par l'autre, que l'on n'avait pas touchés.
    """

    saisie: Saisie
    ailleurs: dict[str, str]
    repris: list[str]


def rapprocher_du_fichier(
    champs: Sequence[Champ], tape: Saisie, ouvert: Saisie | None, fichier: Saisie
) -> VersionsRapprochees:
    """Rapproche ce que l'on a tapé de ce que dit le fichier.

    Args:
        ouvert: ce que la page montrait en s'ouvrant ; None si on ne le sait plus.
    """
    saisie, ailleurs, repris = dict(tape), {}, []
    for champ in champs:
        nom = champ["name"]
        if nom not in tape or tape[nom] == fichier[nom]:
            continue
        if ouvert is not None and tape[nom] == ouvert[nom]:
            saisie[nom] = fichier[nom]
            repris.append(champ["label"])
        elif ouvert is None or fichier[nom] != ouvert[nom]:
            saisie[nom] = _sans_origine(tape[nom])
            ailleurs[nom] = saisie_en_texte(champ, fichier[nom]) or RIEN
    return VersionsRapprochees(saisie, ailleurs, repris)


def _sans_origine(tape: Saisie | list[str]) -> Saisie | list[str]:
    """Les mêmes rangées, qui ne savent plus de laquelle du fichier elles viennent."""
    if isinstance(tape, list):
        return tape
    return {nom: [""] if nom == RANG else _sans_origine(valeur) for nom, valeur in tape.items()}


def saisie_en_texte(champ: Champ, rendu: Saisie | list[str]) -> str:
    """Ce que dit un champ, en une phrase ; vide s'il ne dit rien."""
    forme = forme_du_champ(champ)
    libelles = {option["value"]: option["label"] for option in champ.get("options", ())}
    if isinstance(rendu, list):
        return ", ".join(libelles.get(mot, mot) for mot in rendu if mot).replace("\n", ", ")
    if forme is FormeDeChamp.CASES:
        coches = [
            libelles.get(mot, mot)
            for nom, mots in rendu.items()
            if nom != PRESENT and isinstance(mots, list)
            for mot in (mots if nom == CHOIX else mots[0].split("\n"))
        ]
        return ", ".join(mot for mot in coches if mot)
    if forme is FormeDeChamp.GROUPE:
        return _groupe_en_texte(champ["fields"], rendu)
    contenus = champ.get("fields")
    dits = [
        _groupe_en_texte(contenus, rangee) if contenus else _feuilles(rangee)
        for rangee in rangees_de(rendu)
    ]
    return " / ".join(dit for dit in dits if dit)


def _groupe_en_texte(champs: Sequence[Champ], rendu: Saisie) -> str:
    dits = (
        (champ["label"], saisie_en_texte(champ, rendu[champ["name"]]))
        for champ in champs
        if champ["name"] in rendu
    )
    return " ; ".join(f"{libelle} : {dit}" for libelle, dit in dits if dit)


def _feuilles(rangee: Saisie) -> str:
    return ", ".join(
        valeur[0] for nom, valeur in rangee.items() if nom != RANG and isinstance(valeur, list)
    )
