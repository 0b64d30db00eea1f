"""Aucune personne ne sort d'un import : ni son nom, ni son courriel, ni son téléphone.

Tout texte d'une cellule passe ici avant d'être lu. Ce qui en est ôté n'est écrit nulle part, pas
même au rapport : on dit où, et par quelle règle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from ...modele.texte import COURRIEL, TELEPHONE
from ...texte.personnes import (
    NOM_RETIRE,
    est_une_boite_de_service,
    garder_la_fonction,
    noms_de_personnes,
    retirer_les_noms,
)
from ...texte.typographie import accorder
from ..remarque import Remarque, RepereDeCase
from .a_ranger import CelluleARanger
from .decoupage import RETIRE, expurger, masquer
from .entetes import ColonneLue
from .grille import est_un_nombre, texte_de
from .niveaux import ApportDeCellule, PlanLu
from .noms_de_colonnes import A_RANGER
from .rapport import RapportDeLecture
from .synonymes import cle_d_en_tete, mots_reconnus

PERSONNE, CONTACT = "personne", "contact"
"""Les champs dont les cellules nomment quelqu'un."""
DE_STRUCTURES = frozenset(
    (
        "pilotes",
        "porteur",
        "elu_referent",
        "partenaires",
        "financeurs",
        "financeur_chiffre",
        "instance",
    )
)
"""Les champs qui ne contiennent que des noms de structures."""
NOM = "nom d'une personne"
PRESUME = "tenu pour le nom d'une personne : ni structure ni fonction connue"
COORDONNEES = "courriel ou téléphone d'une personne"
ANNUAIRE = "annuaire de personnes"
"""La règle qui écarte une feuille entière."""
CONSEILS = {
    NOM: "écrire la structure ou la fonction, jamais le nom d'une personne",
    PRESUME: "si c'est une structure, la mettre dans une colonne « Structure pilote »",
    COORDONNEES: "nommer la structure ; une boîte de service se met dans une colonne « Contact »",
}
MOTS_D_UN_NOM = 4
"""Mots d'un texte sans champ qui pourrait n'être qu'un nom."""
CITEES = 12
"""Cellules qu'une remarque énumère ; le fichier à ranger les a toutes."""


@dataclass(frozen=True, slots=True)
class TexteProtege:
    """Ce qui reste d'un texte, et les règles qui en ont ôté quelque chose."""

    texte: str
    regles: tuple[str, ...] = ()


def nomme_des_personnes(colonne: ColonneLue) -> bool:
    """Vrai si le titre de la colonne, ou le nom du champ, annonce des personnes."""
    if colonne.sens.champ in (PERSONNE, CONTACT):
        return True
    if colonne.sens.champ not in DE_STRUCTURES | {"", A_RANGER} or not colonne.parties:
        return False
    mots = set(cle_d_en_tete(colonne.parties[-1]).split())
    connus = mots_reconnus()
    return bool(mots & connus.personnes) and mots.isdisjoint(connus.pas_des_personnes)


def proteger_le_texte(texte: str, colonne: ColonneLue | None = None) -> TexteProtege:
    """Le texte d'une cellule, sans ce qui désigne une personne.

    Args:
        colonne: sa colonne ; None pour un texte qui n'est d'aucune.
    """
    champ = colonne.sens.champ if colonne else A_RANGER
    if colonne is not None and champ == CONTACT:
        return _proteger_le_contact(texte)
    stricte = colonne is not None and nomme_des_personnes(colonne)
    court = champ in ("", A_RANGER) and len(texte.split()) <= MOTS_D_UN_NOM
    structure = stricte or court or champ in DE_STRUCTURES
    regles = []
    sans_coordonnees = expurger(texte) if structure else masquer(texte)
    if sans_coordonnees.retire:
        regles.append(COORDONNEES)
    propre = sans_coordonnees.texte
    reste = retirer_les_noms(propre, structure=structure, marque="" if structure else NOM_RETIRE)
    if reste != propre:
        regles.append(NOM)
    if stricte and (fonction := garder_la_fonction(reste)) != reste:
        regles += [PRESUME] if NOM not in regles else []
        reste = fonction
    return TexteProtege("" if reste.strip() in (NOM_RETIRE, RETIRE) else reste, tuple(regles))


def _proteger_le_contact(texte: str) -> TexteProtege:
    """Un service, sa boîte et son standard ; la ligne directe de quelqu'un n'en est pas un."""
    boites = [adresse for adresse in COURRIEL.findall(texte) if est_une_boite_de_service(adresse)]
    numeros = [trouve[0] for trouve in TELEPHONE.finditer(texte)]
    nu = expurger(texte).texte
    service = garder_la_fonction(nu)
    nomme = bool(nu) and service != nu
    publics = [
        numero
        for numero in numeros
        if (service or boites) and not nomme and not re.match(r"(?:\+33|0033|0)\s?[67]", numero)
    ]
    regles = [NOM if noms_de_personnes(nu, structure=True) else PRESUME] if nomme else []
    if len(boites) < len(COURRIEL.findall(texte)) or len(publics) < len(numeros):
        regles.append(COORDONNEES)
    return TexteProtege("\n".join([*filter(None, [service]), *boites, *publics]), tuple(regles))


def proteger(apport: ApportDeCellule, rapport: RapportDeLecture) -> ApportDeCellule | None:
    """L'apport d'une cellule sans ce qui désigne une personne ; None s'il n'en reste rien."""
    valeur, colonne = apport.cellule.valeur, apport.colonne
    if est_un_nombre(valeur) and colonne.sens.champ == CONTACT:
        protege = TexteProtege("", (COORDONNEES,))
    elif isinstance(valeur, str):
        protege = proteger_le_texte(texte_de(valeur), colonne)
    else:
        return apport
    if not protege.regles:
        return apport
    rapport.retirer(apport.ou, colonne.entete, protege.regles, protege.texte)
    if not protege.texte:
        rapport.ignorer(apport.ou, protege.regles[0])
        return None
    lien = "" if apport.cellule.lien.lower().startswith("mailto:") else apport.cellule.lien
    return ApportDeCellule(
        colonne, replace(apport.cellule, valeur=protege.texte, lien=lien), apport.ou
    )


def proteger_les_intitules(plan: PlanLu, rapport: RapportDeLecture) -> None:
    """Un intitulé n'a pas de coordonnées ; s'il semble nommer quelqu'un, on le dit."""
    lignes = list(plan.parcourir())
    for element in [*lignes, *chain.from_iterable(ligne.etapes for ligne in lignes)]:
        propre = expurger(element.titre)
        if propre.retire:
            element.titre = propre.texte or RETIRE
            rapport.retirer(element.ou, "", (COORDONNEES,), element.titre)
        if noms_de_personnes(element.titre):
            rapport.remarques.avertir(
                element.ou,
                "",
                "l'intitulé semble nommer une personne",
                "écrire sa fonction, ou ce que fait l'action",
            )
    if plan.titre is not None:
        titre, ou = plan.titre
        plan.titre = (proteger_le_texte(titre).texte or RETIRE, ou)


def dire_ce_qui_est_retire(rapport: RapportDeLecture) -> None:
    """Une remarque par colonne et par règle : les cellules, jamais ce qu'elles disaient."""
    groupes: dict[tuple[str, str, str], list[RepereDeCase]] = {}
    for ou, retrait in sorted(rapport.retraits.items()):
        for regle in retrait.regles:
            groupes.setdefault((ou.feuille, retrait.colonne, regle), []).append(ou)
    for (feuille, colonne, regle), cellules in groupes.items():
        if len(cellules) == 1:
            rapport.remarques.avertir(cellules[0], colonne, f"{regle}, non repris", CONSEILS[regle])
            continue
        cases = ", ".join(ou.case for ou in cellules[:CITEES])
        suite = ", …" if len(cellules) > CITEES else ""
        constat = f"{accorder(len(cellules), 'cellule')} ({cases}{suite}) : {regle}, non repris"
        rapport.remarques.append(Remarque(None, colonne, constat, CONSEILS[regle], feuille=feuille))


def ranger_sans_nommer(
    restes: Iterable[CelluleARanger],
    fichiers: Mapping[RepereDeCase, str],
    rapport: RapportDeLecture,
) -> list[CelluleARanger]:
    """Les lignes à ranger ; d'une cellule qui désignait quelqu'un, où elle est et pourquoi."""
    return [
        *(reste for reste in restes if reste.ou not in rapport.retraits),
        *(
            CelluleARanger(
                ou,
                retrait.colonne,
                "",
                f"{' ; '.join(retrait.regles)}, non repris",
                CONSEILS[retrait.regles[0]],
                fichiers.get(ou, ""),
            )
            for ou, retrait in rapport.retraits.items()
        ),
    ]


def exemple_montrable(colonne: ColonneLue) -> str:
    """Le premier exemple d'une colonne, s'il ne désigne personne."""
    if not colonne.exemples or nomme_des_personnes(colonne):
        return ""
    return proteger_le_texte(colonne.exemples[0], colonne).texte


def contenu_montrable(rapport: RapportDeLecture, ou: RepereDeCase) -> str:
    """Ce que le rapport peut montrer d'une cellule."""
    if (retrait := rapport.retraits.get(ou)) is not None:
        return retrait.reste
    if rapport.sorts[ou][1] == ANNUAIRE:
        return ""
    return proteger_le_texte(rapport.grilles[ou.rang].texte(ou.ligne, ou.colonne)).texte
