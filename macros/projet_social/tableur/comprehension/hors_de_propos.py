"""Une valeur dans la mauvaise colonne : une date sous « Pilote », une structure sous « Budget ».

Rien n'est deviné : la valeur reste à ranger, et l'on dit ce qu'elle a l'air d'être.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ...lecture.mots_des_gens import code_que_nomme
from ...modele.date_partielle import lire_date
from ...modele.socle import Refus
from ...texte.personnes import est_une_structure
from .grille import est_un_nombre
from .niveaux import ApportDeCellule, PlanLu
from .protection import DE_STRUCTURES, PERSONNE
from .rapport import RapportDeLecture

LISTES_FERMEES = ("statut", "priorite", "nature", "participation")
BUDGETS = ("budget_prevu", "budget_realise", "montant_du_financeur")
DATES = ("debut", "fin", "calendrier")
MONTANT = re.compile(r"\d[\d .,\u00a0\u202f]*(?:[kM] ?€|€|euros?|%)", re.I)
JOUR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:er)? [^\W\d]+ \d{4}")
NOMBRE = re.compile(r"\d[\d .,\u00a0\u202f]*")
ENTRE_DEUX = ("piste",)
"""Les statuts qui se disent aussi d'un pilote : « à définir »."""


def dire_le_hors_de_propos(apport: ApportDeCellule, texte: str) -> str:
    """Ce qu'une valeur a l'air d'être, si ce n'est pas ce que sa colonne attend ; vide sinon."""
    champ = apport.colonne.sens.champ
    if champ in DE_STRUCTURES or champ == PERSONNE:
        attendu, vu = "une structure", _nature(apport, texte)
        return _constat(texte, vu, attendu) if vu and vu != "une structure" else ""
    if champ in BUDGETS and not est_un_nombre(apport.cellule.valeur):
        vu = _nature(apport, texte)
        return _constat(texte, vu, "un montant") if vu in ("une date", "une structure") else ""
    if champ in DATES:
        vu = "une structure" if est_une_structure(texte) else _mot_de_liste(texte)
        return _constat(texte, vu, "une date") if vu else ""
    if champ in LISTES_FERMEES and not code_que_nomme(champ, texte):
        vu = "une date" if _est_une_date(apport, texte) else _mot_de_liste(texte)
        return _constat(texte, vu, f"une valeur de « {champ} »") if vu else ""
    return ""


def _constat(texte: str, vu: str, attendu: str) -> str:
    return f"« {texte[:60]} » a l'air d'être {vu}, et non {attendu}"


def _nature(apport: ApportDeCellule, texte: str) -> str:
    """Ce qu'une valeur a l'air d'être ; vide si l'on n'en sait rien."""
    if _est_une_date(apport, texte):
        return "une date"
    if MONTANT.fullmatch(texte):
        return "un montant"
    if est_un_nombre(apport.cellule.valeur) or NOMBRE.fullmatch(texte):
        return "un nombre"
    return "une structure" if est_une_structure(texte) else _mot_de_liste(texte)


def _est_une_date(apport: ApportDeCellule, texte: str) -> bool:
    if isinstance(apport.cellule.valeur, date):
        return True
    return any(signe.isdigit() for signe in texte) and _se_lit_en_date(texte.strip())


@lru_cache(maxsize=1 << 12)
def _se_lit_en_date(texte: str) -> bool:
    try:
        lire_date(texte)
    except Refus:
        return False
    return True


def _mot_de_liste(texte: str) -> str:
    """« une valeur de « priorite » » : un mot que seule une liste fermée connaît."""
    if NOMBRE.fullmatch(texte) or not any(signe.isalpha() for signe in texte):
        return ""
    for liste in LISTES_FERMEES:
        if (code := code_que_nomme(liste, texte)) and code not in ENTRE_DEUX:
            return f"une valeur de « {liste} »"
    return ""


def signaler_les_intitules(plan: PlanLu, rapport: RapportDeLecture) -> None:
    """Un intitulé qui n'est qu'une date ou un nombre est sans doute celui d'une autre colonne."""
    for element in plan.actions():
        if NOMBRE.fullmatch(element.titre) or JOUR.fullmatch(element.titre):
            rapport.remarques.avertir(
                element.ou,
                "",
                f"intitulé « {element.titre[:60]} » : une date ou un nombre",
                "vérifier la colonne des intitulés, ou écrire celui de l'action",
            )
