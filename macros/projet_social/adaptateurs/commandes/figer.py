"""`projet-social figer` : garder un plan tel qu'il est, sous le jour où il fut voté."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from ...chargement import charger, examiner_des_arbres
from ...corpus.corpus import Corpus, VersionPubliee
from ...corpus.versions import PlanAFiger, lire_le_jour
from ...ecriture.arbre import nettoyer, semblables
from ...ecriture.lot import Lot
from ...ecriture.yaml_conserve import fusionner
from ...modele.date_partielle import jour_en_francais
from ...modele.socle import Refus
from ...texte.typographie import accorder, poids_ecrit
from ..console import conclure
from ..designation import choisir_le_plan, choisir_un_territoire
from .refus import RefusDeCommande

CE_QUI_DATE = ("titre", "date", "format")
"""Ce qui, dans une version, ne dit rien du plan."""
A_TAPER = 'projet-social figer "Voté le 12 décembre 2025"'


def figer(choix: argparse.Namespace) -> int:
    """Écrit la version, et dit ce qu'elle garde ; refuse celle qui n'apprendrait rien."""
    titre = " ".join(choix.titre.split())
    if not titre:
        raise RefusDeCommande(
            f"il manque ce qui s'est passé ; écrire par exemple : {A_TAPER} "
            "(pour garder dans le site la version du générateur : projet-social verrouiller)"
        )
    corpus = charger(choix.donnees)
    plan = choisir_le_plan(choisir_un_territoire(corpus, choix.territoire), choix.projet)
    a_figer = PlanAFiger(plan, titre, _jour(titre, choix.date))
    arbre = nettoyer(a_figer.arbre(corpus))
    jumelle = next((v for v in corpus.versions_du_plan(plan) if _garde_deja(v, arbre)), None)
    if jumelle is not None:
        raise RefusDeCommande(
            f"le plan est mot pour mot celui de « {jumelle.donnees.titre} » "
            f"({jumelle.lieu.document.fichier}) : il n'y a rien de neuf à garder"
        )
    if (choix.donnees / a_figer.chemin).exists():
        raise RefusDeCommande(
            f"« {choix.donnees / a_figer.chemin} » existe déjà, et une version ne s'écrase pas ; "
            "dire autre chose dans le titre, ou ôter d'abord ce fichier s'il est faux"
        )
    octets = fusionner(None, arbre)
    _eprouver(corpus, a_figer, arbre)
    Lot(choix.donnees, {a_figer.chemin: None}, {a_figer.chemin: octets}).appliquer()
    actions = sum(1 for ligne in plan.lignes if ligne.fiche)
    niveaux = len(plan.lignes) - actions
    conclure(
        f"Version du {jour_en_francais(a_figer.jour)} gardée : {choix.donnees / a_figer.chemin} "
        f"({accorder(niveaux, 'niveau', 'niveaux')}, {accorder(actions, 'action')}, "
        f"{poids_ecrit(len(octets))}).",
        "ne pas retoucher ce fichier : il dit ce qui fut décidé ce jour-là",
        "projet-social construire : la page « versions » du territoire la montre, et ce qui change",
    )
    if plan.territoire.montre_un_exemple:
        print("Cette version contient l'exemple inventé : « vider-l-exemple » l'ôtera avec lui.")
    return 0


def _garde_deja(version: VersionPubliee, arbre: Any) -> bool:
    """Vrai si une version dit déjà tout cela, son titre et son jour mis à part."""
    ecrites: Any = version.lieu.document.valeurs
    contenus = ({c: v for c, v in a.items() if c not in CE_QUI_DATE} for a in (ecrites, arbre))
    return semblables(*contenus)


def _jour(titre: str, dit: str) -> date:
    """Le jour de la version, dit à part ou dans le titre."""
    try:
        jour = lire_le_jour(dit or titre)
    except Refus as refus:
        raise RefusDeCommande(str(refus)) from refus
    if jour is None and dit:
        raise RefusDeCommande(f"« {dit} » ne dit pas un jour ; écrire par exemple 2025-12-12")
    if jour is None:
        raise RefusDeCommande(
            f"« {titre} » ne dit pas quel jour ; l'y écrire ({A_TAPER}), "
            "ou ajouter --date 2025-12-12"
        )
    if jour > date.today():
        raise RefusDeCommande(
            f"le {jour_en_francais(jour)} n'est pas encore venu ; figer le plan ce jour-là, "
            "ou corriger la date"
        )
    return jour


def _eprouver(corpus: Corpus, a_figer: PlanAFiger, arbre: object) -> None:
    """Relit la version avant de l'écrire : un fichier que l'on ne retouche pas doit être juste."""
    arbres = {c: d.valeurs for c, d in corpus.documents.items()}
    if fautes := examiner_des_arbres(arbres | {a_figer.chemin: arbre}, corpus.officiel).erreurs:
        raise RefusDeCommande(f"ce plan ne peut pas être figé : {fautes[0].constat}")
