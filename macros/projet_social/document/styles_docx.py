"""Les styles et la numérotation d'un DOCX : ce qui fait d'un paragraphe un titre, et son numéro."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

TITRE = re.compile(r"(?:heading|titre) ?([1-9])", re.I)
DU_DOCUMENT = {"title", "titre"}
SOMMAIRE = re.compile(r"(?:toc|tm|table des mati[èe]res|en-t[êe]te de table)\b.*", re.I)
LEGENDE = re.compile(r"(?:caption|l[ée]gende)", re.I)
CORPS_COURANT = 22
"""Corps de Word quand rien ne le dit, en demi-points."""
ROMAINS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class StyleDeParagraphe:
    """Ce qu'un style donne à un paragraphe, héritage compris.

    Attributes:
        titre: son rang de titre, 0 pour le titre du document ; None s'il n'en est pas un.
        corps: sa taille, en demi-points.
        liste: sa numérotation et son niveau, s'il en a.
    """

    nom: str = ""
    titre: int | None = None
    gras: bool = False
    corps: int = CORPS_COURANT
    liste: tuple[str, int] | None = None


def valeur_de(parent: Any, *chemin: str) -> str | None:
    """L'attribut `w:val` d'un descendant, ou None s'il n'existe pas ; vide s'il n'a pas de valeur.

    « w:b » seul veut dire oui : d'où la différence entre absent et vide.
    """
    for nom in chemin:
        parent = parent.find(qn(nom)) if parent is not None else None
    return None if parent is None else str(parent.get(qn("w:val")) or "")


def est_oui(valeur: str | None) -> bool:
    """Vrai pour une bascule de Word qui n'est ni absente ni éteinte."""
    return valeur is not None and valeur not in ("0", "false", "off")


class Styles:
    """Les styles d'un document.

    Args:
        racine: l'élément `w:styles`, s'il existe.
    """

    def __init__(self, racine: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._lus: dict[str, StyleDeParagraphe] = {}
        self._defaut = ""
        corps = None
        if racine is not None:
            corps = valeur_de(racine, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz")
            for style in racine.findall(qn("w:style")):
                identifiant = str(style.get(qn("w:styleId")) or "")
                self._elements[identifiant] = style
                if style.get(qn("w:default")) and style.get(qn("w:type")) == "paragraph":
                    self._defaut = identifiant
        self._base = StyleDeParagraphe(corps=_entier(corps, CORPS_COURANT))

    def de(self, identifiant: str | None) -> StyleDeParagraphe:
        """Le style de cet identifiant ; sans lui, celui des paragraphes ordinaires."""
        return self._lire(identifiant or self._defaut, frozenset())

    def _lire(self, identifiant: str, vus: frozenset[str]) -> StyleDeParagraphe:
        if identifiant in self._lus:
            return self._lus[identifiant]
        element = self._elements.get(identifiant)
        if element is None or identifiant in vus:
            return self._base
        parent = valeur_de(element, "w:basedOn")
        herite = self._lire(parent, vus | {identifiant}) if parent else self._base
        nom = valeur_de(element, "w:name") or identifiant
        gras, corps = valeur_de(element, "w:rPr", "w:b"), valeur_de(element, "w:rPr", "w:sz")
        lu = replace(
            herite,
            nom=nom,
            titre=_rang_du_style(nom, valeur_de(element, "w:pPr", "w:outlineLvl"), herite.titre),
            gras=herite.gras if gras is None else est_oui(gras),
            corps=_entier(corps, herite.corps),
            liste=liste_de(element) or herite.liste,
        )
        self._lus[identifiant] = lu
        return lu


def _rang_du_style(nom: str, plan: str | None, herite: int | None) -> int | None:
    if nom.lower() in DU_DOCUMENT:
        return 0
    if trouve := TITRE.fullmatch(nom):
        return int(trouve[1])
    return rang_du_plan(plan, herite)


def rang_du_plan(plan: str | None, sinon: int | None) -> int | None:
    """Le rang que donne un niveau de plan de Word : 0 à 8 sont des titres, 9 le corps du texte."""
    if plan is None or not plan.isdigit():
        return sinon
    return int(plan) + 1 if int(plan) < 9 else None


def liste_de(element: Any) -> tuple[str, int] | None:
    """La numérotation qu'un paragraphe ou un style se donne, et à quel niveau."""
    numero = valeur_de(element, "w:pPr", "w:numPr", "w:numId")
    if numero is None:
        return None
    return numero, _entier(valeur_de(element, "w:pPr", "w:numPr", "w:ilvl"), 0)


def _entier(ecrit: str | None, sinon: int) -> int:
    return int(ecrit) if ecrit and ecrit.isdigit() else sinon


class Numerotation:
    """Les numéros que Word calcule : « Axe 1 », « 1.2 » ; une puce est un tiret.

    Args:
        racine: l'élément `w:numbering`, s'il existe.
    """

    def __init__(self, racine: Any) -> None:
        self._niveaux: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._listes: dict[str, str] = {}
        self._comptes: dict[str, dict[int, int]] = defaultdict(dict)
        if racine is None:
            return
        for abstrait in racine.findall(qn("w:abstractNum")):
            self._niveaux[str(abstrait.get(qn("w:abstractNumId")))] = {
                _entier(niveau.get(qn("w:ilvl")), 0): (
                    valeur_de(niveau, "w:numFmt") or "decimal",
                    valeur_de(niveau, "w:lvlText") or "",
                    _entier(valeur_de(niveau, "w:start"), 1),
                )
                for niveau in abstrait.findall(qn("w:lvl"))
            }
        for liste in racine.findall(qn("w:num")):
            self._listes[str(liste.get(qn("w:numId")))] = valeur_de(liste, "w:abstractNumId") or ""

    def numero(self, liste: tuple[str, int] | None) -> str:
        """Ce que Word écrit devant ce paragraphe, et compte pour le suivant ; vide sans liste."""
        if liste is None or liste[0] not in self._listes:
            return ""
        abstrait, rang = self._listes[liste[0]], liste[1]
        niveaux = self._niveaux.get(abstrait, {})
        forme, motif, depart = niveaux.get(rang, ("bullet", "", 1))
        if forme in ("bullet", "none"):
            return "-" if forme == "bullet" else ""
        comptes = self._comptes[abstrait]
        comptes[rang] = comptes.get(rang, depart - 1) + 1
        for plus_bas in [r for r in comptes if r > rang]:
            del comptes[plus_bas]

        def ecrire(trouve: re.Match[str]) -> str:
            cran = int(trouve[1]) - 1
            forme_du_cran, _, debut = niveaux.get(cran, ("decimal", "", 1))
            return _ecrire_le_rang(comptes.get(cran, debut), forme_du_cran)

        return re.sub(r"%([1-9])", ecrire, motif).strip()


def _ecrire_le_rang(rang: int, forme: str) -> str:
    if forme in ("upperLetter", "lowerLetter") and 1 <= rang <= 26:
        lettre = chr(ord("A") + rang - 1)
        return lettre if forme == "upperLetter" else lettre.lower()
    if forme in ("upperRoman", "lowerRoman") and 1 <= rang <= 39:
        ecrit = ""
        for valeur, signe in ROMAINS:
            while rang >= valeur:
                ecrit, rang = ecrit + signe, rang - valeur
        return ecrit if forme == "upperRoman" else ecrit.lower()
    return str(rang)
