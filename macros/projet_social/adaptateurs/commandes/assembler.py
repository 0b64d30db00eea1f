"""`projet-social assembler` : un corpus fait de sites qui vivent ailleurs."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from sysconfig import get_path

from ...ecriture.lot import Lot
from ...federation.assemblage import ResultatDAssemblage
from ...federation.assemblage import assembler_les_sources as preparer
from ...federation.lectures import Demande, Lecture
from ...federation.memoire import MemoireDAssemblage
from ...federation.recuperation import recuperer
from ...federation.sources import lire_les_sources
from ...texte.typographie import accorder, typographier
from ..console import avancer, conclure
from ..empreinte import empreinte_de, empreinte_des_fichiers
from .refus import RefusDeCommande

PAQUET = Path(__file__).parents[2]
FICHIERS_CITES = 20
"""Fichiers dont on montre le sort, au plus."""


def assembler(choix: argparse.Namespace) -> int:
    """Assemble, dit ce qu'est devenue chaque source, écrit tout ou rien.

    Rend 0 si tout est écrit, même d'une copie ; 1 si rien ne l'est.
    """
    sources = lire_les_sources(choix.sources)
    sortie: Path = choix.sortie or choix.sources.parent / "data"
    if sortie.exists() and not sortie.is_dir():
        raise RefusDeCommande(f"« {sortie} » n'est pas un dossier ; changer --sortie")
    moment = datetime.now(UTC)
    demande = Demande(
        sources,
        sortie,
        moment,
        partial(recuperer, permis=tuple(choix.autoriser_reseau_prive)),
        permettre_absents=choix.permettre_absents,
        ecraser=choix.ecraser,
        memoire=_memoire(choix.sources),
    )
    try:
        assemblage = preparer(demande, _suivre)
    except ValueError as refus:
        raise RefusDeCommande(str(refus)) from refus
    print(assemblage.bilan.en_texte())
    ecrit = False
    try:
        _refuser(assemblage)
        if ecrit := _ecrire(assemblage, sortie, choix):
            demande.memoire.enregistrer(sources.contenu.sources)
    finally:
        if choix.rapport:
            choix.rapport.write_text(
                assemblage.bilan.en_json(
                    moment, sortie=str(sortie), ecrit=ecrit, refus=assemblage.refus
                ),
                encoding="utf-8",
            )
    return 0


def _memoire(sources: Path) -> MemoireDAssemblage:
    """Ce que l'on a retenu du dernier assemblage de ces sources, si le programme est le même."""
    installes = sorted(nom for nom in os.listdir(get_path("purelib")) if nom.endswith("-info"))
    programme = empreinte_de(empreinte_des_fichiers([PAQUET]), sys.version, installes)
    return MemoireDAssemblage(sources.parent / ".cache/assembler" / sources.stem, programme)


def _suivre(lectures: Iterable[Lecture], nombre: int) -> Iterable[Lecture]:
    return avancer(lectures, "sources", nombre)


def _refuser(assemblage: ResultatDAssemblage) -> None:
    """Dit ce qui empêche d'écrire, s'il y a quelque chose.

    Raises:
        RefusDeCommande: rien ne s'écrira.
    """
    if not assemblage.refus:
        return
    for conflit in assemblage.bilan.conflits:
        print(f"conflit : {typographier(conflit)}")
    for anomalie in assemblage.bilan.anomalies:
        print(anomalie)
    raise RefusDeCommande(f"{assemblage.refus} ; rien n'a été écrit")


def _ecrire(assemblage: ResultatDAssemblage, sortie: Path, choix: argparse.Namespace) -> bool:
    """Écrit le dossier, l'état et les copies ; vrai si c'est fait."""
    donnees, tout = assemblage.donnees, assemblage.tout
    assert donnees is not None
    assert tout is not None
    if donnees:
        print(donnees.en_mots(FICHIERS_CITES, details=False))
    if choix.essai:
        conclure("essai : rien n'a été écrit", f"projet-social assembler {choix.sources}")
        return False
    tout.appliquer()
    _oter_les_dossiers_vides(donnees, sortie)
    nombre = len(donnees.changements)
    conclure(
        f"« {sortie} » : {accorder(nombre, 'fichier changé', 'fichiers changés')}"
        if nombre
        else f"« {sortie} » : rien n'a changé",
        f"projet-social verifier {sortie}",
        "projet-social construire",
    )
    return True


def _oter_les_dossiers_vides(lot: Lot, sortie: Path) -> None:
    """Un territoire parti ne laisse pas de dossier vide."""
    for changement in lot.changements:
        if changement.apres is None:
            for dossier in (sortie / changement.chemin).parents:
                if dossier == sortie:
                    break
                with contextlib.suppress(OSError):
                    dossier.rmdir()
