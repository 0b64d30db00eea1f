"""Lire la fiche d'un document : ce que ses titres, ses phrases et ses tableaux y changent."""

from __future__ import annotations

from ..remarque import RepereDeCase
from .entetes import ColonneLue, Dites
from .feuille_lue import LectureDeFeuille
from .fiches import LectureDeFiches
from .niveaux import Intitule, LigneDePlan, forme_de, lire_intitule
from .noms_de_champs import champs_en_colonne

HORS_DES_CHAMPS = "texte de la fiche sous aucun nom de champ"


class LectureDeFicheEcrite(LectureDeFiches):
    """La lecture d'une fiche faite de paragraphes et de tableaux.

    Une phrase n'y est jamais un titre : seuls le sont les titres du document, et les lignes de
    ses tableaux.
    """

    def __init__(self, feuille: LectureDeFeuille, dites: Dites) -> None:
        colonnes = champs_en_colonne(feuille.grille, dites)[1] or [0]
        super().__init__(feuille, colonnes, dites)
        morceau = self.grille.feuille.morceau
        assert morceau is not None
        self.morceau = morceau
        self.rang_d_etape: int | None = None

    def lire(self) -> None:
        """Lit la fiche, hors les lignes que leur place dans le document écarte."""
        for ligne, regle in self.morceau.regles.items():
            self.ignorer(ligne, self.grille.remplies(ligne), regle)
        super().lire()

    def visibles(self, ligne: int) -> list[int]:
        """Les colonnes à lire d'une ligne."""
        return [] if ligne in self.morceau.regles else super().visibles(ligne)

    def _ouvre_une_etape(self, ligne: int, remplies: list[int]) -> bool:
        """Un titre, ou la ligne d'un tableau ; un titre plus haut ferme l'étape ouverte."""
        rang = self.morceau.titres.get(ligne)
        if not self._phrase(ligne) and super()._ouvre_une_etape(ligne, remplies):
            self.rang_d_etape = rang
            return True
        if rang is not None and self.rang_d_etape is not None and rang < self.rang_d_etape:
            self.fiches[-1].etape = self.rang_d_etape = None
        return False

    def _phrase(self, ligne: int) -> bool:
        """Vrai pour un paragraphe qui n'est pas un titre."""
        return len(self.grille.feuille.lignes[ligne]) == 1 and ligne not in self.morceau.titres

    def _libelles(self, ligne: int, remplies: list[int]) -> list[int]:
        texte = self.grille.texte(ligne, remplies[0])
        if self._phrase(ligne) and texte.startswith("- ") and ":" not in texte:
            return []
        if ligne in self.morceau.titres and self._attend_un_intitule():
            return []
        trouves = super()._libelles(ligne, remplies)
        sous_titre = ligne in self.morceau.titres and lire_intitule(texte).mot is None
        return trouves or (remplies[:1] if sous_titre else [])

    def _attend_un_intitule(self) -> bool:
        """Vrai tant que la fiche n'a qu'un numéro, ou rien encore."""
        vierge = not self.fiches or not (self.fiches[-1].vus or self.fiches[-1].intitule)
        return vierge or super()._attend_un_intitule()

    def _apres_le_titre(self, valeur: str) -> bool:
        niveau = bool(lire_intitule(valeur).numero)
        return not self._attend_un_intitule() and not niveau

    def _au_dessus(self, ligne: int, remplies: list[int]) -> None:
        ou, texte = self.grille.repere(ligne, remplies[0]), self.grille.texte(ligne, remplies[0])
        if self._phrase(ligne):
            self.laisser(ou, texte, HORS_DES_CHAMPS)
            return
        super()._au_dessus(ligne, remplies)

    def _valeurs(self, ligne: int, colonnes: list[int], champ: ColonneLue | None) -> None:
        if champ is None and self._phrase(ligne):
            for colonne in colonnes:
                texte = self.grille.texte(ligne, colonne)
                self.laisser(self.grille.repere(ligne, colonne), texte, HORS_DES_CHAMPS)
            return
        super()._valeurs(ligne, colonnes, champ)

    def _nouvelle_fiche(self, ligne: int, colonne: int) -> bool:
        return not self._phrase(ligne) and super()._nouvelle_fiche(ligne, colonne)

    def _entrer_la_fiche(
        self, lu: Intitule, parent: LigneDePlan | None, ou: RepereDeCase
    ) -> LigneDePlan:
        """Une action déjà citée plus haut, dans un tableau d'ensemble, est celle de la fiche."""
        for ligne in self.plan.actions():
            memes = forme_de(ligne.titre) == forme_de(lu.titre)
            if memes and (not lu.numero or not ligne.numero or lu.numero == ligne.numero):
                if any(a.colonne.sens.champ == "titre" for a in ligne.apports):
                    continue
                ligne.numero = ligne.numero or lu.numero
                return ligne
        return super()._entrer_la_fiche(lu, parent, ou)
