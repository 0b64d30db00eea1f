"""Éprouver l'ensemble avant de l'écrire : relu en entier, comme le site le lira.

Trois cents territoires reliés d'un coup demandent quatre cents mégaoctets. On les relit donc par
lots : un territoire y est avec ceux qu'il nomme et les listes communes ; le dernier lot a tous les
territoires, sans leurs plans, avec ce qui parle de plusieurs d'entre eux.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ..chargement import examiner
from ..corpus.exemple import lieux_de_l_exemple
from ..ecriture.arbre import en_liste
from ..lecture.anomalie import Anomalie, erreurs_parmi
from ..lecture.yaml_marque import lire_le_yaml
from .contenu import est_une_annexe, groupes_dans, slugs_de
from .memoire import MemoireDAssemblage, empreinte_de_memoire
from .reunion import VERS_DES_TERRITOIRES

TERRITOIRES_PAR_LOT = 20


def eprouver_l_ensemble(
    sortie: Path,
    ecrits: Collection[str],
    fichiers: Mapping[str, bytes],
    origines: Mapping[str, str],
    memoire: MemoireDAssemblage,
) -> list[Anomalie]:
    """Les erreurs du dossier tel qu'il serait, ses fichiers écrits à la main compris.

    Args:
        ecrits: les fichiers que l'assemblage y avait écrits.
        fichiers: ceux qu'il va y écrire.
        origines: la source de chacun de ceux qui en ont une seule.
        memoire: ce que l'on a déjà éprouvé.
    """
    ajoutes = {
        chemin: place.read_bytes()
        for place in sorted(sortie.rglob("*"))
        if place.is_file()
        and (chemin := place.relative_to(sortie).as_posix()) not in fichiers
        and chemin not in ecrits
    }
    tous = {**ajoutes, **fichiers}
    cle = empreinte_de_memoire(*(m for chemin in sorted(tous) for m in (chemin, tous[chemin])))
    if memoire.ensemble().get("eprouve") != cle:
        anomalies = {a for lot in en_lots(tous) for a in _examiner_un_lot(lot, tous)}
        if anomalies:
            return [_situer(anomalie, origines) for anomalie in sorted(anomalies)]
    memoire.retenir_l_ensemble(eprouve=cle)
    return []


def _examiner_un_lot(lot: Collection[str], tous: Mapping[str, bytes]) -> list[Anomalie]:
    with tempfile.TemporaryDirectory() as provisoire:
        racine = Path(provisoire)
        for chemin in lot:
            (racine / chemin).parent.mkdir(parents=True, exist_ok=True)
            (racine / chemin).write_bytes(tous[chemin])
        rapport = examiner(racine)
        inventes = [
            lieu.anomalie("exemple inventé", "l'ôter : un ensemble n'en montre pas")
            for lieu in lieux_de_l_exemple(rapport.corpus)
        ]
    return erreurs_parmi(rapport.anomalies) + inventes


def _situer(anomalie: Anomalie, origines: Mapping[str, str]) -> Anomalie:
    """La même, avec le nom de la source d'où vient le fichier."""
    source = origines.get(anomalie.fichier)
    return replace(anomalie, fichier=f"{source} ({anomalie.fichier})") if source else anomalie


def en_lots(tous: Mapping[str, bytes]) -> Iterator[list[str]]:
    """Les fichiers à relire ensemble."""
    par_slug: dict[str, list[str]] = {slug: [] for slug in slugs_de(tous)}
    for slug, chemin in ((c.split("/")[1], c) for c in tous if c.startswith("territoires/")):
        par_slug[slug].append(chemin)
    if len(par_slug) <= TERRITOIRES_PAR_LOT:
        yield list(tous)
        return
    communs = [c for c in tous if not c.startswith("territoires/") and not est_une_annexe(c)]
    lot: list[str] = []
    nombre = 0
    for groupe in _groupes(par_slug, tous):
        if nombre + len(groupe) > TERRITOIRES_PAR_LOT and lot:
            yield communs + lot
            lot, nombre = [], 0
        lot += [chemin for slug in groupe for chemin in par_slug[slug]]
        nombre += len(groupe)
    yield communs + lot
    annexes = [c for c in tous if est_une_annexe(c) or c.endswith("/territoire.yml")]
    yield communs + annexes


def _groupes(par_slug: Mapping[str, list[str]], tous: Mapping[str, bytes]) -> list[set[str]]:
    """Les territoires qui se nomment l'un l'autre, de proche en proche."""
    groupe_de = {slug: {slug} for slug in par_slug}
    for slug, chemins in par_slug.items():
        nommes = {nomme for chemin in chemins for nomme in _nommes(chemin, tous[chemin])}
        for nomme in nommes & par_slug.keys():
            reuni = groupe_de[slug] | groupe_de[nomme]
            groupe_de |= dict.fromkeys(reuni, reuni)
    return list({id(groupe): groupe for groupe in groupe_de.values()}.values())


def _nommes(chemin: str, octets: bytes) -> set[str]:
    """Les territoires que nomme un fichier."""
    if not any(f"{cle}:".encode() in octets for cle in VERS_DES_TERRITOIRES):
        return set()
    groupes = groupes_dans(lire_le_yaml(octets, chemin)[0])
    return {
        str(slug) for g in groupes for cle in VERS_DES_TERRITOIRES for slug in en_liste(g.get(cle))
    }
