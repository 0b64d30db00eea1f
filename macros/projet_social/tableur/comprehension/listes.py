"""Lire un tableau en liste : une ligne par action, les niveaux par colonnes ou par lignes."""

from __future__ import annotations

from collections.abc import Sequence

from ...classeur.classeur import lettre_de_colonne
from ...modele.vocabulaire import TypeNiveau
from ...texte.typographie import accorder
from .aides import LIGNE_D_AIDE
from .continuite import niveaux_sans_suite
from .entetes import ColonneLue, Entetes
from .etapes_par_ligne import EtapesParLigne
from .feuille_lue import SANS_CONTENU, LectureDeFeuille, rubrique_sans_objet, sans_contenu
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
from .noms_de_colonnes import A_RANGER, IGNORER, Sens
from .profondeurs import LigneTitree, etages_de, numeros_dans_les_titres
from .rangees import RangeeDeListe
from .roles_des_colonnes import ETAPE
from .synonymes import TYPES, MotDeNiveau

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
SANS_CHAMP = Sens(A_RANGER)
"""Le sens d'une colonne dont le contenu reste à ranger."""
ENTETE, ECARTEE = "en-tête de colonne", "colonne écartée par la correspondance"


class LectureDeListe(EtapesParLigne):
    """La lecture d'un tableau d'une feuille, de ses en-têtes à sa dernière ligne.

    Attributes:
        sans_suite: les colonnes de niveaux où une case vide veut dire aucun.
        hors: les lignes rangées de ce fait hors de tout niveau.
        nommees: les colonnes de niveaux dont chaque case dit elle-même son mot.
    """

    def __init__(self, feuille: LectureDeFeuille, entetes: Entetes) -> None:
        super().__init__(feuille, entetes)
        self.sans_suite: set[int] = set()
        self.hors: list[int] = []
        self.nommees: set[int] = set()

    def lire(self, fin: int) -> None:
        """Lit les lignes jusqu'à `fin`, bornée à la feuille."""
        for ligne in range(self.entetes.haut, self.entetes.bas + 1):
            self.ignorer(ligne, self.grille.remplies(ligne), ENTETE)
        lignes = range(self.entetes.bas + 1, min(fin, self.grille.hauteur))
        rangees = [r for ligne in lignes if (r := self.depouiller(ligne)) is not None]
        for rangee in rangees:  # de haut en bas : le premier mot rencontré est le plus haut étage
            lu = rangee.bandeau or (rangee.titree.intitule if rangee.titree else None)
            if lu is not None and lu.mot is not None:
                self.plan.etage_du_mot(lu.mot)
        titrees = [r.titree for r in rangees if r.titree is not None and r.etape is None]
        etages = iter(etages_de(titrees, self.plan, par_colonnes=bool(self.niveaux)))
        numerotes = numeros_dans_les_titres([r.titree for r in rangees if r.titree is not None])
        self.sans_suite = niveaux_sans_suite(
            self.grille,
            [r.ligne for r in rangees if r.titree is not None],
            [c.rang for c in self.niveaux],
            gabarit=LIGNE_D_AIDE in self.entetes.regles.values(),
        )
        self.nommees = {c.rang for c in self.niveaux if self._se_nomment(c, rangees)}
        for rangee in rangees:
            if rangee.bandeau is not None:
                self._entrer_par_bandeau(rangee, rangee.bandeau)
                continue
            self._quitter_les_niveaux(rangee)
            nouveau = self._entrer_par_colonnes(rangee)
            if rangee.etape is not None:
                nouveau = self.entrer_une_etape(rangee, numerotes)
            elif rangee.titree is not None:
                nouveau = self._entrer(rangee, rangee.titree, next(etages), numerotes)
            self._apporter(rangee, nouveau)
        self._dire_les_hors_niveaux()

    def _entrer_par_bandeau(self, rangee: RangeeDeListe, lu: Intitule) -> None:
        assert rangee.titre is not None
        if lu.mot is not None:
            etage = self.plan.etage_du_mot(lu.mot)
        else:
            etage = self.plan.etage("bandeau", RANG_DE_BANDEAU + 50)
        self.courant = self.ouvrir(rangee.ligne, rangee.titre, etage, lu, ("bandeau",))

    def _etage_de(self, rang: int, colonne: ColonneLue, texte: str = "") -> Etage:
        """L'étage d'une colonne ; le mot qui ouvre toutes ses cases l'emporte sur son nom."""
        mot = colonne.sens.niveau
        if colonne.rang in self.nommees and texte:
            mot = lire_intitule(texte).mot or mot
            assert mot is not None
            return self._etage_nomme(mot, RANG_DE_COLONNE + rang)
        nom = mot.mot if mot else f"colonne:{colonne.entete}"
        etage = self.plan.etage(nom, RANG_DE_COLONNE + rang, TYPES[colonne.sens.champ])
        etage.mot = etage.mot or mot
        return etage

    def _etage_nomme(self, mot: MotDeNiveau, rang: int) -> Etage:
        """L'étage d'un mot ; le même mot deux colonnes plus loin en est un autre, plus bas."""
        connu = self.plan.etages.get(mot.mot)
        autre = connu is not None and connu.rang >= RANG_DE_COLONNE and connu.rang != rang
        etage = self.plan.etage(f"{mot.mot} {rang}" if autre else mot.mot, rang, mot.type)
        etage.mot = etage.mot or mot
        return etage

    def _se_nomment(self, colonne: ColonneLue, rangees: Sequence[RangeeDeListe]) -> bool:
        """Vrai si chaque case d'une colonne de niveaux s'ouvre par un mot de niveau."""
        textes = [self.grille.texte(r.ligne, colonne.rang) for r in rangees]
        mots = [lire_intitule(texte).mot for texte in textes if texte and not sans_contenu(texte)]
        return bool(mots) and all(mot and mot.type is not TypeNiveau.ACTION for mot in mots)

    def _quitter_les_niveaux(self, rangee: RangeeDeListe) -> None:
        """Ferme les niveaux qu'une ligne laisse vides, là où un vide veut dire aucun."""
        if rangee.titree is None or self.continue_l_action(rangee):
            return
        for rang, colonne in enumerate(self.niveaux):
            bloc = self.grille.bloc(rangee.ligne, colonne.rang)
            continue_ = bloc is not None and bloc.haut < rangee.ligne
            plus_bas = any(c.rang in rangee.colonnes for c in self.niveaux[rang:])
            if colonne.rang in self.sans_suite and not continue_ and not plus_bas:
                self.fermer(self._etage_de(rang, colonne))
                if rang == 0 and rangee.etape is None:
                    self.hors.append(rangee.ligne)
                return

    def _dire_les_hors_niveaux(self) -> None:
        """Signale les lignes sans axe, quand d'autres en ont un."""
        if self.hors and any(e.type is not TypeNiveau.ACTION for e in self.plan.etages.values()):
            colonne = self.niveaux[0]
            nombre = accorder(len(self.hors), "action")
            self.rapport.remarques.avertir(
                self.grille.repere(self.hors[0], colonne.rang),
                colonne.entete,
                f"{nombre} sans rien dans cette colonne : hors de tout niveau",
                "écrire le niveau sur chaque ligne, si elle en a un",
            )

    def _entrer_par_colonnes(self, rangee: RangeeDeListe) -> LigneDePlan | None:
        """Ouvre les niveaux que leurs colonnes nomment sur cette ligne."""
        nouveau = None
        for rang, colonne in enumerate(self.niveaux):
            if colonne.rang not in rangee.colonnes:
                continue
            rangee.colonnes.remove(colonne.rang)
            texte = self.grille.texte(rangee.ligne, colonne.rang)
            etage = self._etage_de(rang, colonne, texte)
            if sans_contenu(texte):
                self.fermer(etage)
                self.ignorer(rangee.ligne, [colonne.rang], SANS_CONTENU)
                continue
            lu = lire_intitule(texte)
            if lu.mot is not None and lu.mot.type is TypeNiveau.ACTION:
                lu = Intitule(texte, "")
            numero = self._numero_de(rangee, colonne.sens.champ) or lu.numero
            lu = Intitule(lu.titre, numero, lu.mot)
            nouveau = self.ouvrir(rangee.ligne, colonne.rang, etage, lu, colonne.parties)
        if nouveau is not None:
            self.courant = nouveau
        return nouveau

    def _numero_de(self, rangee: RangeeDeListe, niveau: str) -> str:
        for colonne in self.entetes.colonnes:
            if colonne.sens.numero_de == niveau and colonne.rang in rangee.colonnes:
                rangee.colonnes.remove(colonne.rang)
                self.rapport.placer(self.grille.repere(rangee.ligne, colonne.rang))
                return self.numero_ecrit(rangee.ligne, colonne.rang)
        return ""

    def _entrer(
        self, rangee: RangeeDeListe, titree: LigneTitree, etage: Etage, numerotes: bool
    ) -> LigneDePlan:
        assert rangee.titre is not None
        lu = self.intitule_de(rangee.ligne, rangee.titre, titree, numerotes)
        colonne = self.par_rang[rangee.titre]
        if etage is self.plan.action and (annoncee := self.annoncee(lu)) is not None:
            element = annoncee
            element.numero = element.numero or lu.numero
            self.rapport.placer(self.grille.repere(rangee.ligne, rangee.titre))
        else:
            element = self.ouvrir(rangee.ligne, rangee.titre, etage, lu, colonne.parties)
            self.connaitre(element)
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
            self._apport(rangee.ligne, rang, rangee.ligne, self._porteur(rangee, rang, element))
        if nouveau is None or nouveau.etage.type not in (TypeNiveau.ACTION, None):
            return
        for rang in self.par_rang:
            bloc = self.grille.bloc(rangee.ligne, rang)
            if bloc is None or bloc.gauche != rang:
                continue
            if nouveau.est_une_etape and self._porteur(rangee, rang, nouveau) is not nouveau:
                continue  # déjà donnée à l'action, sur la première de ses lignes
            au_dessus = self.entetes.bas < bloc.haut < rangee.ligne
            if au_dessus and est_remplie(self.grille.cellule(bloc.haut, rang)):
                self._apport(bloc.haut, rang, rangee.ligne, element)

    def _porteur(
        self, rangee: RangeeDeListe, rang: int, element: LigneDePlan | None
    ) -> LigneDePlan | None:
        """À qui va une cellule : fusionnée sur toute l'action, elle n'est pas d'une étape."""
        if element is None or not element.est_une_etape:
            return element
        bloc, titre = self.grille.bloc(rangee.ligne, rang), self.titres[0] if self.titres else None
        if bloc is None or bloc.bas == bloc.haut or titre is None:
            return element
        action = self.grille.bloc(rangee.ligne, titre)
        entiere = action is not None and bloc.haut <= action.haut and action.bas <= bloc.bas
        return element.parent if entiere else element

    def _apport(self, ligne: int, rang: int, pour: int, element: LigneDePlan | None) -> None:
        ou = self.grille.repere(ligne, rang)
        cellule = self.grille.cellule(ligne, rang)
        colonne = self.par_rang.get(rang)
        if colonne is not None and colonne.sens.champ == IGNORER:
            self.rapport.ignorer(ou, ECARTEE)
            return
        if colonne is not None and (
            colonne.sens.est_un_niveau or colonne.sens.champ in ("titre", ETAPE)
        ):
            if pour != ligne:
                return
            colonne = ColonneLue(rang, colonne.parties, SANS_CHAMP)
        texte = texte_de(cellule.valeur)
        dite = colonne is not None and rubrique_sans_objet(colonne.sens.champ, texte) is not None
        if sans_contenu(texte) and not dite and not cellule.lien:
            self.rapport.ignorer(ou, SANS_CONTENU)
            return
        if colonne is None:
            colonne = ColonneLue(rang, (f"colonne {lettre_de_colonne(rang)}",), SANS_CHAMP)
        if element is None:
            self.laisser(ou, texte, "au-dessus de toute action du tableau", colonne)
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
                    self.rapport.laisser(self.grille.repere(rangee.ligne, autre))
                return False
        return True
