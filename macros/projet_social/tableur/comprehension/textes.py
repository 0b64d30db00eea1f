"""Lire les paragraphes d'un document qui ne sont d'aucune fiche : les niveaux, et le reste.

Une introduction, un diagnostic ne sont pas un plan : ils ne deviennent jamais un champ.
"""

from __future__ import annotations

from ...modele.vocabulaire import TypeNiveau
from .feuille_lue import LectureDeFeuille
from .niveaux import lire_intitule

TITRE_DU_DOCUMENT = 120
HORS_DU_PLAN = "texte hors des fiches et des titres du plan"


class LectureDeTexte(LectureDeFeuille):
    """La lecture d'une suite de paragraphes ; les titres y ouvrent des niveaux."""

    def __init__(self, feuille: LectureDeFeuille) -> None:
        super().__init__(feuille.grille, feuille.plan, feuille.rapport, feuille.ouvertes)

    def lire(self) -> None:
        """Lit toute la feuille."""
        morceau = self.grille.feuille.morceau
        assert morceau is not None
        for ligne in range(self.grille.hauteur):
            for colonne in self.visibles(ligne):
                ou, texte = self.grille.repere(ligne, colonne), self.grille.texte(ligne, colonne)
                lu = lire_intitule(texte.rstrip(" ;."))
                if regle := morceau.regles.get(ligne):
                    self.rapport.ignorer(ou, regle)
                elif ligne not in morceau.titres:
                    self.laisser(ou, texte, HORS_DU_PLAN)
                elif lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION:
                    self.entrer(self.plan.etage_du_mot(lu.mot), lu, ou)
                    self.rapport.placer(ou)
                elif lu.mot is not None and self.ouvertes:
                    self.plan.niveau(self.plan.action, lu, self.ouvertes[-1], ou)
                    self.rapport.placer(ou)
                elif rang := morceau.titres[ligne]:
                    etage = self.plan.etage(f"titre:{rang}", rang)
                    self.entrer(etage, lu, ou)
                    self.rapport.placer(ou)
                elif self.plan.titre is None and len(texte) <= TITRE_DU_DOCUMENT:
                    self.plan.titre = (" ".join(texte.split()), ou)
                else:
                    self.laisser(ou, texte, HORS_DU_PLAN)
