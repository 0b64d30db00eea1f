"""Le classeur d'un seul pilote : ses actions, tout ce qu'elles contiennent, et rien d'autre.

Il se suffit : l'onglet caché garde chaque action telle qu'à l'export. On sait donc au retour ce que
le pilote a changé, même si d'autres ont changé les données entre-temps.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from ...classeur.accueil import FeuilleDAccueil
from ...classeur.classeur import Cellule, Classeur, Feuille
from ...classeur.refus import RefusDeClasseur
from ...ecriture.arbre import en_liste
from ...ecriture.yaml_conserve import fusionner
from ...lecture.document import Document
from ...lecture.yaml_marque import lire_le_yaml
from ...modele.fiche_action import FicheAction
from ...modele.socle import Objet
from ...modele.territoire import Territoire
from ...modele.vocabulaire import Statut
from ...texte.identifiant import forme_commune
from ...texte.typographie import accorder
from ..colonnes import Onglet, onglet_de, onglets
from .cases import texte_de_case
from .lecture_des_onglets import feuille_de, suivi_de
from .mise_a_plat import ContexteDuTerritoire, Lieu, LigneDOnglet, mettre_a_plat
from .mise_en_classeur import (
    FORMAT,
    SUIVI,
    TERRITOIRE_SUIVI,
    VERSION_DE_PART,
    composer_le_classeur,
    empreinte_du_fichier,
)

PILOTE = "Pilote"
DANS_LE_PLAN = "plan/actions/"
"""Où est une action écrite dans le fichier du projet, tant qu'elle est dans un tel classeur."""
SIGNES_PAR_CASE = 30_000
"""Une case d'Excel en tient 32 767."""
PERSONNE = re.compile(
    r"(?:a|non|pas encore) "
    r"(?:definir?|determiner?|preciser?|designer?|identifier?|confirmer|trouver|renseigner?)|"
)
"""Ce que l'on écrit, accents ôtés, quand on ne sait pas encore qui pilote."""
ETAPES = (
    "Onglet « Actions » : une ligne par action. Mettre à jour « Statut », « Statut depuis », "
    "« Avancement » s'il se mesure, et « Motif » si l'action s'arrête.",
    "Onglet « Bilans » : ajouter une ligne par action et par année. « Fait partie de » est "
    "l'identifiant de l'action ; puis ce qui a été fait, les résultats, les difficultés, la suite.",
    "Onglets « Indicateurs » et « Valeurs visées et valeurs » : ajouter une ligne par relevé, sa "
    "date et sa valeur.",
    "Les autres onglets se complètent si vous le souhaitez. La note d'un en-tête (triangle au coin "
    "de la case) dit quoi y écrire ; plusieurs valeurs dans une case : une par ligne, par "
    "Alt+Entrée dans Excel, Ctrl+Entrée dans LibreOffice.",
    "Ne pas toucher à la colonne « Identifiant » des lignes qui en ont un, ni renommer les onglets "
    "et les en-têtes. Ne pas ôter de ligne : dire plutôt que l'action est abandonnée, et pourquoi.",
    "Enregistrer, et renvoyer ce fichier à la personne qui vous l'a envoyé.",
)
"""Comment un pilote le remplit."""


@dataclass(frozen=True)
class PartDePilote:
    """Les actions d'un pilote.

    Attributes:
        pilote: la structure ; vide pour les actions qui n'en ont pas.
        contexte: un territoire qui n'a que ces actions, chacune dans son fichier.
    """

    pilote: str
    contexte: ContexteDuTerritoire


def partager_entre_pilotes(contexte: ContexteDuTerritoire) -> list[PartDePilote]:
    """Une part par structure qui pilote, et une pour ce que personne ne pilote.

    Une action que deux structures pilotent est dans les deux parts.
    """
    ecrits: dict[str, list[str]] = {}
    actions: dict[str, list[LigneDOnglet]] = {}
    for rangee in mettre_a_plat(contexte)[FicheAction]:
        for pilote in _pilotes(rangee) or [""]:
            forme = forme_commune(pilote)
            ecrits.setdefault(forme, []).append(pilote)
            siennes = actions.setdefault(forme, [])
            if rangee not in siennes:
                siennes.append(rangee)
    return [
        PartDePilote(_le_mieux_ecrit(ecrits[forme]), _restreindre(contexte, actions[forme]))
        for forme in sorted(actions, key=lambda forme: (not forme, forme))
    ]


def _le_mieux_ecrit(noms: list[str]) -> str:
    """La façon la plus courante d'écrire un nom ; à égalité, celle qui a ses capitales."""
    return max(noms, key=lambda nom: (noms.count(nom), sum(map(str.isupper, nom))))


def _pilotes(rangee: LigneDOnglet) -> list[str]:
    """Les structures qui pilotent une action ; « à définir » n'en est pas une."""
    dits = map(str, en_liste(rangee.brut.get("pilotes")))
    return [dit for dit in dits if not PERSONNE.fullmatch(forme_commune(dit))]


def _restreindre(
    contexte: ContexteDuTerritoire, actions: list[LigneDOnglet]
) -> ContexteDuTerritoire:
    documents = {}
    for rangee in actions:
        document = contexte.documents[rangee.fichier]
        if rangee.parent is not None:
            nom = f"{contexte.dossier}{DANS_LE_PLAN}{rangee.repere}.yml"
            document = Document(nom, fusionner(None, rangee.brut, nom), rangee.brut)
        documents[document.fichier] = document
    return _contexte_d_une_part(contexte, documents)


def _contexte_d_une_part(
    contexte: ContexteDuTerritoire, documents: Mapping[str, Document]
) -> ContexteDuTerritoire:
    noms: dict[Lieu, str] = {(chemin, ()): PurePosixPath(chemin).stem for chemin in documents}
    return ContexteDuTerritoire(contexte.slug, documents, contexte.choix, noms)


def mettre_la_part_en_classeur(part: PartDePilote, ensemble: ContexteDuTerritoire) -> Classeur:
    """Le classeur à envoyer à un pilote."""
    tables = mettre_a_plat(part.contexte)
    suivi: list[tuple[str, ...]] = [
        (FORMAT, VERSION_DE_PART),
        (TERRITOIRE_SUIVI, part.contexte.slug),
        (PILOTE, part.pilote),
    ]
    for chemin, document in part.contexte.documents.items():
        suivi.append((chemin, empreinte_du_fichier(document), *_emballer(document.octets)))
    accueil = _accueil(part, tables[FicheAction], ensemble)
    return composer_le_classeur(part.contexte, tables, onglets_des_actions(), accueil, suivi)


@cache
def onglets_des_actions() -> tuple[Onglet, ...]:
    """Les onglets de ce qu'une action contient, de près ou de loin."""
    contenus: set[type[Objet]] = {FicheAction}
    while (
        neufs := {
            o.modele for o in onglets() if any(place.parent in contenus for place in o.places)
        }
        - contenus
    ):
        contenus |= neufs
    return tuple(onglet for onglet in onglets() if onglet.modele in contenus)


def est_une_part(classeur: Classeur) -> bool:
    """Vrai pour un classeur fait pour un pilote, même retouché."""
    return suivi_de(classeur).get(FORMAT) == VERSION_DE_PART


def lire_la_part_de_pilote(classeur: Classeur, ensemble: ContexteDuTerritoire) -> PartDePilote:
    """La part d'un pilote, telle qu'à l'export.

    Raises:
        RefusDeClasseur: l'onglet « Suivi » a été abîmé.
    """
    documents: dict[str, Document] = {}
    trouvee = feuille_de(classeur, SUIVI)
    for rangee in trouvee[1].lignes if trouvee else ():
        chemin, *suite = (texte_de_case(cellule.valeur) for cellule in rangee)
        if not chemin.startswith(ensemble.dossier):
            continue
        octets = _deballer("".join(suite[1:]))
        document = Document(chemin, octets, lire_le_yaml(octets, chemin)[0])
        if empreinte_du_fichier(document) != suite[0]:
            raise RefusDeClasseur(
                "l'onglet caché « Suivi » a été changé : on ne sait plus ce que ce classeur disait "
                "à l'export",
                "reprendre un exemplaire de ce classeur où il est intact",
            )
        documents[chemin] = document
    return PartDePilote(
        suivi_de(classeur).get(PILOTE, ""), _contexte_d_une_part(ensemble, documents)
    )


def _emballer(octets: bytes) -> list[str]:
    """Un fichier en cases de texte, qu'aucun tableur n'arrange."""
    texte = b64encode(zlib.compress(octets, 9)).decode("ascii")
    return [texte[i : i + SIGNES_PAR_CASE] for i in range(0, len(texte), SIGNES_PAR_CASE)]


def _deballer(texte: str) -> bytes:
    try:
        return zlib.decompress(b64decode(texte, validate=True))
    except (ValueError, zlib.error):
        return b""  # l'empreinte, comparée aussitôt, dira que l'onglet est abîmé


def _accueil(
    part: PartDePilote, actions: list[LigneDOnglet], ensemble: ContexteDuTerritoire
) -> Feuille:
    """La première feuille : pour qui est le classeur, ce qu'il contient, comment le remplir."""
    territoires = mettre_a_plat(ensemble)[Territoire]
    nom = str(territoires[0].brut.get("nom", "")) if territoires else ""
    accueil = FeuilleDAccueil(90, 16, 22, 34)
    nombre = accorder(len(actions), "action")
    pour = f"Pour : {part.pilote}" if part.pilote else "Les actions sans pilote"
    accueil.dire(pour, "titre")
    pilotees = "que vous pilotez" if part.pilote else "que personne ne pilote encore"
    accueil.dire(f"{nombre} {pilotees}. {nom}.")
    accueil.dire()
    accueil.dire("Comment remplir ce classeur", "sous_titre")
    for rang, etape in enumerate(ETAPES, 1):
        accueil.dire(f"{rang}. {etape}")
    accueil.dire()
    accueil.dire("Vos actions" if part.pilote else "Les actions", "sous_titre")
    entetes = ("Action", "Statut", "Échéance", "Pilotée aussi par")
    onglet = onglet_de(FicheAction).nom
    lignes = accueil.feuille.lignes
    lignes.append([Cellule(entete, habit="entete") for entete in entetes])
    statuts = {mot.value: mot.libelle for mot in Statut}
    for rang, rangee in enumerate(actions, 1):
        brut = rangee.brut
        aussi = [p for p in _pilotes(rangee) if forme_commune(p) != forme_commune(part.pilote)]
        suite = (
            statuts.get(str(brut.get("statut")), "non renseigné"),
            str(brut.get("fin", "")),
            ", ".join(aussi),
        )
        lien = Cellule(str(brut.get("titre", "")), vers=(onglet, rang + 1), habit="lien")
        lignes.append([lien, *(Cellule(mot, habit="aide") for mot in suite)])
    return accueil.feuille
