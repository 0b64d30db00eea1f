"""`projet-social vider-l-exemple` : ôter l'exemple inventé, garder ce que l'on a écrit."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chargement import examiner, examiner_des_arbres
from ...corpus.exemple import restes_sans_marque
from ...depart.exemple import ANNONCES, sans_l_annonce
from ...depart.vidage import Vidage, sans_l_en_tete, vider
from ...ecriture.lot import Lot
from ...ecriture.yaml_conserve import fusionner
from ..console import conclure
from ..dossier_d_import import DossierDImport, lire_le_dossier
from ..questions import renonce
from .refus import RefusDeCommande


def vider_l_exemple(choix: argparse.Namespace) -> int:
    """Montre ce qui part, puis l'ôte, tout ou rien."""
    donnees = lire_le_dossier(choix.donnees)
    vidage = vider(donnees.corpus)
    if not vidage.voulus:
        print(f"Rien à ôter : aucun exemple dans « {choix.donnees} ».")
        return _dire_les_restes(choix.donnees)
    lot = _preparer(donnees, vidage)
    print(lot.en_mots())
    for fichier, titre in vidage.a_finir:
        print(
            f"reste un exemple : {choix.donnees / fichier}, « {titre} » : vous l'avez complété, "
            "mais son titre est encore inventé ; écrire le vôtre, et retirer « exemple: oui »"
        )
    if choix.essai:
        conclure("Essai : rien n'est écrit.", "projet-social vider-l-exemple")
        return 0
    if renonce(choix.oui, "Ôter l'exemple"):
        conclure("Rien n'est écrit.")
        return 0
    lot.appliquer()
    _dire_les_restes(choix.donnees)
    conclure("L'exemple inventé est ôté.", "projet-social verifier", "projet-social servir")
    return 0


def _preparer(donnees: DossierDImport, vidage: Vidage) -> Lot:
    """Tous les fichiers à écrire, sous la racine du site."""
    racine, nom = donnees.racine, donnees.dossier.resolve().name
    lus: dict[str, bytes | None] = {}
    voulus: dict[str, bytes | None] = {}
    for fichier, valeurs in vidage.voulus.items():
        octets, chemin = donnees.corpus.documents[fichier].octets, f"{nom}/{fichier}"
        lus[chemin] = octets
        if valeurs is None:
            voulus[chemin] = None
            continue
        ancien = None if fichier in vidage.intacts else octets
        ecrit = fusionner(ancien, valeurs, fichier).decode("utf-8")
        marque = any(fichier == autre for autre, _ in vidage.a_finir)
        voulus[chemin] = (ecrit if marque else sans_l_en_tete(ecrit)).encode("utf-8")
    for page in () if vidage.a_finir else ANNONCES:
        if (place := racine / page).is_file():
            lu = lus[page] = place.read_bytes()
            voulus[page] = sans_l_annonce(page, lu.decode("utf-8")).encode("utf-8")
    _eprouver(donnees, vidage)
    return Lot(racine, lus, voulus)


def _eprouver(donnees: DossierDImport, vidage: Vidage) -> None:
    """Refuse un résultat que le site ne lirait pas.

    Raises:
        RefusDeCommande: il y manquerait quelque chose ; rien n'est écrit.
    """
    tous = {f: d.valeurs for f, d in donnees.corpus.documents.items() if d.valeurs is not None}
    restent = {f: v for f, v in (tous | vidage.voulus).items() if v is not None}
    rapport = examiner_des_arbres(restent, donnees.corpus.officiel)
    if rapport.erreurs:
        fautes = "".join(f"\n    {a}" for a in rapport.erreurs)
        raise RefusDeCommande(
            "l'exemple ne s'ôte pas sans casser ce que vous avez écrit ; corriger d'abord, rien "
            f"n'a été écrit{fautes}"
        )


def _dire_les_restes(dossier: Path) -> int:
    """Les phrases de l'exemple qui ne se disent plus telles : elles sont à qui les a gardées."""
    for lieu, constat in restes_sans_marque(examiner(dossier).corpus):
        print(f"à relire : {dossier / lieu.document.fichier}:{lieu.ligne} : {constat}")
    return 0
