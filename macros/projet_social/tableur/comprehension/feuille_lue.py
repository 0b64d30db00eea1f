"""Lire une feuille : chaque cellule entre dans le plan ou reste à ranger, et son sort se dit.

Ce que les listes et les fiches ont en commun : sauter ce qu'une fusion recouvre, ouvrir et fermer
les niveaux du plan à mesure que l'on descend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...classeur.classeur import Cellule
from ...modele.vocabulaire import Rubrique
from ..remarque import RepereDeCase
from .a_ranger import CelluleARanger
from .entetes import ColonneLue
from .grille import Grille
from .niveaux import ApportDeCellule, Etage, Intitule, LigneDePlan, PlanLu
from .noms_de_colonnes import LIEN_SEUL, Sens
from .protection import proteger_le_texte
from .rapport import RapportDeLecture
from .synonymes import mots_reconnus

CONSEIL_DE_PROJET = "le mettre dans le projet ou dans une fiche, s'il le mérite"
RECOUVERTE, SANS_CONTENU = "recouverte par une fusion", "case sans contenu"


@dataclass
class LectureDeFeuille:
    """Une feuille en cours de lecture.

    Attributes:
        ouvertes: les lignes du plan où l'on se trouve, de la plus haute à la plus basse.
    """

    grille: Grille
    plan: PlanLu
    rapport: RapportDeLecture
    ouvertes: list[LigneDePlan] = field(default_factory=list)

    def visibles(self, ligne: int) -> list[int]:
        """Les colonnes à lire d'une ligne ; celles qu'une fusion recouvre s'ignorent."""
        visibles = self.grille.visibles(ligne)
        recouvertes = [c for c in self.grille.remplies(ligne) if c not in visibles]
        self.ignorer(ligne, recouvertes, RECOUVERTE)
        return visibles

    def ignorer(self, ligne: int, colonnes: Sequence[int], regle: str) -> None:
        """Ignore des cellules d'une ligne, par une règle qui a un nom."""
        for colonne in colonnes:
            self.rapport.ignorer(self.grille.repere(ligne, colonne), regle)

    def laisser(
        self, ou: RepereDeCase, texte: str, pourquoi: str, colonne: ColonneLue | None = None
    ) -> None:
        """Laisse à ranger un texte qui n'est d'aucune ligne du plan."""
        protege = proteger_le_texte(texte, colonne)
        entete = colonne.entete if colonne else ""
        if protege.regles:
            self.rapport.retirer(ou, entete, protege.regles, protege.texte)
        if not protege.texte:
            self.rapport.ignorer(ou, protege.regles[0])
            return
        self.rapport.laisser(ou)
        self.plan.restes.append(
            CelluleARanger(ou, entete, protege.texte, pourquoi, CONSEIL_DE_PROJET)
        )

    def fermer(self, etage: Etage) -> LigneDePlan | None:
        """Ferme ce qui n'est pas au-dessus d'un étage, et rend la ligne qui le contient."""
        while self.ouvertes and self.ouvertes[-1].etage.rang >= etage.rang:
            self.ouvertes.pop()
        return self.ouvertes[-1] if self.ouvertes else None

    def entrer(self, etage: Etage, lu: Intitule, ou: RepereDeCase) -> LigneDePlan:
        """Met une ligne dans le plan, à sa place ; un niveau s'ouvre aux lignes qui le suivent."""
        parent = self.fermer(etage)
        if etage is self.plan.action:
            return self.plan.retrouver(lu, parent, ou) or self.plan.ajouter(etage, lu, parent, ou)
        self.ouvertes.append(self.plan.niveau(etage, lu, parent, ou))
        return self.ouvertes[-1]


def lien_seul(cellule: Cellule, nom: tuple[str, ...], ou: RepereDeCase) -> list[ApportDeCellule]:
    """Ce qu'apporte encore une cellule dont le texte a déjà servi : son lien, s'il y en a un."""
    colonne = ColonneLue(ou.colonne, nom, Sens(LIEN_SEUL))
    return [ApportDeCellule(colonne, cellule, ou)] if cellule.lien else []


def sans_contenu(texte: str) -> bool:
    """Vrai pour ce qui remplit une case sans rien dire : « - », « à compléter », « néant »…"""
    return texte.lower() in mots_reconnus().sans_contenu or dit_le_neant(texte)


def dit_le_neant(texte: str) -> bool:
    """Vrai pour une case qui dit qu'il n'y a rien : « Néant », « Aucun. », « Sans objet »."""
    return texte.lower().rstrip(" .") in mots_reconnus().neant


def rubrique_sans_objet(champ: str, texte: str) -> Rubrique | None:
    """La rubrique d'une action qu'une case dit sans objet ; None si elle dit autre chose."""
    if not dit_le_neant(texte):
        return None
    voulue = RUBRIQUES_DES_COLONNES.get(champ, champ)
    return next((rubrique for rubrique in Rubrique if rubrique == voulue), None)


RUBRIQUES_DES_COLONNES = {
    "budget_prevu": Rubrique.BUDGETS,
    "calendrier": Rubrique.ETAPES,
    "mesures_liees": Rubrique.ACTIONS_LIEES,
}
"""Les colonnes qui ne portent pas le nom de leur rubrique."""
