"""Lire les paragraphes d'un document qui ne sont d'aucune fiche : les niveaux, et le reste.

Une introduction, un diagnostic ne sont pas un plan : ils ne deviennent jamais un champ.
"""

from __future__ import annotations

from ...classeur.classeur import Morceau
from ...modele.vocabulaire import TypeNiveau
from .feuille_lue import LectureDeFeuille
from .niveaux import lire_intitule

TITRE_DU_DOCUMENT = 120
HORS_DU_PLAN = "texte hors des fiches et des titres du plan"


def lire_les_paragraphes(lecture: LectureDeFeuille, morceau: Morceau) -> None:
    """Lit une suite de paragraphes ; les titres y ouvrent des niveaux."""
    grille, plan, rapport = lecture.grille, lecture.plan, lecture.rapport
    for ligne in range(grille.hauteur):
        for colonne in lecture.visibles(ligne):
            ou, texte = grille.repere(ligne, colonne), grille.texte(ligne, colonne)
            lu = lire_intitule(texte.rstrip(" ;."))
            if regle := morceau.regles.get(ligne):
                rapport.ignorer(ou, regle)
            elif ligne not in morceau.titres:
                lecture.laisser(ou, texte, HORS_DU_PLAN)
            elif lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION:
                lecture.entrer(plan.etage_du_mot(lu.mot), lu, ou)
                rapport.placer(ou)
            elif lu.mot is not None and lecture.ouvertes:
                plan.niveau(plan.action, lu, lecture.ouvertes[-1], ou)
                rapport.placer(ou)
            elif rang := morceau.titres[ligne]:
                lecture.entrer(plan.etage(f"titre:{rang}", rang), lu, ou)
                rapport.placer(ou)
            elif plan.titre is None and len(texte) <= TITRE_DU_DOCUMENT:
                plan.titre = (" ".join(texte.split()), ou)
            else:
                lecture.laisser(ou, texte, HORS_DU_PLAN)
