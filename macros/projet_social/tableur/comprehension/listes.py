"""Lire un tableau en liste : une ligne par action, les niveaux par colonnes ou par lignes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...modele.vocabulaire import TypeNiveau
from .entetes import ColonneLue, Entetes, repete
from .feuille_lue import SANS_CONTENU, LectureDeFeuille, lien_seul, sans_contenu
from .grille import est_remplie, sans_resultat, texte_de
from .niveaux import (
    RANG_DE_BANDEAU,
    RANG_DE_COLONNE,
    ApportDeCellule,
    Etage,
    Intitule,
    LigneDePlan,
    lire_intitule,
)
from .noms_de_colonnes import IGNORER, NOTE, Sens
from .profondeurs import LigneTitree, etages_de, numeros_dans_les_titres
from .synonymes import TYPES, cle_du_synonyme, mots_reconnus

UNE_SEULE_VALEUR = {
    "id",
    "numero",
    "statut",
    "priorite",
    "nature",
    "debut",
    "fin",
    "calendrier",
    "avancement",
    "porteur",
    "elu_referent",
    "resume",
}
"""Champs qu'une action n'a qu'une fois : une seconde valeur est celle d'une autre action."""
EN_NOTE = Sens(NOTE)
"""Le sens d'une colonne dont le contenu va en note."""
ENTETE, ENTETE_REPETE = "en-tête de colonne", "en-tête répété"
TOTAL, ECARTEE = "ligne de total", "colonne écartée par la correspondance"


@dataclass
class RangeeDeListe:
    """Une ligne du tableau, dépouillée.

    Attributes:
        ligne: son rang dans la feuille.
        colonnes: les colonnes remplies, celles du titre exceptées.
        titre: la colonne où se trouve l'intitulé, s'il y en a un.
        bandeau: l'intitulé d'une ligne qui traverse le tableau.
        titree: ce que dit la ligne de sa place dans le plan, si elle a un intitulé.
    """

    ligne: int
    colonnes: list[int] = field(default_factory=list)
    titre: int | None = None
    bandeau: Intitule | None = None
    titree: LigneTitree | None = None


class LectureDeListe(LectureDeFeuille):
    """La lecture d'un tableau d'une feuille, de ses en-têtes à sa dernière ligne."""

    def __init__(self, feuille: LectureDeFeuille, entetes: Entetes) -> None:
        super().__init__(feuille.grille, feuille.plan, feuille.rapport, feuille.ouvertes)
        self.entetes = entetes
        self.par_rang = {colonne.rang: colonne for colonne in entetes.colonnes}
        self.titres = [c.rang for c in entetes.colonnes if c.sens.champ == "titre"]
        self.niveaux = [c for c in entetes.colonnes if c.sens.est_un_niveau]
        self.numero = next((c.rang for c in entetes.colonnes if c.sens.champ == "numero"), None)
        self.courant: LigneDePlan | None = None

    def lire(self, fin: int) -> None:
        """Lit les lignes jusqu'à `fin`, bornée à la feuille."""
        for ligne in range(self.entetes.haut, self.entetes.bas + 1):
            self.ignorer(ligne, self.grille.remplies(ligne), ENTETE)
        lignes = range(self.entetes.bas + 1, min(fin, self.grille.hauteur))
        rangees = [r for ligne in lignes if (r := self._depouiller(ligne)) is not None]
        for rangee in rangees:  # de haut en bas : le premier mot rencontré est le plus haut étage
            lu = rangee.bandeau or (rangee.titree.intitule if rangee.titree else None)
            if lu is not None and lu.mot is not None:
                self.plan.etage_du_mot(lu.mot)
        titrees = [r.titree for r in rangees if r.titree is not None]
        etages = iter(etages_de(titrees, self.plan, par_colonnes=bool(self.niveaux)))
        numerotes = numeros_dans_les_titres(titrees)
        for rangee in rangees:
            if rangee.bandeau is not None:
                self._entrer_par_bandeau(rangee, rangee.bandeau)
                continue
            nouveau = self._entrer_par_colonnes(rangee)
            if rangee.titree is not None:
                nouveau = self._entrer(rangee, rangee.titree, next(etages), numerotes)
            self._apporter(rangee, nouveau)

    def _depouiller(self, ligne: int) -> RangeeDeListe | None:
        """Trie les cellules d'une ligne ; None si elle n'apporte rien."""
        remplies = self.visibles(ligne)
        if not remplies:
            return RangeeDeListe(ligne) if self._sous_une_fusion(ligne) else None
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
            self.noter(self.grille.repere(ligne, remplies[0]), premier)
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
        return ouvre and (":" in texte or nu.startswith("*")) and colonne not in self.titres

    def _bandeau(self, ligne: int, colonne: int) -> RangeeDeListe | None:
        """Une ligne d'un seul texte qui traverse le tableau, ou qui nomme son niveau."""
        lu = lire_intitule(self.grille.texte(ligne, colonne))
        largeur = self.grille.largeur_de(ligne, colonne)
        large = largeur >= max(2, len(self.par_rang) // 2) and largeur > len(self.titres)
        nomme = lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION
        dans_un_niveau = any(c.rang == colonne for c in self.niveaux)
        if large or (nomme and colonne not in self.titres and not dans_un_niveau):
            return RangeeDeListe(ligne, titre=colonne, bandeau=lu)
        return None

    def _ranger(self, ligne: int, remplies: Sequence[int]) -> RangeeDeListe:
        rangee = RangeeDeListe(ligne)
        for colonne in remplies:
            if colonne in self.titres and rangee.titre is None:
                if sans_contenu(self.grille.texte(ligne, colonne)):
                    self.ignorer(ligne, [colonne], SANS_CONTENU)
                else:
                    rangee.titre = colonne
            else:
                rangee.colonnes.append(colonne)
        if rangee.titre is not None:
            discrets = {self.numero, *(c.rang for c in self.niveaux)}
            decalage = self.titres.index(rangee.titre) * 1000
            rangee.titree = LigneTitree(
                lire_intitule(self.grille.texte(ligne, rangee.titre)),
                "" if self.numero is None else self._numero(ligne, self.numero, signaler=True),
                self.grille.retrait(ligne, rangee.titre) + decalage,
                any(colonne not in discrets for colonne in rangee.colonnes),
            )
        return rangee

    def _numero(self, ligne: int, rang: int, *, signaler: bool = False) -> str:
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

    def _entrer_par_bandeau(self, rangee: RangeeDeListe, lu: Intitule) -> None:
        assert rangee.titre is not None
        if lu.mot is not None:
            etage = self.plan.etage_du_mot(lu.mot)
        else:
            etage = self.plan.etage("bandeau", RANG_DE_BANDEAU + 50)
        self.courant = self._ouvrir(rangee.ligne, rangee.titre, etage, lu, ("bandeau",))

    def _ouvrir(
        self, ligne: int, colonne: int, etage: Etage, lu: Intitule, nom: tuple[str, ...]
    ) -> LigneDePlan:
        """Met dans le plan l'intitulé d'une cellule ; son lien reste à la ligne."""
        ou = self.grille.repere(ligne, colonne)
        element = self.entrer(etage, lu, ou)
        element.apports += lien_seul(self.grille.cellule(ligne, colonne), nom, ou)
        self.rapport.placer(ou)
        return element

    def _entrer_par_colonnes(self, rangee: RangeeDeListe) -> LigneDePlan | None:
        """Ouvre les niveaux que leurs colonnes nomment sur cette ligne."""
        nouveau = None
        for rang, colonne in enumerate(self.niveaux):
            if colonne.rang not in rangee.colonnes:
                continue
            rangee.colonnes.remove(colonne.rang)
            texte = self.grille.texte(rangee.ligne, colonne.rang)
            mot = colonne.sens.niveau
            etage = self.plan.etage(
                mot.mot if mot else f"colonne:{colonne.entete}",
                RANG_DE_COLONNE + rang,
                TYPES[colonne.sens.champ],
            )
            etage.mot = etage.mot or mot
            if sans_contenu(texte):
                self.fermer(etage)
                self.ignorer(rangee.ligne, [colonne.rang], SANS_CONTENU)
                continue
            lu = lire_intitule(texte)
            if lu.mot is not None and lu.mot.type is TypeNiveau.ACTION:
                lu = Intitule(texte, "")
            numero = self._numero_de(rangee, colonne.sens.champ) or lu.numero
            lu = Intitule(lu.titre, numero, lu.mot)
            nouveau = self._ouvrir(rangee.ligne, colonne.rang, etage, lu, colonne.parties)
        if nouveau is not None:
            self.courant = nouveau
        return nouveau

    def _numero_de(self, rangee: RangeeDeListe, niveau: str) -> str:
        for colonne in self.entetes.colonnes:
            if colonne.sens.numero_de == niveau and colonne.rang in rangee.colonnes:
                rangee.colonnes.remove(colonne.rang)
                self.rapport.placer(self.grille.repere(rangee.ligne, colonne.rang))
                return self._numero(rangee.ligne, colonne.rang)
        return ""

    def _entrer(
        self, rangee: RangeeDeListe, titree: LigneTitree, etage: Etage, numerotes: bool
    ) -> LigneDePlan:
        assert rangee.titre is not None
        lu = titree.intitule
        if lu.mot is None and lu.numero and not numerotes:
            lu = Intitule(" ".join(self.grille.texte(rangee.ligne, rangee.titre).split()))
        lu = Intitule(lu.titre, titree.numero or lu.numero, lu.mot)
        colonne = self.par_rang[rangee.titre]
        element = self._ouvrir(rangee.ligne, rangee.titre, etage, lu, colonne.parties)
        if sans_resultat(lu.titre):
            self.rapport.remarques.refuser(
                self.grille.repere(rangee.ligne, rangee.titre),
                colonne.entete,
                f"intitulé illisible (« {lu.titre[:40]} »)",
                "corriger la formule, ou écrire l'intitulé en toutes lettres",
            )
        if self.numero in rangee.colonnes:
            rangee.colonnes.remove(self.numero)
            self.rapport.placer(self.grille.repere(rangee.ligne, self.numero or 0))
        self.courant = element
        return element

    def _apporter(self, rangee: RangeeDeListe, nouveau: LigneDePlan | None) -> None:
        """Donne les autres cellules de la ligne à l'élément qu'elle ouvre, ou au précédent."""
        element = nouveau or self.courant
        if nouveau is None and not self._est_une_suite(rangee, element):
            return
        for rang in rangee.colonnes:
            self._apport(rangee.ligne, rang, rangee.ligne, element)
        if nouveau is None or not nouveau.est_une_action:
            return
        for rang in self.par_rang:
            bloc = self.grille.bloc(rangee.ligne, rang)
            if bloc is None or bloc.gauche != rang:
                continue
            au_dessus = self.entetes.bas < bloc.haut < rangee.ligne
            if au_dessus and est_remplie(self.grille.cellule(bloc.haut, rang)):
                self._apport(bloc.haut, rang, rangee.ligne, element)

    def _apport(self, ligne: int, rang: int, pour: int, element: LigneDePlan | None) -> None:
        ou = self.grille.repere(ligne, rang)
        cellule = self.grille.cellule(ligne, rang)
        colonne = self.par_rang.get(rang)
        if colonne is not None and colonne.sens.champ == IGNORER:
            self.rapport.ignorer(ou, ECARTEE)
            return
        if colonne is not None and (colonne.sens.est_un_niveau or colonne.sens.champ == "titre"):
            if pour != ligne:
                return
            colonne = ColonneLue(rang, colonne.parties, EN_NOTE)
        if sans_contenu(texte_de(cellule.valeur)) and not cellule.lien:
            self.rapport.ignorer(ou, SANS_CONTENU)
            return
        if colonne is None:
            colonne = ColonneLue(rang, (f"colonne {ou.case.rstrip('0123456789')}",), EN_NOTE)
        if element is None:
            self.noter(ou, f"{colonne.entete} : {texte_de(cellule.valeur)}")
            return
        element.apports.append(ApportDeCellule(colonne, cellule, ou))

    def _est_une_suite(self, rangee: RangeeDeListe, element: LigneDePlan | None) -> bool:
        """Vrai si une ligne sans intitulé continue la précédente ; sinon, le dit en erreur."""
        if not rangee.colonnes or element is None or not self.titres:
            return True
        bloc = self.grille.bloc(rangee.ligne, self.titres[0])
        if bloc is not None and bloc.haut < rangee.ligne:
            return True
        deja = {apport.colonne.sens.champ for apport in element.apports}
        if element.numero:
            deja.add("numero")
        for rang in rangee.colonnes:
            colonne = self.par_rang.get(rang)
            if colonne and colonne.sens.champ in deja & UNE_SEULE_VALEUR:
                ou = self.grille.repere(rangee.ligne, rang)
                self.rapport.remarques.refuser(
                    ou,
                    colonne.entete,
                    f"la ligne {rangee.ligne + 1} n'a pas d'intitulé d'action",
                    "écrire l'intitulé, ou fusionner la ligne avec celle du dessus",
                )
                for autre in rangee.colonnes:
                    self.rapport.noter(self.grille.repere(rangee.ligne, autre))
                return False
        return True


def _est_un_total(texte: str) -> bool:
    nom = cle_du_synonyme(texte)
    return (
        nom in mots_reconnus().totaux or nom.startswith("total ") or nom.startswith("sous total ")
    )
