"""Les classeurs des pilotes : un dossier part, ce qui en revient se réunit."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from typing import Any

from ..chargement import examiner_des_arbres
from ..classeur.classeur import Classeur
from ..classeur.formats import SUFFIXES, ecrire_le_classeur
from ..classeur.ouverture import ouvrir_classeur
from ..classeur.refus import RefusDeClasseur
from ..corpus.corpus import Corpus
from ..ecriture.lot import Lot
from ..ecriture.statuts import garder_les_statuts
from ..lecture.anomalie import Anomalie, Gravite
from ..tableur.aller_retour.mise_a_plat import ContexteDuTerritoire, libre_parmi
from ..tableur.aller_retour.part_de_pilote import (
    PartDePilote,
    est_une_part,
    mettre_la_part_en_classeur,
    partager_entre_pilotes,
)
from ..tableur.aller_retour.retour import territoire_de
from ..tableur.aller_retour.reunion_des_classeurs import ClasseursReunis, reunir_les_classeurs
from ..tableur.remarque import Remarque
from ..texte.identifiant import identifiant_de
from ..verification.dates_a_venir import dates_a_venir
from .classeur_maison import (
    contexte_de,
    ecrire_ce_qui_change,
    refuser_les_erreurs,
    refuser_les_retirees,
)
from .commandes.refus import RefusDeCommande
from .console import avancer

SANS_PILOTE = "sans-pilote"
"""Le nom du classeur des actions que personne ne pilote."""
PASSAGERS = ("~$", ".")
"""Le début du nom des fichiers qu'un tableur pose à côté de celui qu'il a ouvert."""


def ecrire_les_parts(
    contexte: ContexteDuTerritoire, dossier: Path, format_: str, *, remplacer: bool
) -> dict[str, PartDePilote]:
    """Écrit un classeur par pilote, d'un coup ; rend chaque part, par nom de fichier.

    Raises:
        RefusDeCommande: le dossier ne peut pas les recevoir.
        RefusDeClasseur: un classeur ne tient pas dans ce format.
    """
    if dossier.exists() and not dossier.is_dir():
        raise RefusDeCommande(f"« {dossier} » est un fichier ; donner le nom d'un dossier")
    noms: dict[str, PartDePilote] = {}
    for part in partager_entre_pilotes(contexte):
        voulu = identifiant_de(part.pilote) if part.pilote else SANS_PILOTE
        noms[libre_parmi(voulu, set(noms))] = part
    parts = {f"{nom}{SUFFIXES[format_]}": part for nom, part in noms.items()}
    if not parts:
        raise RefusDeCommande("aucune action à exporter ; en écrire, ou importer un plan d'abord")
    if (deja := sorted(nom for nom in parts if (dossier / nom).exists())) and not remplacer:
        raise RefusDeCommande(
            f"« {dossier / deja[0]} » existe déjà ; donner un autre dossier, ou ajouter "
            "--remplacer si personne n'a encore rempli ces classeurs"
        )
    octets = {
        nom: ecrire_le_classeur(mettre_la_part_en_classeur(part, contexte), format_)
        for nom, part in avancer(parts.items(), "classeurs écrits", len(parts))
    }
    Lot(dossier, {}, octets).appliquer()
    return parts


def sources_de(chemins: Sequence[Path]) -> list[Path]:
    """Les fichiers à importer : ceux que l'on nomme, et les classeurs des dossiers nommés.

    Un dossier de fichiers CSV reste un seul classeur.
    """
    sources: list[Path] = []
    for chemin in chemins:
        dedans = list(_classeurs_du_dossier(chemin)) if chemin.is_dir() else []
        sources += dedans or [chemin]
    return sources


def _classeurs_du_dossier(dossier: Path) -> Iterator[Path]:
    for fichier in sorted(dossier.iterdir()):
        visible = not fichier.name.startswith(PASSAGERS)
        if visible and fichier.suffix.lower() in SUFFIXES.values() and fichier.is_file():
            yield fichier


def ouvrir_les_parts(sources: Sequence[Path]) -> dict[str, Classeur]:
    """Les classeurs de pilotes, par chemin.

    Raises:
        RefusDeCommande: l'un d'eux ne se lit pas, ou n'est pas celui d'un pilote.
    """
    ouverts: dict[str, Classeur] = {}
    fautes = []
    for source in sources:
        try:
            ouverts[str(source)] = ouvrir_classeur(source)
        except RefusDeClasseur as refus:
            fautes.append(f"{source} : {refus}")
            continue
        if not est_une_part(ouverts[str(source)]):
            fautes.append(
                f"{source} : ce n'est pas le classeur d'un pilote (« exporter --par-pilote ») ; "
                "l'importer seul"
            )
    if fautes:
        raise RefusDeCommande("\n".join([*fautes, "rien n'a été écrit"]))
    return ouverts


def reprendre_les_parts(
    classeurs: Mapping[str, Classeur], dossier: Path, corpus: Corpus, choix: Namespace
) -> int:
    """Reprend les classeurs de pilotes : montre ce qui change, puis l'écrit.

    Raises:
        RefusDeCommande: une faute, un désaccord, une suppression à confirmer.
    """
    slugs = {territoire_de(classeur) for classeur in classeurs.values()}
    if len(slugs) > 1:
        raise RefusDeCommande(
            f"ces classeurs sont de {len(slugs)} territoires ({', '.join(sorted(slugs))}) ; "
            "importer ceux d'un seul à la fois ; rien n'a été écrit"
        )
    reunies = reunir_les_classeurs(classeurs, contexte_de(corpus, slugs.pop()))
    _refuser(reunies.remarques)
    avant = {chemin: document.valeurs for chemin, document in reunies.contexte.documents.items()}
    arbres = reunies.arbres()
    presents = {chemin: arbre for chemin, arbre in arbres.items() if arbre is not None}
    garder_les_statuts(avant, presents, date.today())
    _eprouver(reunies, corpus, presents, arbres.keys())
    if not choix.supprimer:
        refuser_les_retirees(reunies.retirees)
    return ecrire_ce_qui_change(dossier, corpus, reunies.fichiers(arbres | presents), choix)


def _eprouver(
    reunies: ClasseursReunis, corpus: Corpus, presents: Mapping[str, Any], touches: Set[str]
) -> None:
    """Refuse ce qui ferait des données que le site ne lirait pas."""
    autres = {c: d.valeurs for c, d in corpus.documents.items() if c not in touches}
    rapport = examiner_des_arbres(autres | dict(presents), corpus.officiel)
    dates = [a for a in dates_a_venir(rapport.corpus, date.today()) if a.fichier in touches]
    _refuser(
        [reunies.situer(anomalie) or ("", anomalie) for anomalie in (*rapport.erreurs, *dates)]
    )


def _refuser(dites: Sequence[tuple[str, Remarque | Anomalie]]) -> None:
    """Dit ce qu'il y a à dire de chaque classeur.

    Raises:
        RefusDeCommande: il y a une erreur au moins.
    """
    for nom, remarque in dites:
        print(f"{nom} : {remarque}" if nom else remarque)
    fautes = sum(remarque.gravite is Gravite.ERREUR for _, remarque in dites)
    refuser_les_erreurs(fautes, "les classeurs")
