"""`projet-social exporter` : un territoire en classeur, à retoucher puis à reprendre."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...chargement import charger
from ...classeur.classeur import Classeur
from ...classeur.formats import SUFFIXES, ecrire_le_classeur
from ...ecriture.lot import Lot
from ...modele.fiche_action import FicheAction
from ...modele.libelle import libelle_de
from ...modele.niveau import Niveau
from ...parcours.pas import citer
from ...tableur.aller_retour.gabarit_ademe import remplir_le_gabarit
from ...tableur.aller_retour.mise_a_plat import ContexteDuTerritoire, mettre_a_plat
from ...tableur.aller_retour.mise_en_classeur import mettre_en_classeur
from ...texte.typographie import accorder, poids_ecrit
from ..classeur_maison import contexte_de
from ..classeurs_des_pilotes import ecrire_les_parts
from ..console import conclure
from ..designation import choisir_un_territoire
from ..options.echanges import GABARIT_ADEME
from .refus import RefusDeCommande


def exporter(choix: argparse.Namespace) -> int:
    """Écrit le classeur d'un territoire."""
    corpus = charger(choix.donnees)
    slug = choisir_un_territoire(corpus, choix.territoire, "").slug
    if choix.par_pilote:
        return _exporter_par_pilote(contexte_de(corpus, slug), choix)
    format_ = _format(choix.format, choix.sortie)
    en_gabarit = format_ == GABARIT_ADEME
    suffixe = SUFFIXES["xlsx" if en_gabarit else format_]
    nom = f"{slug}-{GABARIT_ADEME}" if en_gabarit else slug
    sortie: Path = choix.sortie or Path(f"{nom}{suffixe}")
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
    if en_gabarit:
        _exporter_en_gabarit(contexte, sortie)
    else:
        _exporter_en_classeur(contexte, sortie, format_)
    return 0


def _exporter_par_pilote(contexte: ContexteDuTerritoire, choix: argparse.Namespace) -> int:
    """Écrit un classeur par pilote, et dit à qui va chacun."""
    if choix.format == GABARIT_ADEME:
        raise RefusDeCommande("--par-pilote n'a pas de gabarit ademe ; retirer --format")
    dossier = choix.sortie or Path(f"{contexte.slug}-pilotes")
    if dossier.suffix.lower() in SUFFIXES.values():
        raise RefusDeCommande(
            f"« {dossier} » : avec --par-pilote, donner le nom d'un dossier, comme "
            f"{dossier.with_suffix('')}"
        )
    if not dossier.parent.is_dir():
        raise RefusDeCommande(f"« {dossier} » ne peut pas être écrit ; vérifier le dossier")
    format_ = choix.format or "xlsx"
    parts = ecrire_les_parts(contexte, dossier, format_, remplacer=choix.remplacer)
    for nom, part in parts.items():
        pour = part.pilote or "les actions sans pilote"
        print(f"{dossier / nom} : {pour}, {accorder(len(part.contexte.documents), 'action')}")
    conclure(
        accorder(len(parts), "classeur écrit", "classeurs écrits"),
        "envoyer à chacun le sien ; la première feuille dit comment le remplir",
        f"remettre dans « {dossier} » ceux qui reviennent, sous leur nom",
        f"projet-social importer {citer(str(dossier))} --essai",
    )
    return 0


def _exporter_en_classeur(contexte: ContexteDuTerritoire, sortie: Path, format_: str) -> None:
    poids = _ecrire(mettre_en_classeur(contexte), sortie, format_)
    tables = mettre_a_plat(contexte)
    lignes = accorder(len(tables[Niveau]), "ligne de plan", "lignes de plan")
    actions = accorder(len(tables[FicheAction]), "action")
    conclure(
        f"{sortie} : {lignes}, {actions} ({poids})",
        "l'ouvrir, lire l'onglet « Lisez-moi », le retoucher,",
        f"projet-social importer {sortie} --essai",
    )


def _exporter_en_gabarit(contexte: ContexteDuTerritoire, sortie: Path) -> None:
    """Écrit le gabarit, et dit ce qu'il n'a pas de colonne pour dire."""
    rempli = remplir_le_gabarit(contexte)
    poids = _ecrire(rempli.classeur, sortie, "xlsx")
    if rempli.laisses:
        champs = ", ".join(
            f"{libelle_de(champ).lower()} ({nombre})"
            for champ, nombre in rempli.laisses.most_common()
        )
        print(f"Sans place dans ce gabarit, ou en partie seulement : {champs}.")
    conclure(
        f"{sortie} : {accorder(rempli.actions, 'action')} ({poids})",
        f"projet-social importer {sortie} --essai",
    )


def _ecrire(classeur: Classeur, sortie: Path, format_: str) -> str:
    """Écrit le classeur, et rend son poids."""
    octets = ecrire_le_classeur(classeur, format_)
    Lot(sortie.parent, {}, {sortie.name: octets}).appliquer()
    return poids_ecrit(len(octets))


def _format(dit: str | None, sortie: Path | None) -> str:
    """Le format que l'on dit, ou celui que le nom du fichier annonce."""
    if dit is not None:
        return dit
    suffixe = sortie.suffix.lower() if sortie else ""
    return next((nom for nom, s in SUFFIXES.items() if s == suffixe), "xlsx")
