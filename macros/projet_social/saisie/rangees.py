"""Les rangées d'une saisie : celles que l'on ajoute, que l'on retire, que l'on a laissées vides."""

from __future__ import annotations

from collections.abc import Mapping

from ..lecture.yaml_marque import ILLISIBLE
from .valeurs import PRESENT, RANG, Saisie, rangees_de

SAUT_DE_WORD = "\x0b"
"""Un passage à la ligne sans paragraphe, tel que Word le copie."""
PROFONDEUR_MAXIMUM = 12
"""Pas d'un nom de champ : bien plus que le modèle n'en emboîte."""


def tasser(saisie: Saisie) -> Saisie:
    """La même saisie, sans les rangées laissées vides : chacune a alors le rang de sa valeur."""
    tassee: Saisie = {n: v for n, v in saisie.items() if not n.isdecimal() or isinstance(v, list)}
    for nom, valeur in tassee.items():
        if isinstance(valeur, dict):
            tassee[nom] = tasser(valeur)
    pleines = (tasser(rangee) for rangee in rangees_de(saisie) if not est_vide(rangee))
    return tassee | {str(rang): rangee for rang, rangee in enumerate(pleines)}


def est_vide(saisie: Saisie) -> bool:
    """Vrai si rien n'y est écrit."""
    for nom, valeur in saisie.items():
        if isinstance(valeur, dict):
            if not est_vide(valeur):
                return False
        elif nom not in (PRESENT, RANG) and any(valeur):
            return False
    return True


def lire_les_noms(rendus: Mapping[str, list[str]]) -> Saisie:
    """La saisie que portent les noms d'un formulaire : « etapes.0.titre »."""
    saisie: Saisie = {}
    for nom, valeurs in rendus.items():
        *passage, dernier = nom.split(".")[:PROFONDEUR_MAXIMUM]
        ici = saisie
        for pas in passage:
            suite = ici.setdefault(pas, {})
            if not isinstance(suite, dict):
                break
            ici = suite
        else:
            if not isinstance(ici.get(dernier), dict):
                ici[dernier] = [_nettoyer_le_texte(v) for v in valeurs]
    return saisie


def _nettoyer_le_texte(texte: str) -> str:
    """Le texte, sans les signes invisibles qu'un traitement de texte y laisse en copiant."""
    return ILLISIBLE.sub("", texte.replace("\r\n", "\n").replace(SAUT_DE_WORD, "\n")).strip()


def rangees_voulues(saisie: Saisie, chemin: str) -> Saisie | None:
    """La liste de rangées que désigne « etapes.0.budgets » dans une saisie ; None si ce n'en est
    pas une.
    """
    ici: Saisie | list[str] | None = saisie
    for pas in chemin.split("."):
        ici = ici.get(pas) if isinstance(ici, dict) else None
    return ici if isinstance(ici, dict) and PRESENT in ici else None


def ajouter_une_rangee(saisie: Saisie, chemin: str) -> str:
    """Ajoute une rangée vide ; rend son nom, ou rien si `chemin` ne désigne pas une liste."""
    if (liste := rangees_voulues(saisie, chemin)) is None:
        return ""
    rang = str(1 + max((int(nom) for nom in liste if nom.isdecimal()), default=-1))
    liste[rang] = {RANG: [""]}
    return f"{chemin}.{rang}"


def retirer_une_rangee(saisie: Saisie, chemin: str) -> None:
    """Retire une rangée, si `chemin` en désigne une."""
    liste, _, rang = chemin.rpartition(".")
    if (ou := rangees_voulues(saisie, liste)) is not None:
        ou.pop(rang, None)
