"""D'un fichier à ce qu'un formulaire montre, et retour : ce que l'on n'a pas changé reste intact.

Un navigateur rend tout ce qu'il affiche, changé ou non. On compare donc ce qu'il rend à ce qu'on
lui avait donné : égal, la valeur du fichier est reprise telle quelle, écriture comprise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Any, Union

from ..ecriture.arbre import ABREGES, Arbre, en_liste, nettoyer
from ..formulaire.champs import OUI_NON, Champ
from ..lecture.pieges import PUCES
from ..modele.texte import FAUX, VRAI

Saisie = dict[str, Union["Saisie", list[str]]]
"""Ce qu'un formulaire porte, emboîté comme les données ; une liste y est rangée par rang."""

PRESENT, RANG, CHOIX, MOTS, TEXTE, TEL_QUEL = (
    "_present",
    "_rang",
    "_choix",
    "_mots",
    "_texte",
    "_tel_quel",
)
"""Ce qui, dans une saisie, n'est pas un champ : une liste est là, même vide ; d'où vient une
rangée ; les cases cochées ; les mots ajoutés à la liste ; le texte d'une rangée qui n'a que lui ;
ce que le formulaire ne sait pas montrer, et garde."""
AVEC_SES_MOTS = ("publics", "partage_avec", "perimetre")
"""Les listes à cocher où l'on peut aussi écrire ses propres mots."""
PUCE_DE_WORD = re.compile(rf"^[^\S\n]*{PUCES.pattern}\s+", re.M)
"""Une puce, au début d'une ligne d'un texte long."""
PUCE = re.compile(rf"(?:{PUCES.pattern}|[-–—*·])\s+")
"""Ce que Word laisse au début des lignes d'une liste collée."""


class FormeDeChamp(Enum):
    """Comment un champ se remplit."""

    LIGNE = auto()
    PARAGRAPHES = auto()
    CHOIX = auto()
    CASES = auto()
    UN_PAR_LIGNE = auto()
    TEXTES = auto()
    GROUPE = auto()
    RANGEES = auto()


class _Inattendu(Exception):
    """Le fichier dit ici autre chose que ce que le champ sait montrer."""


def forme_du_champ(champ: Champ) -> FormeDeChamp:
    """Comment se remplit un champ du catalogue."""
    if champ["widget"] == "object":
        return FormeDeChamp.GROUPE
    if champ["widget"] == "list":
        if "fields" in champ:
            return FormeDeChamp.RANGEES
        long = champ["field"]["widget"] == "text"
        return FormeDeChamp.TEXTES if long else FormeDeChamp.UN_PAR_LIGNE
    if champ["widget"] == "select":
        return FormeDeChamp.CASES if champ.get("multiple") else FormeDeChamp.CHOIX
    return FormeDeChamp.PARAGRAPHES if champ["widget"] == "text" else FormeDeChamp.LIGNE


def valeurs_permises(champ: Champ) -> list[str]:
    """Ce qu'une liste à choix propose."""
    return [option["value"] for option in champ["options"]]


def montrer_les_valeurs(champs: Sequence[Champ], arbre: Mapping[str, Any]) -> Saisie:
    """Ce qu'un formulaire montre d'un groupe de valeurs."""
    return {champ["name"]: _montrer(champ, arbre.get(champ["name"])) for champ in champs}


def _montrer(champ: Champ, valeur: Arbre | None) -> Saisie | list[str]:
    try:
        return _MONTRER[forme_du_champ(champ)](champ, valeur)
    except _Inattendu:
        return {TEL_QUEL: ["1"]}


def _texte(valeur: Arbre | None) -> str:
    if not isinstance(valeur, str | None):
        raise _Inattendu
    return (valeur or "").replace("\r\n", "\n").strip()


def _ligne(valeur: Arbre | None) -> str:
    return re.sub(r"[\r\n]+", " ", _texte(valeur))


def _choix(champ: Champ, valeur: Arbre | None) -> list[str]:
    ecrit = _ligne(valeur)
    if valeurs_permises(champ) == [mot for mot, _ in OUI_NON] and ecrit:
        ecrit = "oui" if ecrit.lower() in VRAI else "non" if ecrit.lower() in FAUX else ecrit
    return [ecrit]


def _cases(champ: Champ, valeur: Arbre | None) -> Saisie:
    ecrits = [_ligne(element) for element in en_liste(valeur)]
    permises = valeurs_permises(champ)
    a_cocher = champ["name"] not in AVEC_SES_MOTS
    coches = [e for e in ecrits if e in permises or a_cocher]
    saisie: Saisie = {PRESENT: ["1"]}
    if coches:  # dans l'ordre où un navigateur les rend
        inconnus = [e for e in coches if e not in permises]
        saisie[CHOIX] = [p for p in permises if p in coches] + inconnus
    if not a_cocher:
        saisie[MOTS] = ["\n".join(e for e in ecrits if e not in permises)]
    return saisie


def _rangees(champ: Champ, valeur: Arbre | None) -> Saisie:
    saisie: Saisie = {PRESENT: ["1"]}
    for rang, element in enumerate(en_liste(valeur)):
        contenu: Saisie = (
            montrer_les_valeurs(champ["fields"], _deplier(champ, element))
            if "fields" in champ
            else {TEXTE: [_texte(element)]}
        )
        saisie[str(rang)] = {RANG: [str(rang)], **contenu}
    return saisie


def _deplier(champ: Champ, valeur: Arbre | None) -> Mapping[str, Any]:
    """Un groupe, même réduit à la phrase qui en tient lieu."""
    if isinstance(valeur, str) and (cle := _abrege(champ)):
        return {cle: valeur}
    if not isinstance(valeur, dict | None):
        raise _Inattendu
    return valeur or {}


def _abrege(champ: Champ) -> str:
    noms = {contenu["name"] for contenu in champ["fields"]}
    return next((cle for cle in ABREGES if cle in noms), "")


_MONTRER: Mapping[FormeDeChamp, Callable[[Champ, Any], Saisie | list[str]]] = {
    FormeDeChamp.LIGNE: lambda _, valeur: [_ligne(valeur)],
    FormeDeChamp.PARAGRAPHES: lambda _, valeur: [_texte(valeur)],
    FormeDeChamp.CHOIX: _choix,
    FormeDeChamp.CASES: _cases,
    FormeDeChamp.UN_PAR_LIGNE: lambda _, valeur: ["\n".join(_ligne(v) for v in en_liste(valeur))],
    FormeDeChamp.TEXTES: _rangees,
    FormeDeChamp.GROUPE: lambda champ, valeur: montrer_les_valeurs(
        champ["fields"], _deplier(champ, valeur)
    ),
    FormeDeChamp.RANGEES: _rangees,
}


def relever_les_valeurs(
    champs: Sequence[Champ], saisie: Saisie, ancien: Mapping[str, Any]
) -> dict[str, Any]:
    """Ce que dit une saisie ; ce qu'elle ne montre pas, ou ne change pas, vient de l'ancien.

    Args:
        ancien: les valeurs que le formulaire montrait.
    """
    neuf = dict(ancien)
    for champ in champs:
        nom = champ["name"]
        if nom not in saisie or saisie[nom] == _montrer(champ, ancien.get(nom)):
            continue
        valeur = nettoyer(_relever(champ, saisie[nom], ancien.get(nom)))
        if valeur is None:
            neuf.pop(nom, None)
        else:
            neuf[nom] = valeur
    return neuf


def _relever(champ: Champ, rendu: Saisie | list[str], ancien: Any) -> Any:
    forme = forme_du_champ(champ)
    if isinstance(rendu, list):
        if forme is FormeDeChamp.UN_PAR_LIGNE:
            return _une_par_ligne(rendu[0])
        return _ligne(rendu[0]) if forme is FormeDeChamp.LIGNE else _avec_des_tirets(rendu[0])
    if TEL_QUEL in rendu:
        return ancien
    if forme is FormeDeChamp.GROUPE:
        return _relever_un_groupe(champ, rendu, ancien)
    if forme is FormeDeChamp.CASES:
        coches = [*mots_saisis(rendu, CHOIX), *_une_par_ligne(mot_saisi(rendu, MOTS))]
        gardes = [e for e in map(_ligne, en_liste(ancien)) if e in coches]
        return [*gardes, *(e for e in dict.fromkeys(coches) if e not in gardes)]
    if forme in (FormeDeChamp.RANGEES, FormeDeChamp.TEXTES):
        return [_relever_une_rangee(champ, r, en_liste(ancien)) for r in rangees_de(rendu)]
    return ancien  # un seul texte est attendu : l'envoi est abîmé


def _relever_une_rangee(champ: Champ, rangee: Saisie, anciennes: list[Any]) -> Any:
    rang = mot_saisi(rangee, RANG)
    ancienne = anciennes[int(rang)] if rang.isdecimal() and int(rang) < len(anciennes) else None
    if forme_du_champ(champ) is FormeDeChamp.TEXTES:
        texte = mot_saisi(rangee, TEXTE)
        meme = isinstance(ancienne, str) and _texte(ancienne) == texte
        return ancienne if meme else _avec_des_tirets(texte)
    return _relever_un_groupe(champ, rangee, ancienne)


def _relever_un_groupe(champ: Champ, rendu: Saisie, ancien: Any) -> Any:
    try:
        deplie = _deplier(champ, ancien)
    except _Inattendu:
        return ancien
    neuf = relever_les_valeurs(champ["fields"], rendu, deplie)
    abrege = _abrege(champ)
    return neuf[abrege] if isinstance(ancien, str) and neuf.keys() == {abrege} else neuf


def _avec_des_tirets(texte: str) -> str:
    """Un texte long, où les puces copiées de Word sont des tirets : la page en fera une liste."""
    return PUCE_DE_WORD.sub("- ", texte)


def _une_par_ligne(texte: str) -> list[str]:
    """Les lignes d'un texte, sans puces ni lignes vides."""
    return [PUCE.sub("", ligne.strip(), count=1).strip() for ligne in texte.split("\n")]


def mots_saisis(saisie: Saisie, nom: str) -> list[str]:
    """Ce qu'une saisie dit sous un nom ; rien si ce n'est pas une suite de textes."""
    valeur = saisie.get(nom, [])
    return valeur if isinstance(valeur, list) else []


def mot_saisi(saisie: Saisie, nom: str) -> str:
    """Le premier d'entre eux ; vide s'il n'y en a pas."""
    return next(iter(mots_saisis(saisie, nom)), "")


def rangees_de(saisie: Saisie) -> Iterator[Saisie]:
    """Les rangées d'une liste, dans l'ordre où elles sont montrées."""
    rangs = sorted((nom for nom in saisie if nom.isdecimal()), key=int)
    for rang in rangs:
        if isinstance(rangee := saisie[rang], dict):
            yield rangee
