"""Des valeurs lues aux objets du modèle, et les refus de pydantic dits en français."""

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from ..modele.introspection import classe_dans, est_un_dictionnaire, ordre_des_champs
from ..modele.socle import TIRET_COLLE, Objet, Refus
from ..texte.citation import abreger
from .anomalie import Anomalie
from .causes import cause_d_une_cle
from .document import Document, Endroit, nommer
from .mots_des_gens import champ_que_nomme, code_que_nomme, est_un_nom_connu
from .yaml_marque import Chemin

M = TypeVar("M", bound=Objet)

NATURES = ((dict, "un groupe de clés"), (list, "une liste"), (str, "un texte"))


RESSEMBLANCE, FAUTE_DE_FRAPPE, SURE = 0.6, 0.7, 0.86
"""Part de lettres communes : d'un mot qui ressemble, mal tapé, le même à une lettre près."""


def plus_proche(mot: str, connus: Iterable[str], seuil: float = RESSEMBLANCE) -> str:
    """« écrire plutôt « x » » quand un mot connu ressemble, sinon une chaîne vide."""
    noms = {connu.lower(): connu for connu in connus}
    proches = difflib.get_close_matches(mot.lower(), noms, n=1, cutoff=seuil)
    return f"écrire plutôt « {noms[proches[0]]} »" if proches else ""


def valider(modele: type[M], document: Document) -> tuple[M | None, list[Anomalie]]:
    """Valide le contenu d'un document.

    Returns:
        L'objet, ou None et la liste complète des anomalies.
    """
    objet, refus = eprouver(modele, document.valeurs)
    anomalies = [
        Endroit(document, chemin).anomalie(constat, conseil) for chemin, constat, conseil in refus
    ]
    for chemin, ligne in document.vides:
        permises = _cles_permises(modele, chemin[:-1])
        if permises is not None and chemin[-1] not in permises:
            constat, conseil = _inconnue(chemin[-1], permises)
            anomalies.append(Anomalie(document.fichier, ligne, nommer(chemin), constat, conseil))
    return None if anomalies else objet, anomalies


def eprouver(modele: type[M], valeurs: Any) -> tuple[M | None, list[tuple[Chemin, str, str]]]:
    """Donne des valeurs au modèle, sans fichier derrière.

    Returns:
        L'objet, ou None et tous les refus : le chemin de la valeur, le constat, le conseil.
    """
    try:
        return modele.model_validate(valeurs), []
    except ValidationError as refus:
        dits = []
        phrases_coupees: set[Chemin] = set()
        for erreur in sorted(refus.errors(), key=lambda e: e["type"] != "extra_forbidden"):
            chemin = tuple(pas for pas in erreur["loc"] if pas != "[key]")
            if erreur["type"] == "missing" and chemin[:-1] in phrases_coupees:
                continue
            constat, conseil = _dire(erreur, chemin, modele, valeurs)
            if constat.startswith(PHRASE_COUPEE):
                phrases_coupees.add(chemin[:-1])
            refuse = erreur.get("ctx", {}).get("error")
            if isinstance(refuse, Refus) and refuse.champ:
                chemin = (*chemin, refuse.champ)
            dits.append((chemin, constat, conseil))
        return None, dits


CONSTAT_MAXIMUM = 200
"""Signes d'un constat : au-delà, la valeur citée est abrégée."""
CE_QUI_NOMME = {"titre", "nom"}
"""Les clés que l'on écrit d'abord."""
CLES_CITEES = 6
"""Clés que l'on rappelle à qui n'en a écrit aucune."""
PHRASE_COUPEE = "la phrase est coupée à son deux-points"


def _dire(erreur: Any, chemin: Chemin, modele: type[Objet], valeurs: Any) -> tuple[str, str]:
    genre, recu, contexte = erreur["type"], erreur.get("input"), erreur.get("ctx", {})
    recu_est = next((mot for sorte, mot in NATURES if isinstance(recu, sorte)), "une valeur")
    if isinstance(contexte.get("error"), Refus):
        return _d_une_ligne(contexte["error"].constat), contexte["error"].conseil
    if genre == "missing":
        return "champ obligatoire absent", f"ajouter « {chemin[-1]}: … »"
    if genre == "extra_forbidden":
        return _cle_inconnue(chemin, modele, valeurs)
    if genre == "enum" and not isinstance(recu, str):
        return f"un seul mot est attendu, pas {recu_est}", "n'en garder qu'un, sur la même ligne"
    if genre == "enum":
        return _mot_inconnu(str(recu), chemin, modele)
    if genre == "string_type" and isinstance(chemin[-1], int) and _phrase(recu):
        return _phrase_coupee(recu)
    if genre in ("string_type", "string_sub_type"):
        return f"un texte est attendu, pas {recu_est}", "écrire la valeur sur une seule ligne"
    if genre in ("int_type", "float_type", "bool_type"):
        attendu = "oui ou non" if genre == "bool_type" else "un nombre"
        return f"{attendu} est attendu, pas {recu_est}", "écrire la valeur sur la même ligne"
    if genre in ("tuple_type", "list_type") and isinstance(recu, str) and recu.startswith("-"):
        return TIRET_COLLE
    if genre in ("tuple_type", "list_type"):
        conseil = "commencer chaque élément par un tiret" + _avec_ses_cles(modele, (*chemin, 0))
        return f"une liste est attendue, pas {recu_est}", conseil
    if genre in ("model_type", "model_attributes_type", "dict_type"):
        conseil = "écrire une clé par ligne" + _avec_ses_cles(modele, chemin)
        return f"un groupe « clé: valeur » est attendu, pas {recu_est}", conseil
    if genre == "too_long":
        return f"{contexte['actual_length']} éléments, {contexte['max_length']} au plus", (
            "garder les principaux"
        )
    if genre == "too_short":
        return "liste vide", "y mettre au moins un élément, ou retirer la clé"
    if genre in ("greater_than_equal", "less_than_equal"):
        return f"« {recu} » hors des bornes", "écrire un nombre de 0 à 100"
    if genre == "string_pattern_mismatch":
        return f"« {recu} » mal formé", "vérifier l'adresse ou le numéro"
    return _d_une_ligne(f"valeur « {recu} » refusée"), "voir la référence des données"


def _avec_ses_cles(modele: type[Objet], chemin: Chemin) -> str:
    """« (clés : annee, nature, prevu…) » ; rien de ce qui n'a pas de clés."""
    cles = sorted(_cles_permises(modele, chemin) or [], key=lambda cle: cle not in CE_QUI_NOMME)
    suite = "…" if len(cles) > CLES_CITEES else ""
    return f" (clés : {', '.join(cles[:CLES_CITEES])}{suite})" if cles else ""


def _d_une_ligne(constat: str) -> str:
    """Le constat sur une ligne : une valeur longue citée y est abrégée."""
    return abreger(" ".join(constat.split()), CONSTAT_MAXIMUM)


def _mot_inconnu(mot: str, chemin: Chemin, modele: type[Objet]) -> tuple[str, str]:
    vocabulaire = classe_dans(_type_au_bout(modele, chemin), StrEnum)
    connus = [connu.value for connu in vocabulaire or ()]
    champ = next((pas for pas in reversed(chemin) if isinstance(pas, str)), "")
    voulu = code_que_nomme(champ, mot)
    conseil = f"écrire plutôt « {voulu} »" if voulu in connus else plus_proche(mot, connus)
    conseil = conseil or "écrire l'un des mots permis"
    return f"mot inconnu « {mot} »", f"{conseil} (permis : {', '.join(connus)})"


def _phrase(valeur: Any) -> bool:
    """Vrai pour ce que devient une phrase sans guillemets, coupée à son deux-points."""
    return (
        isinstance(valeur, dict)
        and len(valeur) == 1
        and all(isinstance(fin, str) for fin in valeur.values())
    )


def _phrase_coupee(valeur: dict[str, str]) -> tuple[str, str]:
    ((debut, fin),) = valeur.items()
    constat = _d_une_ligne(f"{PHRASE_COUPEE} (« {debut} : {fin} »)")
    return constat, "mettre toute la phrase entre guillemets droits"


def _cle_inconnue(chemin: Chemin, modele: type[Objet], valeurs: Any) -> tuple[str, str]:
    cle = str(chemin[-1])
    parent: Any = valeurs
    for pas in chemin[:-1]:
        parent = parent[pas] if not (pas == 0 and isinstance(parent, str)) else parent
    connues = _cles_permises(modele, chemin[:-1]) or []
    proche = _cle_voulue(cle, connues)
    if _phrase(parent) and not proche and len(chemin) > 1 and isinstance(chemin[-2], int):
        return _phrase_coupee(parent)
    return _inconnue(cle, connues)


def _inconnue(cle: str, connues: list[str]) -> tuple[str, str]:
    if cause := cause_d_une_cle(cle, connues):
        return cause
    permises = f" (permises : {', '.join(connues)})" if connues else ""
    return f"clé inconnue « {cle} »", _cle_voulue(cle, connues) or f"la retirer{permises}"


def _cle_voulue(cle: str, connues: list[str]) -> str:
    """« écrire plutôt « x » », par le sens ; à défaut par les lettres, si ce n'est qu'une faute.

    Un mot que l'on emploie pour un autre champ (« financeurs ») n'est pas une faute de frappe.
    """
    if voulue := champ_que_nomme(cle, connues):
        return f"écrire plutôt « {voulue} »"
    return plus_proche(cle, connues, SURE if est_un_nom_connu(cle) else FAUTE_DE_FRAPPE)


def _cles_permises(modele: type[Objet], chemin: Chemin) -> list[str] | None:
    """Les clés permises au bout d'un chemin ; None si elles y sont libres, ou déjà inconnues."""
    annonce: Any = modele
    for pas in (pas for pas in chemin if isinstance(pas, str)):
        objet = classe_dans(annonce, Objet)
        if est_un_dictionnaire(annonce):
            annonce = get_args(annonce)[1]
        elif objet is None or pas not in objet.model_fields:
            return None
        else:
            annonce = objet.model_fields[pas].annotation
    if est_un_dictionnaire(annonce):
        mots = classe_dans(get_args(annonce)[0], StrEnum)
        return [str(mot) for mot in mots] if mots else None
    objet = classe_dans(annonce, Objet)
    return ordre_des_champs(objet) if objet else []


def _type_au_bout(modele: type[Objet], chemin: Chemin) -> Any:
    """Ce que le modèle annonce au bout d'un chemin ; les clés de dictionnaire s'enjambent."""
    annonce: Any = modele
    for pas in chemin:
        objet = classe_dans(annonce, Objet)
        if objet and pas in objet.model_fields:
            annonce = objet.model_fields[str(pas)].annotation
    return annonce
