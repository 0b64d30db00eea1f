"""D'un nom de colonne au champ qu'il désigne : exactement, à peu près, ou pas du tout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ...modele.date_partielle import lire_date
from ...modele.socle import Refus
from ...modele.vocabulaire import TypeNiveau
from ...texte.synonyme import cle_du_synonyme
from .synonymes import ANNEE, TAXE, UNITE, MotDeNiveau, cle_d_en_tete, le_plus_proche, mots_reconnus

IGNORER, A_RANGER, PERIODE, LIEN_SEUL = "ignorer", "a_ranger", "periode", "lien_seul"
ANCIENS_MOTS = {"note": A_RANGER}
"""Ce que disaient les correspondances écrites avant, et ce que cela vaut."""
NUMERO_DE = "numero_"
"""Préfixe du champ qui porte le numéro d'un niveau : `numero_axe`."""
NUMERO = re.compile(r"^(?:n|no|num|numero) ")
RANG_FINAL = re.compile(r"(.+) (\d{1,2})")
"""« Financeur 2 » : une colonne qui se répète."""
NON_NUMEROTES = frozenset(("titre", "numero", "etapes", "etape_titre", "calendrier", "periode"))
"""Champs dont le nom suivi d'un numéro n'est pas une colonne, mais un intitulé : « Action 1 »."""
LONGUEUR_D_UN_NOM = 80
"""Signes au-delà desquels un texte n'est plus un nom de colonne."""


class Surete(StrEnum):
    """Comment une colonne a trouvé son champ."""

    DITE = "dite"
    EXACTE = "reconnue"
    APPROCHEE = "à confirmer"
    INCONNUE = "inconnue"


@dataclass(frozen=True, slots=True)
class Sens:
    """Ce qu'un nom de colonne désigne.

    Attributes:
        champ: le champ de la fiche, un type de niveau, `numero_axe`…, `periode`, ou vide.
        niveau: le mot du territoire, si c'est un niveau connu.
        periode: la date que le nom écrit (« 2024 », « T1 2024 »).
        unite: l'unité que le nom annonce (« € », « k€ »).
        taxe: « HT » ou « TTC », si le nom le dit.
    """

    champ: str = ""
    surete: Surete = Surete.INCONNUE
    niveau: MotDeNiveau | None = None
    annee: str = ""
    periode: str = ""
    unite: str = ""
    taxe: str = ""

    @property
    def est_un_niveau(self) -> bool:
        """Vrai pour une colonne d'axes, d'objectifs…"""
        return self.champ in NIVEAUX

    @property
    def numero_de(self) -> str:
        """Le niveau dont ce champ porte le numéro, ou une chaîne vide."""
        return self.champ.removeprefix(NUMERO_DE) if self.champ.startswith(NUMERO_DE) else ""

    def pour(self, champ: str) -> Sens:
        """Le même nom, pour un autre champ."""
        return replace(self, champ=champ, niveau=self.niveau if champ in NIVEAUX else None)


NIVEAUX = [str(type_) for type_ in TypeNiveau if type_ is not TypeNiveau.ACTION]
"""Les champs qui sont des niveaux du plan."""


def champs_permis() -> list[str]:
    """Les champs que l'on peut nommer dans une correspondance."""
    numeros = [f"{NUMERO_DE}{niveau}" for niveau in NIVEAUX]
    return [*NIVEAUX, *mots_reconnus().noms_de_champs, *numeros, A_RANGER, IGNORER]


@lru_cache(maxsize=4096)
def sens_du_nom(parties: tuple[str, ...], *, approcher: bool = True) -> Sens:
    """Le sens d'un nom de colonne, écrit sur une ligne ou sur plusieurs, de haut en bas."""
    if not parties or any(len(partie) > LONGUEUR_D_UN_NOM for partie in parties):
        return Sens()
    entier = " ".join(parties)
    annees = sorted({annee[0] for annee in ANNEE.finditer(entier)})
    annee = annees[0] if len(annees) == 1 else ""
    unite = UNITE.search(entier)
    reste = {
        "annee": annee,
        "periode": _periode(parties, annee),
        "unite": _unite(unite[0]) if unite else "",
        "taxe": _taxe(entier),
    }
    essais = list(dict.fromkeys((entier, parties[-1], *parties[-2::-1])))
    for essai in essais:
        if (trouve := _exact(cle_d_en_tete(essai))) is not None:
            return Sens(trouve[0], Surete.EXACTE, trouve[1], **reste)
    if reste["periode"]:
        return Sens(PERIODE, Surete.EXACTE, None, **reste)
    for essai in essais if approcher else ():
        if (trouve := _approche(cle_d_en_tete(essai))) is not None:
            return Sens(trouve[0], Surete.APPROCHEE, trouve[1], **reste)
    return Sens("", Surete.INCONNUE, None, **reste)


def sens_dit(champ: str, parties: tuple[str, ...]) -> Sens:
    """Le sens que la personne donne elle-même à une colonne."""
    lu = sens_du_nom(parties)
    niveau = lu.niveau if lu.champ == champ else None
    if niveau is None and champ in NIVEAUX and parties:
        niveau = mots_reconnus().niveaux.get(cle_d_en_tete(parties[-1]))
    return replace(lu, champ=champ, surete=Surete.DITE, niveau=niveau)


def _exact(nom: str) -> tuple[str, MotDeNiveau | None] | None:
    connus = mots_reconnus()
    if nom in connus.champs:
        return connus.champs[nom], None
    niveau = connus.niveaux.get(nom)
    if niveau is not None:
        return ("titre" if niveau.type is TypeNiveau.ACTION else str(niveau.type)), niveau
    if (numerote := RANG_FINAL.fullmatch(nom)) and (
        champ := connus.champs.get(numerote[1], "titre")
    ) not in NON_NUMEROTES:
        return champ, None
    if numero := NUMERO.match(nom):
        niveau = connus.niveaux.get(nom[numero.end() :])
        if niveau is not None:
            du_titre = niveau.type is TypeNiveau.ACTION
            return ("numero" if du_titre else f"{NUMERO_DE}{niveau.type}"), niveau
    return None


def _approche(nom: str) -> tuple[str, MotDeNiveau | None] | None:
    """Un nom mal tapé, ou un nom connu suivi de précisions."""
    connus = mots_reconnus()
    if len(nom) >= 5 and (proche := le_plus_proche(nom, [*connus.champs, *connus.niveaux])):
        return _exact(proche)
    mots = nom.split()
    for longueur in range(len(mots) - 1, 0, -1):
        debut = " ".join(mots[:longueur])
        if (longueur > 1 or debut in connus.debuts_surs) and (trouve := _exact(debut)):
            return trouve
    return None


def _periode(parties: tuple[str, ...], annee: str) -> str:
    """La date qu'écrit la dernière partie du nom, complétée de l'année du dessus."""
    derniere = parties[-1]
    for essai in (derniere, f"{derniere} {annee}" if annee and annee not in derniere else ""):
        try:
            if essai and re.search(r"\d{4}", essai):
                lire_date(essai)
                return essai
        except Refus:
            continue
    return ""


def _unite(ecrite: str) -> str:
    nue = ecrite.replace(" ", "").lower()
    return {"k€": "k€", "m€": "M€"}.get(nue, "€")


def _taxe(entier: str) -> str:
    trouvee = TAXE.search(entier)
    return "" if trouvee is None else trouvee[1] or "HT"


def cle_de_colonne(entete: str) -> str:
    """La clé par laquelle une correspondance désigne une colonne : l'année y compte."""
    return cle_du_synonyme(entete) or entete.strip()
