"""Lire des fiches verticales : un nom de champ, puis sa valeur, à droite ou dessous."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...classeur.classeur import Cellule
from ...modele.vocabulaire import TypeNiveau
from ..remarque import RepereDeCase
from .elements import INTITULE_MAXIMUM
from .entetes import ColonneLue, Dites
from .etapes_de_fiche import (
    DE_LA_FICHE,
    BlocDEtapes,
    EtapeDeFiche,
    blocs_d_etapes,
    etape_de,
    intitule_d_etape,
)
from .feuille_lue import (
    SANS_CONTENU,
    LectureDeFeuille,
    lien_seul,
    rubrique_sans_objet,
    sans_contenu,
)
from .grille import texte_de
from .listes import SANS_CHAMP
from .niveaux import RANG_DE_COLONNE, ApportDeCellule, Etage, Intitule, LigneDePlan, lire_intitule
from .noms_de_champs import NOM_ET_VALEUR, sens_du_libelle
from .noms_de_colonnes import IGNORER, LONGUEUR_D_UN_NOM, Sens, Surete, cle_de_colonne
from .synonymes import TYPES, mots_reconnus

LIBELLE, ECARTE = "nom de champ", "champ écarté par la correspondance"


@dataclass
class Fiche:
    """Une fiche en cours de lecture : ce qu'elle dit, avant d'entrer dans le plan."""

    ligne: int
    intitule: Intitule | None = None
    titre_en: RepereDeCase | None = None
    niveaux: list[tuple[ColonneLue, Intitule, RepereDeCase]] = field(default_factory=list)
    numeros: dict[str, str] = field(default_factory=dict)
    apports: list[ApportDeCellule] = field(default_factory=list)
    vus: set[str] = field(default_factory=set)
    etapes: list[EtapeDeFiche] = field(default_factory=list)
    etape: EtapeDeFiche | None = None
    """L'étape ouverte par une ligne à elle (« Opération 2 : … »), à qui va ce qui la suit."""

    def intituler(self, lu: Intitule, ou: RepereDeCase) -> None:
        """Lui donne son intitulé ; le numéro qu'elle avait déjà lui reste."""
        numero = lu.numero or (self.intitule.numero if self.intitule else "")
        self.intitule, self.titre_en = Intitule(lu.titre, numero), ou


class LectureDeFiches(LectureDeFeuille):
    """La lecture d'une feuille de fiches verticales.

    Args:
        feuille: la feuille, où son nom a pu ouvrir un niveau.
    """

    def __init__(self, feuille: LectureDeFeuille, colonnes: list[int], dites: Dites) -> None:
        super().__init__(feuille.grille, feuille.plan, feuille.rapport, feuille.ouvertes)
        self.colonnes = colonnes
        self.dites = dites
        self.fiches: list[Fiche] = []
        self.champs: dict[str, ColonneLue] = {}

    def lire(self) -> None:
        """Lit toute la feuille, et ajoute ses fiches au plan."""
        sans_valeur: ColonneLue | None = None
        dernier: ColonneLue | None = None
        au_dessus: dict[int, ColonneLue] = {}
        blocs = {bloc.haut: bloc for bloc in blocs_d_etapes(self.grille, self.dites)}
        suite = 0
        for ligne in range(self.grille.hauteur):
            remplies = self.visibles(ligne)
            if not remplies or ligne < suite:
                continue
            if self.grille.rompt(ligne):
                sans_valeur = dernier = None
            if bloc := blocs.get(ligne):
                self._detailler(bloc)
                suite = bloc.bas + 1
            if bloc or self._ouvre_une_etape(ligne, remplies):
                sans_valeur = dernier = None
                continue
            if noms := self._libelles_en_rangee(ligne, remplies):
                au_dessus, sans_valeur, dernier = noms, None, None
                continue
            if au_dessus:
                for colonne in remplies:
                    nom = max((c for c in au_dessus if c <= colonne), default=min(au_dessus))
                    dernier = au_dessus[nom]
                    self._apporter(ligne, colonne, dernier, "")
                au_dessus = {}
                continue
            libelles = self._libelles(ligne, remplies)
            if not libelles:
                if sans_valeur or dernier:
                    self._valeurs(ligne, remplies, sans_valeur or dernier)
                    dernier, sans_valeur = sans_valeur or dernier, None
                else:
                    self._au_dessus(ligne, remplies)
                continue
            sans_valeur = None
            bornes = [*libelles, self.grille.largeur]
            for colonne in [c for c in remplies if c < bornes[0]]:
                self._valeurs(ligne, [colonne], dernier)
            for rang, place in enumerate(libelles):
                champ, reste = self._champ(ligne, place)
                valeurs = [c for c in remplies if place < c < bornes[rang + 1]]
                if champ.sens.champ == "titre" and "titre" in self._fiche(ligne).vus:
                    self.fiches.append(Fiche(ligne))
                if reste:
                    self._apporter(ligne, place, champ, reste)
                else:
                    self.ignorer(ligne, [place], LIBELLE)
                for colonne in valeurs:
                    self._apporter(ligne, colonne, champ, "")
                dernier = champ
                sans_valeur = None if valeurs or reste else champ
        for fiche in self.fiches:
            self._conclure(fiche)

    def _detailler(self, bloc: BlocDEtapes) -> None:
        """Met dans la fiche ses étapes, en colonnes ou en lignes."""
        for etape in bloc.etapes:
            vides = [a for a in etape.apports if sans_contenu(texte_de(a.cellule.valeur))]
            for apport in (a for a in vides if not a.cellule.lien):
                etape.apports.remove(apport)
                self.rapport.ignorer(apport.ou, SANS_CONTENU)
        self._fiche(bloc.haut).etapes += bloc.etapes
        for ou in bloc.libelles:
            self.rapport.ignorer(ou, LIBELLE)

    def _ouvre_une_etape(self, ligne: int, remplies: list[int]) -> bool:
        """Ouvre une étape à laquelle va la suite ; une fiche sans intitulé n'en a pas encore."""
        lu = intitule_d_etape(self.grille.texte(ligne, remplies[0]))
        if lu is None or len(remplies) > 2 or not self.fiches or self.fiches[-1].titre_en is None:
            return False
        fiche, place = self.fiches[-1], remplies[-1]
        if len(remplies) > 1:
            if intitule_d_etape(lu.titre) is None:
                return False  # « Étape 1 : Former | CCAS » : un nom et sa valeur
            lu = Intitule(" ".join(self.grille.texte(ligne, place).split()), lu.numero)
            self.ignorer(ligne, remplies[:1], LIBELLE)
        fiche.etape = etape_de(self.grille, ligne, place, lu)
        fiche.etapes.append(fiche.etape)
        return True

    def _libelles_en_rangee(self, ligne: int, remplies: list[int]) -> dict[int, ColonneLue]:
        """« Pilote | Partenaires », quand leurs valeurs sont à la ligne du dessous."""
        dessous = ligne + 1
        if len(remplies) < 2 or dessous >= self.grille.hauteur or self.grille.rompt(dessous):
            return {}
        valeurs = self.grille.remplies(dessous)
        if not valeurs or self._est_un_nom(dessous, valeurs[0]):
            return {}
        if not all(self._est_un_nom(ligne, colonne) for colonne in remplies):
            return {}
        self.ignorer(ligne, remplies, LIBELLE)
        return {colonne: self._champ(ligne, colonne)[0] for colonne in remplies}

    def _est_un_nom(self, ligne: int, colonne: int) -> bool:
        """Vrai pour un nom de champ, et lui seul."""
        sens = sens_du_libelle(self.grille.texte(ligne, colonne), self.dites)
        return bool(sens.champ) and sens.surete is not Surete.APPROCHEE

    def _libelles(self, ligne: int, remplies: list[int]) -> list[int]:
        """Les cellules de la ligne qui sont des noms de champs."""
        trouves = []
        for colonne in remplies:
            texte = self.grille.texte(ligne, colonne)
            sens = sens_du_libelle(texte, self.dites)
            sur = bool(sens.champ) and sens.surete is not Surete.APPROCHEE
            en_place = colonne in self.colonnes
            a_droite = any(c > colonne for c in remplies)
            connu = (sur and (en_place or a_droite)) or (en_place and self._nom_et_valeur(texte))
            inconnu = (
                colonne == min(self.colonnes)
                and a_droite
                and len(texte) <= LONGUEUR_D_UN_NOM
                and lire_intitule(texte).mot is None
            )
            if connu or inconnu:
                trouves.append(colonne)
        return trouves

    def _nom_et_valeur(self, texte: str) -> tuple[Sens, str, str] | None:
        """« Pilote : CCAS », quand le nom et la valeur partagent une cellule."""
        if trouve := NOM_ET_VALEUR.fullmatch(texte):
            sens = sens_du_libelle(trouve[1], self.dites)
            if sens.champ and sens.surete is not Surete.APPROCHEE:
                return sens, trouve[1], trouve[2]
        return None

    def _champ(self, ligne: int, colonne: int) -> tuple[ColonneLue, str]:
        """Le champ que nomme une cellule, et la valeur qui y serait aussi."""
        texte = self.grille.texte(ligne, colonne)
        if (ensemble := self._nom_et_valeur(texte)) is not None:
            sens, nom, reste = ensemble
        else:
            nom, reste = " ".join(texte.split()).rstrip(" :"), ""
            sens = sens_du_libelle(texte, self.dites)
        autre = mots_reconnus().selon_la_place.get(cle_de_colonne(nom))
        apres = self._apres_le_titre(reste or self.grille.texte(ligne, colonne + 1))
        if autre and apres and sens.surete is not Surete.DITE:
            sens = Sens(autre, sens.surete)
        if not sens.champ:
            sens = SANS_CHAMP
        champ = self.champs.setdefault(f"{nom}|{sens.champ}", ColonneLue(colonne, (nom,), sens))
        return champ, reste

    def _apres_le_titre(self, _valeur: str) -> bool:
        """Vrai si « Objectif » est ici ce que vise l'action, non le niveau qui la contient."""
        return bool(self.fiches) and "titre" in self.fiches[-1].vus

    def _fiche(self, ligne: int) -> Fiche:
        if not self.fiches:
            self.fiches.append(Fiche(ligne))
        return self.fiches[-1]

    def _au_dessus(self, ligne: int, remplies: list[int]) -> None:
        """Un titre au-dessus des champs : le niveau, l'action, ou le nom du document."""
        for colonne in remplies:
            lu = lire_intitule(self.grille.texte(ligne, colonne))
            ou = self.grille.repere(ligne, colonne)
            if lu.mot is not None and lu.mot.type is TypeNiveau.ACTION:
                fiche = self._fiche(ligne)
                fiche.intitule, fiche.titre_en = lu, ou
            elif lu.mot is not None:
                champ = ColonneLue(colonne, (lu.mot.mot,), Sens(str(lu.mot.type), niveau=lu.mot))
                self._fiche(ligne).niveaux.append((champ, lu, ou))
            elif self._attend_un_intitule() and len(lu.titre) <= INTITULE_MAXIMUM:
                self._fiche(ligne).intituler(lu, ou)
            else:
                self.laisser(
                    ou, self.grille.texte(ligne, colonne), "au-dessus de la première fiche"
                )
                continue
            self.rapport.placer(ou)

    def _attend_un_intitule(self) -> bool:
        """Vrai tant que la fiche n'a qu'un numéro : « Fiche-action n° 4 »."""
        if not self.fiches or self.fiches[-1].vus:
            return False
        intitule = self.fiches[-1].intitule
        return intitule is not None and lire_intitule(intitule.titre).mot is not None

    def _valeurs(self, ligne: int, colonnes: list[int], champ: ColonneLue | None) -> None:
        for colonne in colonnes:
            if champ is None:
                self._au_dessus(ligne, [colonne])
            elif not self._nouvelle_fiche(ligne, colonne):
                self._apporter(ligne, colonne, champ, "")

    def _nouvelle_fiche(self, ligne: int, colonne: int) -> bool:
        """Vrai si la cellule ouvre la fiche suivante : « Fiche-action n° 4 : … »."""
        lu = lire_intitule(self.grille.texte(ligne, colonne))
        large = self.grille.largeur_de(ligne, colonne) > 1 or colonne in self.colonnes
        if lu.mot is None or not large or not lu.numero:
            return False
        if self._fiche(ligne).vus:
            self.fiches.append(Fiche(ligne))
        self._au_dessus(ligne, [colonne])
        return True

    def _apporter(self, ligne: int, colonne: int, champ: ColonneLue, reste: str) -> None:
        fiche, ou = self._fiche(ligne), self.grille.repere(ligne, colonne)
        cellule = self.grille.cellule(ligne, colonne)
        if reste:
            cellule = Cellule(reste, cellule.lien)
        texte = texte_de(cellule.valeur)
        if champ.sens.champ == IGNORER:
            self.rapport.ignorer(ou, ECARTE)
            return
        sans_objet = rubrique_sans_objet(champ.sens.champ, texte)
        if sans_contenu(texte) and not sans_objet and not cellule.lien:
            self.rapport.ignorer(ou, SANS_CONTENU)
            return
        if len(champ.exemples) < 2:
            champ.exemples.append(" ".join(texte.split()))
        lu = lire_intitule(texte)
        if champ.sens.champ == "titre" and "titre" not in fiche.vus:
            fiche.intituler(lu, ou)
        elif champ.sens.est_un_niveau:
            fiche.niveaux.append((champ, lu, ou))
        elif champ.sens.numero_de:
            fiche.numeros[champ.sens.numero_de] = texte
        else:
            fiche.vus.add(champ.sens.champ)
            recoit = self._etape_pour(fiche, champ) or fiche
            recoit.apports.append(ApportDeCellule(champ, cellule, ou))
            return
        fiche.vus.add(champ.sens.champ)
        self.rapport.placer(ou)
        fiche.apports += lien_seul(cellule, champ.parties, ou)

    def _etape_pour(self, fiche: Fiche, champ: ColonneLue) -> EtapeDeFiche | None:
        """L'étape ouverte, si ce champ peut être à elle ; sinon, la fiche reprend.

        Les premières étapes montrent les champs qu'elles ont : la dernière finit au premier autre.
        """
        if fiche.etape is None:
            return None
        connus = {a.colonne.entete for etape in fiche.etapes[:-1] for a in etape.apports}
        etranger = bool(connus and fiche.etape.apports) and champ.entete not in connus
        if champ.sens.champ in DE_LA_FICHE or etranger:
            fiche.etape = None
        return fiche.etape

    def _conclure(self, fiche: Fiche) -> None:
        """Met la fiche à sa place dans le plan."""
        parent = self.ouvertes[-1] if self.ouvertes else None
        for rang, (champ, lu, ou) in enumerate(fiche.niveaux):
            if (mot := champ.sens.niveau or lu.mot) is not None:
                etage = self.plan.etage_du_mot(mot)
            else:
                type_ = TYPES[champ.sens.champ]
                etage = self.plan.etage(f"colonne:{champ.entete}", RANG_DE_COLONNE + rang, type_)
            numero = fiche.numeros.get(champ.sens.champ, "") or lu.numero
            intitule = Intitule(lu.titre, numero, lu.mot)
            parent = self._ouvrir(etage, intitule, parent, ou)
        if fiche.intitule is None or fiche.titre_en is None:
            self._sans_intitule(fiche)
            return
        element = self._entrer_la_fiche(fiche.intitule, parent, fiche.titre_en)
        element.apports += fiche.apports
        for etape in fiche.etapes:
            detail = self.plan.detailler(element, etape.lu, etape.intitule.ou)
            detail.intitule = detail.intitule or etape.intitule
            detail.apports += etape.apports
            self.rapport.placer(etape.intitule.ou)

    def _entrer_la_fiche(
        self, lu: Intitule, parent: LigneDePlan | None, ou: RepereDeCase
    ) -> LigneDePlan:
        action = self.plan.action
        return self.plan.retrouver(lu, parent, ou) or self.plan.ajouter(action, lu, parent, ou)

    def _ouvrir(
        self, etage: Etage, lu: Intitule, dans: LigneDePlan | None, ou: RepereDeCase
    ) -> LigneDePlan:
        """Le niveau que nomme la fiche, ou celui, plus bas, où l'on se trouve déjà sous lui."""
        parent = dans
        while parent is not None and parent.etage.rang >= etage.rang:
            parent = parent.parent
        niveau = self.plan.niveau(etage, lu, parent, ou)
        plus_bas = dans
        while plus_bas is not None and plus_bas is not niveau:
            plus_bas = plus_bas.parent
        return niveau if plus_bas is None or dans is None else dans

    def _sans_intitule(self, fiche: Fiche) -> None:
        """Une fiche sans intitulé : une erreur, dite là où elle commence."""
        apports = [*fiche.apports]
        for etape in fiche.etapes:
            apports += [etape.intitule, *etape.apports]
        endroits = [apport.ou for apport in apports] or [ou for _, _, ou in fiche.niveaux]
        for ou in endroits:
            self.rapport.laisser(ou)
        if apports:
            self.rapport.remarques.refuser(
                min(endroits),
                "",
                "cette fiche n'a pas d'intitulé",
                "ajouter une ligne « Intitulé », ou un titre « Fiche-action n° 1 : … »",
            )
