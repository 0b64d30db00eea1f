"""Ce que contient le dossier des données : les fichiers à lire, et ceux qui se perdraient sans mot.

Un fichier enregistré sous un nom à peine différent (`fiche.yml.txt`), un dossier lié, une copie de
sauvegarde ne se lisent pas : cela se dit, avec ce qu'il faut faire.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..modele.accents import sans_accent
from .anomalie import Anomalie, Gravite

SUFFIXES_LUS = (".yml", ".yaml")
CACHES = (".", "~$")
"""Le début des noms qu'un système ou un éditeur pose et cache."""
DU_SYSTEME = {"thumbs.db", "desktop.ini", "lisezmoi", "readme", "license", "licence"}
"""Des noms, sans suffixe ou en entier, qui ne sont pas des données et ne prétendent pas l'être."""
SUFFIXES_DE_NOTICE = (".md",)
DOSSIER_OFFICIEL = "officiel"
"""Le dossier de la liste officielle : ce qu'il contient ne s'écrit pas en YAML."""
DEGUISE = re.compile(r"(.+\.ya?ml)\.\w+", re.I)
D_UN_EDITEUR = ("~", ".swp")
"""La fin des noms qu'un éditeur donne à ses propres copies."""
SAUVEGARDE = re.compile(r".+\.(?:bak|old|orig|save|tmp|copie)", re.I)
TERRITOIRE = re.compile(r"territoires/[^/]+")


def inventorier(dossier: Path) -> tuple[list[Path], list[Anomalie]]:
    """Les fichiers à lire, dans l'ordre de leurs chemins, et ce qui ne se lira pas.

    Args:
        dossier: racine des données, qui existe.
    """
    a_lire: list[Path] = []
    anomalies: list[Anomalie] = []

    def dire(chemin: str | Path, constat: str, conseil: str, gravite: Gravite) -> None:
        relatif = Path(chemin).relative_to(dossier).as_posix()
        anomalies.append(Anomalie(relatif, 1, "", constat, conseil, gravite))

    def dire_le_refus(erreur: OSError) -> None:
        conseil = "donner à votre compte le droit de le lire"
        dire(erreur.filename, "dossier illisible", conseil, Gravite.ERREUR)

    for racine, sous, noms in os.walk(dossier, onerror=dire_le_refus):
        ici = Path(racine)
        relatif = ici.relative_to(dossier).as_posix()
        sous[:] = sorted(nom for nom in sous if not nom.startswith(CACHES))
        for nom in sous:
            for constat, conseil, gravite in _du_dossier(ici / nom):
                dire(ici / nom, constat, conseil, gravite)
        visibles = [
            nom
            for nom in sorted(noms)
            if not nom.startswith(CACHES) and not nom.endswith(D_UN_EDITEUR)
        ]
        if TERRITOIRE.fullmatch(relatif) and not visibles and not sous:
            conseil = "y mettre « territoire.yml », ou supprimer le dossier"
            dire(ici, "dossier de territoire vide", conseil, Gravite.AVERTISSEMENT)
        for nom in visibles:
            chemin = ici / nom
            if chemin.suffix.lower() in SUFFIXES_LUS and chemin.is_file():
                a_lire.append(chemin)
            elif PurePosixPath(relatif).parts[:1] != (DOSSIER_OFFICIEL,):
                for constat, conseil, gravite in _du_fichier(chemin):
                    dire(chemin, constat, conseil, gravite)
    return sorted(a_lire, key=str), anomalies


def _du_dossier(chemin: Path) -> Iterator[tuple[str, str, Gravite]]:
    """Ce qu'il y a à dire d'un dossier."""
    if chemin.is_symlink():
        conseil = "copier le dossier à sa place"
        yield "lien vers un dossier, qui n'est pas suivi", conseil, Gravite.ERREUR
    elif chemin.suffix.lower() in SUFFIXES_LUS:
        conseil = "le renommer, ou mettre ses fichiers à leur place"
        yield "dossier nommé comme un fichier de données", conseil, Gravite.ERREUR


def _du_fichier(chemin: Path) -> Iterator[tuple[str, str, Gravite]]:
    """Ce qu'il y a à dire d'un fichier qui ne se lira pas ; rien s'il n'y prétend pas."""
    nom = chemin.name
    if chemin.suffix.lower() in SUFFIXES_DE_NOTICE or DU_SYSTEME & {
        nom.lower(),
        chemin.stem.lower(),
    }:
        return
    if chemin.is_symlink() and not chemin.exists():
        conseil = "remettre le fichier à sa place, ou supprimer le lien"
        yield "lien vers un fichier qui n'existe pas", conseil, Gravite.ERREUR
    elif SAUVEGARDE.fullmatch(nom):
        conseil = "le ranger ailleurs que dans les données, ou le supprimer"
        yield "copie de sauvegarde, qui n'est pas lue", conseil, Gravite.AVERTISSEMENT
    elif deguise := DEGUISE.fullmatch(nom):
        constat = f"fichier qui n'est pas lu : « {chemin.suffix} » s'est ajouté à son nom"
        yield constat, f"le renommer « {deguise[1]} »", Gravite.ERREUR
    elif not chemin.suffix:
        conseil = f"le renommer « {nom}.yml » si c'est une donnée, sinon l'ôter"
        yield "fichier sans suffixe, qui n'est pas lu", conseil, Gravite.AVERTISSEMENT
    else:
        conseil = "n'y garder que des fichiers .yml ; mettre les documents dans « docs »"
        constat = f"fichier « {chemin.suffix} », qui n'est pas lu"
        yield constat, conseil, Gravite.AVERTISSEMENT


def places_voisines(relatif: str) -> Iterator[str]:
    """Le même chemin bien écrit, puis parmi les actions du territoire."""
    *dossiers, nom = (
        re.sub(r"[^a-z0-9]+", "-", sans_accent(mot.lower())).strip("-")
        for mot in PurePosixPath(relatif).with_suffix("").parts
    )
    yield "/".join([*dossiers, f"{nom}.yml"])
    if dossiers[:1] == ["territoires"] and len(dossiers) > 1:
        yield "/".join([*dossiers[:2], "actions", f"{nom}.yml"])
