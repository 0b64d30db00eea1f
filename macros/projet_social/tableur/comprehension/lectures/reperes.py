"""Quand une action se passe, et où elle en est."""

from __future__ import annotations

import re

from ....modele.socle import Refus
from ....modele.texte import TITRE_MAXIMUM
from ..dates import date_de, lire_calendrier
from ..decoupage import elements_de
from ..grille import est_un_nombre
from ..mots import statut_de
from ..niveaux import ApportDeCellule
from ..saisie import Saisie
from ..synonymes import mots_reconnus
from .composees import DEBUT_DATE, lire_un_budget
from .registre import lecture


@lecture("statut")
def _statut(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    if est_un_nombre(apport.cellule.valeur) and apport.cellule.unite == "%":
        _avancement(saisie, apport, texte)
        return
    statut, pourcentage = statut_de(texte)
    poses = [
        saisie.poser(champ, apport, valeur)
        for champ, valeur in (("statut", statut), ("avancement", pourcentage))
        if valeur
    ]
    if not poses or (pourcentage and not statut and not texte.strip().endswith("%")):
        saisie.noter(apport, texte, placee=bool(poses))


@lecture("avancement")
def _avancement(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    valeur = apport.cellule.valeur
    if est_un_nombre(valeur):
        fraction = apport.cellule.unite == "%" or (isinstance(valeur, float) and 0 < valeur < 1)
        saisie.poser("avancement", apport, str(round(valeur * 100 if fraction else valeur)))
    elif re.fullmatch(r"\d{1,3}(?:[.,]\d+)? ?%?", texte):
        nombre = float(texte.rstrip(" %").replace(",", "."))
        saisie.poser("avancement", apport, str(round(nombre)))
    else:
        _statut(saisie, apport, texte)


@lecture("statut_depuis", "maj", "debut")
def _date(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    ecrite = date_de(apport.cellule.valeur, saisie.contexte.depuis_1904)
    saisie.poser(apport.colonne.sens.champ, apport, " ".join(ecrite.split()) or texte)


@lecture("fin", "calendrier")
def _calendrier(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    sens = apport.colonne.sens
    if sens.periode and _est_une_coche(texte):
        saisie.periodes.append((apport, sens.periode))
        return
    ecrite = date_de(apport.cellule.valeur, saisie.contexte.depuis_1904) or texte
    try:
        lu = lire_calendrier(ecrite, echeance=sens.champ == "fin")
    except Refus as refus:
        constat = (
            f"date « {texte[:60]} » incomprise" if "incomprise" in str(refus) else refus.constat
        )
        saisie.refuser_la_valeur(apport, texte, constat, refus.conseil)
        return
    libres = {
        champ: valeur
        for champ, valeur in (("debut", lu.debut), ("fin", lu.fin), ("recurrence", lu.recurrence))
        if valeur
    }
    if any(saisie.arbre.get(champ, valeur) != valeur for champ, valeur in libres.items()):
        saisie.noter(apport, texte)
        return
    for champ, valeur in libres.items():
        saisie.poser(champ, apport, valeur)


@lecture("periode")
def _periode(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Une colonne d'année : une croix dit quand, un montant est un budget, un texte une étape."""
    sens = apport.colonne.sens
    if _est_une_coche(texte):
        saisie.periodes.append((apport, sens.periode))
    elif re.search(r"€|\beuros?\b", texte, re.I) or apport.cellule.unite in ("€", "k€", "M€"):
        lire_un_budget(saisie, apport, texte)
    elif len(texte) <= TITRE_MAXIMUM and not texte[0].isdigit():
        etape = {"titre": " ".join(texte.split()), "debut": sens.periode}
        saisie.allonger("etapes", apport, [etape])
    else:
        saisie.noter(apport, texte)


def _est_une_coche(texte: str) -> bool:
    return texte.lower() in mots_reconnus().coches


@lecture("etapes")
def _etapes(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    etapes = []
    for ligne in elements_de(texte):
        etape = {"titre": ligne}
        if datee := DEBUT_DATE.fullmatch(ligne):
            try:
                lu = lire_calendrier(datee[1])
                etape = {"titre": datee[2], "debut": lu.debut, "fin": lu.fin}
            except Refus:
                pass  # « Étude : … » : ce qui précède le deux-points n'est pas une date
        etapes.append({cle_: valeur for cle_, valeur in etape.items() if valeur})
    saisie.allonger("etapes", apport, etapes)
