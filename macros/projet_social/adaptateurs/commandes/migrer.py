"""`projet-social migrer` : mettre les données au format du programme, sans rien perdre d'écrit."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import Any

from ...chargement import modele_de, textes_officiels
from ...depart.gabarits import remplir
from ...depart.site_neuf import SCHEMAS, pour_l_editeur
from ...ecriture.arbre import ordonner_les_cles
from ...ecriture.lot import Lot
from ...ecriture.yaml_conserve import fusionner
from ...lecture.anomalie import Anomalie, CorpusInvalide
from ...lecture.yaml_marque import lire_le_yaml
from ...migration import registre as migrations
from ...migration.registre import FICHIER, Migration, version_declaree
from ...modele.format import FORMAT, FORMAT_NON_DECLARE
from ..console import conclure
from ..questions import renonce
from .refus import RefusDeCommande


def migrer(choix: argparse.Namespace) -> int:
    """Montre ce qui change, puis l'écrit, tout ou rien."""
    dossier: Path = choix.donnees
    if not dossier.is_dir():
        raise RefusDeCommande(f"« {dossier} » n'est pas un dossier de données ; vérifier son nom")
    lus, arbres = _lire(dossier)
    version = version_declaree(arbres)
    if version is None and FICHIER in arbres:
        raise RefusDeCommande(
            f"« {dossier / FICHIER} » ne dit pas de version ; y écrire « version: 1 », ou celle "
            "d'où viennent ces données"
        )
    etapes = migrations.migrations_depuis(version or FORMAT_NON_DECLARE)
    racine, prefixe = dossier.resolve().parent, f"{dossier.resolve().name}/"
    voulus = _voulus(lus, arbres, version)
    lot = Lot(
        racine,
        {f"{prefixe}{chemin}": octets for chemin, octets in lus.items()},
        {f"{prefixe}{chemin}": octets for chemin, octets in voulus.items()} | _schemas(racine),
    )
    if not lot:
        print(f"Rien à faire : « {dossier} » est au format {FORMAT}, celui de ce programme.")
        return 0
    _montrer(lot, etapes)
    if choix.essai:
        conclure("Essai : rien n'est écrit.", f"projet-social migrer {dossier}")
        return 0
    if renonce(choix.oui, "Écrire ces changements"):
        conclure("Rien n'est écrit.")
        return 0
    lot.appliquer()
    with contextlib.suppress(OSError):
        (dossier / "officiel").rmdir()
    conclure(
        f"« {dossier} » est au format {FORMAT}.",
        f"projet-social verifier {dossier}",
        "projet-social construire, et regarder le site",
    )
    return 0


def _lire(dossier: Path) -> tuple[dict[str, bytes | None], dict[str, Any]]:
    """Les octets de chaque fichier que le programme connaît, et leurs valeurs.

    Raises:
        CorpusInvalide: un fichier ne se lit pas ; on ne migre pas ce que l'on ne comprend pas.
    """
    lus: dict[str, bytes | None] = {}
    arbres: dict[str, Any] = {}
    anomalies: list[Anomalie] = []
    for fichier in sorted(dossier.rglob("*.yml")):
        chemin = fichier.relative_to(dossier).as_posix()
        if modele_de(chemin) is None:
            continue
        octets = fichier.read_bytes()
        valeurs, dites = lire_le_yaml(octets, chemin)
        anomalies += dites
        lus[chemin], arbres[chemin] = octets, valeurs
    if anomalies:
        raise CorpusInvalide(anomalies)
    for chemin, texte in textes_officiels(dossier).items():
        lus[chemin], arbres[chemin] = (dossier / chemin).read_bytes(), texte
    return lus, arbres


def _voulus(
    lus: dict[str, bytes | None], arbres: dict[str, Any], version: int | None
) -> dict[str, bytes | None]:
    """Les octets de chaque fichier qui change ; None s'il disparaît."""
    if version == FORMAT:
        return {}
    migres = migrations.migrer(arbres, version)
    voulus: dict[str, bytes | None] = dict.fromkeys(arbres.keys() - migres.keys())
    for chemin, arbre in migres.items():
        if chemin in arbres and arbre == arbres[chemin]:
            continue
        modele = modele_de(chemin)
        ordonne = ordonner_les_cles(arbre, modele) if modele else arbre
        voulus[chemin] = fusionner(lus.get(chemin), ordonne, chemin)
    declare = {**migres.get(FICHIER, {}), "version": str(FORMAT)}
    voulus[FICHIER] = (
        fusionner(lus[FICHIER], declare, FICHIER)
        if FICHIER in lus
        else remplir("site/data/format.yml", format=FORMAT).encode("utf-8")
    )
    return voulus


def _schemas(racine: Path) -> dict[str, bytes]:
    """Les schémas que suit l'éditeur de texte, ceux du programme, si le site en a."""
    if not (racine / SCHEMAS).is_dir():
        return {}
    return {
        chemin: texte.encode("utf-8")
        for chemin, texte in pour_l_editeur().items()
        if chemin.startswith(f"{SCHEMAS}/")
    }


def _montrer(lot: Lot, etapes: list[Migration]) -> None:
    """Ce qui va changer : les données ligne à ligne, les schémas en une phrase."""
    for etape in etapes:
        print(f"Du format {etape.de} au format {etape.de + 1} : {etape.titre}")
    schemas = [c for c in lot.changements if c.chemin.startswith(SCHEMAS)]
    donnees = [c for c in lot.changements if c not in schemas]
    for changement in donnees:
        if changement.apres is not None:
            print(changement.difference(), end="")
    for changement in donnees:
        if changement.apres is None:
            print(f"supprimé : {changement.chemin}")
    if schemas:
        print(f"remis à jour : {SCHEMAS}/ ({', '.join(Path(c.chemin).name for c in schemas)})")
