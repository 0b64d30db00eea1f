"""Regarder un dossier : ce qui y est, ce qui y manque, sans rien y écrire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from .. import __version__
from ..chargement import Rapport, examiner
from ..depart.generateur import DOSSIER_DE_LA_ROUE, EXIGENCES
from ..depart.recettes import DOSSIER as DOSSIER_DES_RECETTES
from ..depart.recettes import RECETTES
from ..depart.roue import PAQUET
from ..lecture.anomalie import CorpusInvalide, situer_les_anomalies
from ..parcours.etat import EtatDuSite, Fraicheur
from ..supplements import SUPPLEMENTS, manque
from .commandes.refus import RefusDeCommande
from .deja_construit import est_a_jour
from .reglages import territoire_voulu
from .reglages_mkdocs import ReglagesLus, lire_les_reglages
from .roue_du_generateur import ICI

A_IMPORTER = (".xlsx", ".ods", ".xls", ".csv", ".docx", ".pdf")
"""Les fichiers qui peuvent être un plan."""
CLASSEURS = (".xlsx", ".ods", ".zip")
A_RANGER = "a-ranger"
FORGES = (".gitlab-ci.yml", ".github/workflows/*.y*ml", ".forgejo/workflows/*.y*ml")
"""Ce qui fait publier un site par une forge, quel que soit qui l'a écrit."""


def regarder_le_site(racine: Path, aujourd_hui: date) -> EtatDuSite:
    """L'état d'un site, dont `mkdocs.yml` est là."""
    etat = EtatDuSite(
        aujourd_hui,
        vu=(racine / ".cache").is_dir(),
        garde=_garde(racine),
        version=__version__,
        manquent=frozenset(nom for nom in SUPPLEMENTS if manque(nom)),
        publie_par=_publie_par(racine),
        a_ranger=[f"{A_RANGER}/{f.name}" for f in sorted((racine / A_RANGER).glob("*.csv"))],
    )
    try:
        lus = lire_les_reglages(racine)
    except RefusDeCommande as refus:
        return replace(etat, refus=str(refus))
    rapport = _lire_les_donnees(racine, lus, aujourd_hui)
    slugs = set(rapport.corpus.territoires) if rapport else set()
    return replace(
        etat,
        rapport=rapport,
        donnees=lus.donnees,
        adresse=lus.adresse,
        production=lus.production,
        pdf=lus.pdf,
        construit=_fraicheur(racine, lus.sortie),
        sortie=lus.sortie.name,
        a_importer=list(_a_importer(racine, slugs)),
        retours=_retours(racine, etat.bilan),
    )


def trouver_un_site(ici: Path) -> Path | None:
    """Le site le plus proche : ce dossier, un dossier au-dessus, ou le seul qu'il contient."""
    for dossier in (ici, *ici.resolve().parents):
        if _est_un_site(dossier):
            return dossier
    dessous = [dossier for dossier in sorted(ici.iterdir()) if _est_un_site(dossier)]
    return dessous[0] if len(dessous) == 1 else None


def _est_un_site(dossier: Path) -> bool:
    reglages = dossier / "mkdocs.yml"
    return reglages.is_file() and b"projet-social" in reglages.read_bytes()


def _lire_les_donnees(racine: Path, lus: ReglagesLus, aujourd_hui: date) -> Rapport | None:
    try:
        rapport = examiner(
            racine / lus.donnees,
            aujourd_hui=aujourd_hui,
            premier=territoire_voulu(lus.territoire),
        )
    except CorpusInvalide:  # le dossier n'existe pas : c'est le pas à faire
        return None
    rapport.anomalies = situer_les_anomalies(rapport.anomalies, lus.donnees)
    return rapport


def _garde(racine: Path) -> str:
    """La version du générateur que garde le site ; le dépôt du programme se garde lui-même."""
    if racine.resolve() == ICI.parents[1].resolve():
        return __version__
    roues = sorted((racine / DOSSIER_DE_LA_ROUE).glob(f"{PAQUET}-*.whl"))
    if not roues or not (racine / EXIGENCES).is_file():
        return ""
    return roues[-1].name.split("-")[1]


def _publie_par(racine: Path) -> str:
    """La recette mise en place ; vide tant que toutes attendent, à part."""
    a_choisir = (racine / DOSSIER_DES_RECETTES / "LISEZMOI.md").is_file()
    for recette in RECETTES.values():
        fichiers = recette.fichiers()
        a_part = a_choisir and all(f.startswith(f"{DOSSIER_DES_RECETTES}/") for f in fichiers)
        if not a_part and all((racine / fichier).is_file() for fichier in fichiers):
            return recette.nom
    if any(any(racine.glob(motif)) for motif in FORGES):
        return "forge"
    return "zip" if any(racine.glob("site*.zip")) else ""


def _fraicheur(racine: Path, sortie: Path) -> Fraicheur:
    if not (sortie / "index.html").is_file():
        return Fraicheur.ABSENT
    a_jour = any(est_a_jour(racine, sortie, production) for production in (False, True))
    return Fraicheur.A_JOUR if a_jour else Fraicheur.PERIME


def _a_importer(racine: Path, slugs: set[str]) -> Iterator[str]:
    """Les classeurs et documents du dossier, sauf ceux que le programme a écrits lui-même."""
    for fichier in sorted(racine.iterdir()):
        ecrit_ici = fichier.stem.startswith((*slugs, "bilan-", "~$", "."))
        if fichier.suffix.lower() in A_IMPORTER and fichier.is_file() and not ecrit_ici:
            yield fichier.name


def _retours(racine: Path, bilan: str) -> str:
    """Le dossier ou le classeur du bilan de l'année, s'il est déjà parti."""
    reunion = f"{bilan.replace('bilan', 'reunion')}/pilotes"
    candidats = [reunion, bilan, *(f"{bilan}{suffixe}" for suffixe in CLASSEURS)]
    return next((nom for nom in candidats if (racine / nom).exists()), "")
