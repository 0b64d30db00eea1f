"""Reprendre les classeurs de plusieurs pilotes : ce que chacun a changé, réuni.

Une action que deux structures pilotent est dans deux classeurs ; elle peut aussi avoir changé dans
les données depuis l'export. Ce qui ne se contredit pas se réunit ; le reste se dit, case par case.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ...classeur.classeur import Classeur
from ...ecriture.arbre import Arbre, developper, prendre_au_bout, semblables
from ...ecriture.reunion_d_arbres import Desaccord, reunir_les_arbres
from ...lecture.anomalie import Anomalie
from ...lecture.yaml_marque import Chemin
from ...modele.fiche_action import FicheAction
from ..colonnes import onglet_de
from ..remarque import Remarque, Remarques
from .cases import Lexique
from .mise_a_plat import ContexteDuTerritoire, Lieu
from .part_de_pilote import DANS_LE_PLAN, PartDePilote, lire_la_part_de_pilote
from .recomposition import colonne_du_chemin
from .retour import Retiree, Retour, ecrire_le_fichier, relire_les_lignes

DONNEES = "les données, qui ont changé depuis l'export"
SIGNES_CITES = 60
"""Signes que l'on cite d'une valeur, au plus."""


@dataclass
class ClasseursReunis:
    """Ce que disent ensemble les classeurs de plusieurs pilotes.

    Attributes:
        actions: les valeurs de chaque action d'un classeur ; None si elle s'en va.
        retours: ce que dit chaque classeur, par nom de fichier.
        remarques: fautes et avertissements, avec le nom du classeur.
    """

    contexte: ContexteDuTerritoire
    actions: dict[str, Arbre | None] = field(default_factory=dict)
    retours: dict[str, Retour] = field(default_factory=dict)
    remarques: list[tuple[str, Remarque]] = field(default_factory=list)
    retirees: list[Retiree] = field(default_factory=list)

    def arbres(self) -> dict[str, Any]:
        """Les valeurs de chaque fichier touché, le fichier du projet compris ; None s'il part."""
        arbres: dict[str, Any] = {}
        for chemin, action in self.actions.items():
            if (lieu := lieu_dans_le_plan(self.contexte, chemin)) is None:
                arbres[chemin] = action
                continue
            fichier, (*pas, rang) = lieu
            copie = deepcopy(self.contexte.documents[fichier].valeurs)
            ici = prendre_au_bout(arbres.setdefault(fichier, copie), tuple(pas))
            ici[rang] = _avec_son_identifiant(chemin, ici[rang], action)
        return {fichier: _sans_les_retirees(arbre) for fichier, arbre in arbres.items()}

    def fichiers(self, arbres: Mapping[str, Any]) -> dict[str, bytes | None]:
        """Les octets de chaque fichier touché ; None pour celui d'une action retirée.

        Args:
            arbres: ce que rend `arbres`, daté.
        """
        return {
            chemin: None if arbre is None else ecrire_le_fichier(self.contexte, chemin, arbre)
            for chemin, arbre in arbres.items()
        }

    def situer(self, anomalie: Anomalie) -> tuple[str, Remarque] | None:
        """Le classeur et la case d'où vient une anomalie ; None si elle vient d'ailleurs."""
        for nom, retour in self.retours.items():
            if anomalie.fichier in retour.arbres:
                return nom, retour.situer(anomalie)
        return None


def lieu_dans_le_plan(contexte: ContexteDuTerritoire, chemin: str) -> Lieu | None:
    """Où est l'action dans le fichier du projet ; None si elle a le sien."""
    if not chemin.startswith(f"{contexte.dossier}{DANS_LE_PLAN}"):
        return None
    identifiant = PurePosixPath(chemin).stem
    return next((lieu for lieu, nom in contexte.noms.items() if nom == identifiant), ("", ()))


def reunir_les_classeurs(
    classeurs: Mapping[str, Classeur], contexte: ContexteDuTerritoire
) -> ClasseursReunis:
    """Ce que disent ensemble des classeurs de pilotes.

    Args:
        classeurs: les classeurs rendus, par nom de fichier.

    Raises:
        RefusDeClasseur: un classeur abîmé.
    """
    reunies, auteurs = ClasseursReunis(contexte), dict[str, str]()
    for nom, classeur in classeurs.items():
        part = lire_la_part_de_pilote(classeur, contexte)
        siens = {PurePosixPath(chemin).stem for chemin in part.contexte.documents}
        ailleurs = set(contexte.noms.values()) - siens
        retour = relire_les_lignes(classeur, part.contexte, Remarques(), ailleurs)
        reunies.retours[nom] = retour
        reunies.remarques += [(nom, remarque) for remarque in retour.remarques]
        reunies.retirees += retour.retirees
        parties = {retiree.fichier: None for retiree in retour.retirees}
        for chemin, arbre in {**retour.arbres, **parties}.items():
            _reunir_une_action(reunies, auteurs, nom, part, chemin, arbre)
    return reunies


def _reunir_une_action(
    reunies: ClasseursReunis,
    auteurs: dict[str, str],
    nom: str,
    part: PartDePilote,
    chemin: str,
    arbre: Arbre | None,
) -> None:
    document = part.contexte.documents.get(chemin)
    avant = document.valeurs if document else None
    if semblables(arbre, avant):
        return
    aujourd_hui = _valeurs_d_aujourd_hui(reunies.contexte, chemin)
    ici = reunies.actions.get(chemin, aujourd_hui)
    reuni, desaccords = reunir_les_arbres(avant, ici, arbre)
    autre = auteurs.get(chemin, DONNEES)
    reunies.remarques += [
        (nom, _dire_le_desaccord(reunies.retours[nom], chemin, d, autre)) for d in desaccords
    ]
    reunies.actions[chemin] = reuni
    auteurs[chemin] = f"« {nom} »"


def _valeurs_d_aujourd_hui(contexte: ContexteDuTerritoire, chemin: str) -> Arbre | None:
    lieu = lieu_dans_le_plan(contexte, chemin)
    fichier, pas = lieu or (chemin, ())
    document = contexte.documents.get(fichier)
    valeur = prendre_au_bout(document.valeurs if document else None, pas)
    return None if valeur is None else developper(valeur, FicheAction)


def _dire_le_desaccord(retour: Retour, chemin: str, desaccord: Desaccord, autre: str) -> Remarque:
    """La case de ce classeur, ce qu'elle dit, ce que dit l'autre."""
    if desaccord.chemin:
        ici, la = (_montrer(desaccord.chemin, v, retour) for v in (desaccord.la, desaccord.ici))
        constat = f"{ici} ici, {la} dans {autre}"
    else:
        verbe = "ôtée ici" if desaccord.la is None else "changée ici"
        inverse = "changée" if desaccord.la is None else "ôtée"
        constat = f"action {verbe}, {inverse} dans {autre}"
    conseil = "décider ensemble, puis écrire la même chose des deux côtés"
    return retour.situer(Anomalie(chemin, 1, desaccord.champ, constat, conseil))


def _montrer(chemin: Chemin, valeur: Arbre | None, retour: Retour) -> str:
    """Une valeur telle que sa case la montre : le libellé d'un mot, le nom d'un thème."""
    if valeur is None:
        return "rien"
    colonne = colonne_du_chemin(onglet_de(FicheAction), chemin)
    if colonne and len(colonne.champs) == len(chemin):
        valeur = str(Lexique(retour.contexte.choix).ecrire_la_case(colonne, valeur))
    texte = " ".join(str(valeur).split())
    return f"« {texte[:SIGNES_CITES]}{'…' if len(texte) > SIGNES_CITES else ''} »"


def _avec_son_identifiant(chemin: str, avant: Any, apres: Any) -> Any:
    """Une action du fichier du projet, qui garde l'identifiant que son titre lui donnait."""
    if apres is None:
        return None
    identifiant, ancien = PurePosixPath(chemin).stem, developper(avant, FicheAction)
    if apres.get("titre") != ancien.get("titre") and not apres.get("id"):
        return {"id": identifiant, **apres}
    return apres


def _sans_les_retirees(valeur: Any) -> Any:
    """Un fichier, sans les actions de son plan qui s'en vont."""
    if isinstance(valeur, dict):
        return {cle: _sans_les_retirees(dessous) for cle, dessous in valeur.items()}
    if isinstance(valeur, list):
        return [_sans_les_retirees(element) for element in valeur if element is not None]
    return valeur
