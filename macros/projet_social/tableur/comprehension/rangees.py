"""Trier les cellules de chaque ligne d'un tableau : intitulé, étape, bandeau, pied, total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...modele.vocabulaire import TypeNiveau
from ...texte.synonyme import cle_du_synonyme
from .entetes import Entetes, repete
from .feuille_lue import SANS_CONTENU, LectureDeFeuille, sans_contenu
from .grille import texte_de
from .niveaux import Intitule, lire_intitule
from .profondeurs import LigneTitree
from .roles_des_colonnes import ETAPE
from .synonymes import mots_reconnus

ENTETE_REPETE, TOTAL = "en-tête répété", "ligne de total"


@dataclass
class RangeeDeListe:
    """Une ligne du tableau, dépouillée.

    Attributes:
        colonnes: les colonnes remplies, celles du titre exceptées.
        titre: la colonne où se trouve l'intitulé, s'il y en a un.
        etape: la colonne où se trouve l'intitulé d'une étape de l'action, s'il y en a un.
        bandeau: l'intitulé d'une ligne qui traverse le tableau.
        titree: ce que dit la ligne de sa place dans le plan, si elle a un intitulé.
    """

    ligne: int
    colonnes: list[int] = field(default_factory=list)
    titre: int | None = None
    etape: int | None = None
    bandeau: Intitule | None = None
    titree: LigneTitree | None = None


class Depouillement(LectureDeFeuille):
    """Le tri des lignes d'un tableau, avant qu'elles n'entrent dans le plan."""

    def __init__(self, feuille: LectureDeFeuille, entetes: Entetes) -> None:
        super().__init__(feuille.grille, feuille.plan, feuille.rapport, feuille.ouvertes)
        self.entetes = entetes
        self.par_rang = {colonne.rang: colonne for colonne in entetes.colonnes}
        self.titres = [c.rang for c in entetes.colonnes if c.sens.champ == "titre"]
        self.etapes = [c.rang for c in entetes.colonnes if c.sens.champ == ETAPE]
        self.niveaux = [c for c in entetes.colonnes if c.sens.est_un_niveau]
        self.numero = next((c.rang for c in entetes.colonnes if c.sens.champ == "numero"), None)

    def depouiller(self, ligne: int) -> RangeeDeListe | None:
        """Trie les cellules d'une ligne ; None si elle n'apporte rien."""
        remplies = self.visibles(ligne)
        if not remplies:
            return RangeeDeListe(ligne) if self._sous_une_fusion(ligne) else None
        if (regle := self.entetes.regles.get(ligne)) is not None:
            self.ignorer(ligne, remplies, regle)
            return None
        if repete(self.grille, ligne, self.entetes):
            self.ignorer(ligne, remplies, ENTETE_REPETE)
            return None
        premier = self.grille.texte(ligne, remplies[0])
        if len(premier) < 40 and _est_un_total(premier):
            self.ignorer(ligne, remplies, TOTAL)
            return None
        if len(remplies) == 1 and (rangee := self._bandeau(ligne, remplies[0])) is not None:
            return rangee
        if len(remplies) == 1 and self._est_un_pied(remplies[0], premier):
            self.laisser(self.grille.repere(ligne, remplies[0]), premier, "pied de tableau")
            return None
        return self._ranger(ligne, remplies)

    def _sous_une_fusion(self, ligne: int) -> bool:
        return any(
            (bloc := self.grille.bloc(ligne, rang)) is not None and bloc.haut < ligne
            for rang in self.par_rang
        )

    def _est_un_pied(self, colonne: int, texte: str) -> bool:
        nu = texte.lower()
        ouvre = any(
            nu.startswith(pied) and not nu[len(pied) : len(pied) + 1].isalpha()
            for pied in mots_reconnus().pieds
        )
        return (
            ouvre
            and (":" in texte or nu.startswith("*"))
            and colonne not in (*self.titres, *self.etapes)
        )

    def _bandeau(self, ligne: int, colonne: int) -> RangeeDeListe | None:
        """Une ligne d'un seul texte qui traverse le tableau, ou qui nomme son niveau."""
        lu = lire_intitule(self.grille.texte(ligne, colonne))
        largeur = self.grille.largeur_de(ligne, colonne)
        large = largeur >= max(2, len(self.par_rang) // 2) and largeur > len(self.titres)
        nomme = lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION
        dans_un_niveau = any(c.rang == colonne for c in self.niveaux)
        libre = colonne not in (*self.titres, *self.etapes) and not dans_un_niveau
        if large or (nomme and libre):
            return RangeeDeListe(ligne, titre=colonne, bandeau=lu)
        return None

    def _ranger(self, ligne: int, remplies: Sequence[int]) -> RangeeDeListe:
        rangee = RangeeDeListe(ligne)
        for colonne in remplies:
            nomme = colonne in self.titres and rangee.titre is None
            if not nomme and not (colonne in self.etapes and rangee.etape is None):
                rangee.colonnes.append(colonne)
            elif sans_contenu(self.grille.texte(ligne, colonne)):
                self.ignorer(ligne, [colonne], SANS_CONTENU)
            elif nomme:
                rangee.titre = colonne
            else:
                rangee.etape = colonne
        if rangee.titre is not None:
            discrets = {self.numero, *(c.rang for c in self.niveaux)}
            decalage = self.titres.index(rangee.titre) * 1000
            rangee.titree = LigneTitree(
                lire_intitule(self.grille.texte(ligne, rangee.titre)),
                "" if self.numero is None else self.numero_ecrit(ligne, self.numero, signaler=True),
                self.grille.retrait(ligne, rangee.titre) + decalage,
                any(colonne not in discrets for colonne in rangee.colonnes),
            )
        return rangee

    def numero_ecrit(self, ligne: int, rang: int, *, signaler: bool = False) -> str:
        """Un numéro tel qu'il fut écrit : 1.1 reste 1.1, même si le tableur en fit un nombre."""
        valeur = self.grille.cellule(ligne, rang).valeur
        if isinstance(valeur, date):
            ecrit = f"{valeur.day}.{valeur.month}"
            if signaler:
                self.rapport.remarques.avertir(
                    self.grille.repere(ligne, rang),
                    self.par_rang[rang].entete,
                    f"le tableur a pris ce numéro pour une date ; lu « {ecrit} »",
                    "vérifier, et mettre la colonne au format Texte",
                )
            return ecrit
        if isinstance(valeur, float) and valeur != int(valeur):
            return repr(round(valeur, 6))
        return " ".join(texte_de(valeur).split())


def _est_un_total(texte: str) -> bool:
    nom = cle_du_synonyme(texte)
    return (
        nom in mots_reconnus().totaux or nom.startswith("total ") or nom.startswith("sous total ")
    )
