"""Quand une action se passe, et où elle en est."""

from __future__ import annotations

import re

from ....modele.socle import Refus
from ....modele.texte import TITRE_MAXIMUM, VRAI
from ..dates import date_de, est_un_numero_de_jour, lire_calendrier
from ..decoupage import elements_de
from ..grille import est_un_nombre, texte_de
from ..mots import dit_qu_il_n_y_a_rien, mots_permis, precision_du_statut, statut_de
from ..niveaux import ApportDeCellule
from ..ordre_des_dates import est_ambigue, remettre_en_ordre
from ..saisie import Saisie
from ..synonymes import mots_reconnus
from .composees import DEBUT_DATE, lire_un_budget
from .registre import lecture
from .simples import VALEUR_D_ABSENCE

EN_RETARD, BLOQUEE = "Signalée en retard dans le document d’origine.", "Bloquée"
SANS_MOTIF = "Motif non dit dans le document d’origine"
"""Ce que le document dit d'un statut, et que les statuts du modèle ne disent pas."""


DIRE_L_ECHEANCE = "si ce sont des échéances : --correspondance fin=NOM_DE_LA_COLONNE"


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
        constat = f"« {texte[:60]} » n'est pas un statut connu"
        saisie.laisser(apport, texte, constat, mots_permis("statut"), placee=bool(poses))


def motiver_le_statut(saisie: Saisie) -> None:
    """« En retard », « Bloqué », « Abandonné » sans motif : ce que le document dit, sans plus.

    À faire une fois toutes les cellules lues : un motif écrit l'emporte.
    """
    for apport in saisie.sources.get("statut", [])[:1]:
        precision = precision_du_statut(texte_de(apport.cellule.valeur))
        if precision == "en_retard":
            saisie.allonger("notes", apport, [EN_RETARD])
        elif precision == "bloque" and saisie.element.est_une_etape:
            saisie.allonger("notes", apport, [BLOQUEE])
        elif precision == "bloque" and "motif" not in saisie.arbre:
            saisie.poser("motif", apport, BLOQUEE)
        elif (
            saisie.arbre["statut"] == "abandonnee"
            and saisie.element.est_une_action
            and "motif" not in saisie.arbre
        ):
            saisie.poser("motif", apport, SANS_MOTIF)
            saisie.avertir(apport, "action abandonnée sans motif", "dire pourquoi dans « motif »")


@lecture("chaque_annee")
def _chaque_annee(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    """Une action « en amélioration continue » se répète chaque année."""
    if dit_qu_il_n_y_a_rien("chaque_annee", texte):
        saisie.rapport.ignorer(apport.ou, VALEUR_D_ABSENCE)
    else:
        coche = texte.lower() in (*VRAI, *mots_reconnus().coches)
        saisie.poser("recurrence", apport, "chaque année" if coche else " ".join(texte.split()))


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
    ecrite = _date_ecrite(saisie, apport)
    ecrite = _remettre_en_ordre(saisie, apport, " ".join(ecrite.split()) or texte)
    saisie.poser(apport.colonne.sens.champ, apport, ecrite)


def _date_ecrite(saisie: Saisie, apport: ApportDeCellule) -> str:
    """La date d'une cellule ; un nombre pris pour un jour se dit."""
    valeur = apport.cellule.valeur
    ecrite = date_de(valeur, saisie.contexte.depuis_1904)
    if est_un_numero_de_jour(valeur):
        saisie.avertir_une_fois(
            apport,
            f"nombre {texte_de(valeur)} lu comme un jour : {ecrite}",
            "vérifier, et mettre la colonne au format Date",
        )
    return ecrite


def _remettre_en_ordre(saisie: Saisie, apport: ApportDeCellule, ecrite: str) -> str:
    """Une date chiffrée, dans l'ordre que toute sa colonne prouve ; sinon, le jour d'abord."""
    ordre = apport.colonne.mois_d_abord
    remise = remettre_en_ordre(ecrite, bool(ordre))
    if ordre and remise != ecrite:
        saisie.avertir_une_fois(
            apport,
            f"dates lues le mois d'abord, comme la colonne l'écrit (« {ecrite} » : {remise})",
            "vérifier, et dater les cellules au format Date",
        )
    elif ordre is None and est_ambigue(ecrite):
        saisie.avertir_une_fois(
            apport,
            f"date « {ecrite} » à l'année incomplète ; lue {remise}, le jour d'abord",
            "écrire l'année en quatre chiffres",
        )
    return remise


@lecture("fin", "calendrier")
def _calendrier(saisie: Saisie, apport: ApportDeCellule, texte: str) -> None:
    sens = apport.colonne.sens
    if sens.periode and _est_une_coche(texte):
        saisie.periodes.append((apport, sens.periode))
        return
    ecrite = _date_ecrite(saisie, apport) or texte
    ecrite = _remettre_en_ordre(saisie, apport, ecrite)
    try:
        lu = lire_calendrier(ecrite, echeance=sens.champ == "fin")
    except Refus as refus:
        if sens.champ == "calendrier" and "incomprise" in str(refus):
            saisie.preciser(apport, texte)  # « Deux réunions, puis un bilan » : une phrase
            return
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
        if sens.champ == "calendrier":
            saisie.preciser(apport, texte)
        else:
            saisie.laisser(apport, texte, "une autre colonne dit déjà d'autres dates")
        return
    if sens.champ == "calendrier" and list(libres) == ["debut"] and lu.debut == ecrite:
        saisie.avertir_une_fois(
            apport, f"« {ecrite} », seule date, prise pour le début", DIRE_L_ECHEANCE
        )
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
        saisie.laisser(apport, texte, "ni croix, ni montant, ni étape")


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
