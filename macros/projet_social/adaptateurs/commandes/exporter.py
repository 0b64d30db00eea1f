"""`projet-social exporter` : un territoire en classeur, à retoucher puis à reprendre."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chargement import charger
from ...classeur.formats import SUFFIXES, ecrire_le_classeur
from ...classeur.refus import RefusDeClasseur
from ...ecriture.lot import Lot
from ...modele.fiche_action import FicheAction
from ...modele.niveau import Niveau
from ...tableur.aller_retour.mise_a_plat import mettre_a_plat
from ...tableur.aller_retour.mise_en_classeur import mettre_en_classeur
from ...texte.typographie import accorder, nombre_ecrit
from ..classeur_maison import choisir_le_territoire, contexte_de
from ..console import conclure
from .refus import RefusDeCommande


def exporter(choix: argparse.Namespace) -> int:
    """Écrit le classeur d'un territoire."""
    corpus = charger(choix.donnees)
    slug = choisir_le_territoire(corpus, choix.territoire)
    format_ = _format(choix.format, choix.sortie)
    suffixe = SUFFIXES[format_]
    sortie: Path = choix.sortie or Path(f"{slug}{suffixe}")
    if sortie.suffix.lower() != suffixe:
        raise RefusDeCommande(
            f"« {sortie.name} » ne finit pas par {suffixe} ; changer le nom ou le format"
        )
    if sortie.is_dir() or not sortie.parent.is_dir():
        raise RefusDeCommande(f"« {sortie} » ne peut pas être écrit ; vérifier le dossier")
    if sortie.exists() and not choix.remplacer:
        raise RefusDeCommande(
            f"« {sortie} » existe déjà ; donner un autre nom, ou ajouter --remplacer"
        )
    contexte = contexte_de(corpus, slug)
    try:
        octets = ecrire_le_classeur(mettre_en_classeur(contexte), format_)
    except RefusDeClasseur as refus:
        raise RefusDeCommande(str(refus)) from refus
    Lot(sortie.parent, {}, {sortie.name: octets}).appliquer()
    tables = mettre_a_plat(contexte)
    lignes = accorder(len(tables[Niveau]), "ligne de plan", "lignes de plan")
    actions = accorder(len(tables[FicheAction]), "action")
    conclure(
        f"{sortie} : {lignes}, {actions} ({nombre_ecrit(max(1, len(octets) // 1000))} Ko)",
        "l'ouvrir, lire l'onglet « Lisez-moi », le retoucher,",
        f"projet-social importer {sortie} --essai",
    )
    return 0


def _format(dit: str | None, sortie: Path | None) -> str:
    """Le format que l'on dit, ou celui que le nom du fichier annonce."""
    if dit is not None:
        return dit
    suffixe = sortie.suffix.lower() if sortie else ""
    return next((nom for nom, s in SUFFIXES.items() if s == suffixe), "xlsx")
