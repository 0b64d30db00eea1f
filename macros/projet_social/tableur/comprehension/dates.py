"""Les dates d'un tableur : cellules datées, numéros de jour, intervalles, « chaque année »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...classeur.classeur import Valeur
from ...modele.date_partielle import ENTRE, DatePartielle, lire_date
from ...modele.socle import Refus
from ...texte.identifiant import forme_commune
from .grille import est_un_nombre, texte_de

EPOQUE_1900, EPOQUE_1904 = date(1899, 12, 30), date(1904, 1, 1)
JOURS = range(20_000, 80_000)
"""Numéros de jour plausibles : de 1954 à 2119."""
ANNEES = range(1900, 2200)
RYTHMES = re.compile(
    r"\b(?:chaque|tou(?:s|tes) les|toute l annee|annuel|mensuel|hebdomadaire|trimestriel"
    r"|semestriel|quotidien|continu|permanent|permanence|recurrent|regulier|ponctuel|par an"
    r"|par mois|par semaine|pluriannuel|duree du (?:plan|projet|contrat))"
)
SUITE = re.compile(r"\s*(?:,|;|\n|/|\bet\b|\bpuis\b|&)\s*")
ANNEE_SEULE = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class CalendrierLu:
    """Ce que l'on tire d'une cellule de calendrier ; vide, le champ n'y est pas."""

    debut: str = ""
    fin: str = ""
    recurrence: str = ""


def date_de(valeur: Valeur, depuis_1904: bool) -> str:
    """Une date comme le modèle la lit, tirée d'une cellule datée, d'un numéro ou d'un texte."""
    if isinstance(valeur, datetime):
        return valeur.date().isoformat()
    if isinstance(valeur, date):
        return valeur.isoformat()
    if est_un_nombre(valeur):
        if valeur == int(valeur) and int(valeur) in ANNEES:
            return str(int(valeur))
        if int(valeur) in JOURS:
            epoque = EPOQUE_1904 if depuis_1904 else EPOQUE_1900
            return (epoque + timedelta(days=int(valeur))).isoformat()
    texte = " ".join(texte_de(valeur).split())
    if re.fullmatch(r"[2-7]\d{4}", texte):  # un numéro de jour passé par un CSV
        return date_de(int(texte), depuis_1904)
    return texte


def est_un_numero_de_jour(valeur: Valeur) -> bool:
    """Vrai pour 45078, que le tableur aurait dû montrer comme un jour."""
    if est_un_nombre(valeur):
        return int(valeur) in JOURS
    return isinstance(valeur, str) and re.fullmatch(r"\s*[2-7]\d{4}\s*", valeur) is not None


def lire_calendrier(texte: str, *, echeance: bool = False) -> CalendrierLu:
    """Le début, la fin ou le rythme que dit un texte.

    Args:
        echeance: vrai si une date seule est une fin, et non un début.

    Raises:
        Refus: ni date, ni rythme.
    """
    propre = re.sub(r"\s+", " ", texte.replace("’", "'")).strip().rstrip(".")
    nu = forme_commune(texte)
    if RYTHMES.search(nu) and not ANNEE_SEULE.search(propre):
        return CalendrierLu(recurrence=" ".join(texte.split()))
    if annees := _annees(texte):
        return CalendrierLu(annees[0], annees[-1]) if len(annees) > 1 else _seule(propre, echeance)
    lue = lire_date(propre)
    if lue.fin is None:
        return CalendrierLu(debut=propre)
    if lue.debut is None:
        return CalendrierLu(fin=propre)
    if (bornes := _intervalle(propre, lue)) is not None:
        return bornes
    return _seule(propre, echeance)


def _seule(propre: str, echeance: bool) -> CalendrierLu:
    return CalendrierLu(fin=propre) if echeance else CalendrierLu(debut=propre)


def _annees(texte: str) -> list[str]:
    """Les années d'une énumération (« 2024, 2025 et 2026 »), si elles se suivent."""
    morceaux = [morceau for morceau in SUITE.split(texte.strip()) if morceau]
    if not all(ANNEE_SEULE.fullmatch(morceau) for morceau in morceaux):
        return []
    annees = sorted({int(morceau) for morceau in morceaux})
    return [str(annee) for annee in annees] if se_suivent(annees) else []


def se_suivent(annees: Sequence[int]) -> bool:
    """Vrai pour des années sans trou."""
    return list(annees) == list(range(annees[0], annees[-1] + 1)) if annees else False


def _intervalle(propre: str, lue: DatePartielle) -> CalendrierLu | None:
    trouve = ENTRE.fullmatch(propre) or re.fullmatch(r"(\d{4}) ?(?:-|–|/) ?(\d{4})", propre)
    if trouve is None or lue.debut is None or lue.fin is None:
        return None
    premiere, seconde = trouve[1].strip(), trouve[2].strip()
    if not re.search(r"\d{4}", premiere) and (annee := re.search(r"\d{4}", seconde)):
        jour_seul = re.fullmatch(r"\d{1,2}(?:er)?", premiere)
        premiere += f" {seconde.partition(' ')[2] if jour_seul else annee[0]}"
    try:
        bornes = lire_date(premiere), lire_date(seconde)
    except Refus:
        return None
    if (bornes[0].debut, bornes[1].fin) != (lue.debut, lue.fin):
        return None
    return CalendrierLu(premiere, seconde)
