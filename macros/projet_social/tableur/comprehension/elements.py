"""Ce qu'est chaque paragraphe, chaque tableau d'un document, avant de savoir où il va."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from ...classeur.classeur import Feuille
from ...modele.vocabulaire import TypeNiveau
from ...texte.synonyme import cle_du_synonyme
from .entetes import LIGNES_SONDEES, Dites, trouver_les_entetes
from .etapes_de_fiche import blocs_d_etapes, intitule_d_etape
from .grille import Grille
from .niveaux import Intitule, lire_intitule
from .noms_de_champs import NOM_ET_VALEUR, champs_en_colonne, sens_du_libelle
from .noms_de_colonnes import Sens, Surete
from .synonymes import mots_reconnus

CHAMPS_D_UN_TABLEAU = 3
"""Noms de champs différents qui font d'un tableau, ou de paragraphes, une fiche."""
INTITULE_MAXIMUM = 160
"""Signes au-delà desquels un paragraphe n'est pas un intitulé."""


class SorteDElement(Enum):
    """Ce qu'est un élément d'un document."""

    NIVEAU = auto()
    ACTION = auto()
    CHAMP = auto()
    TITRE = auto()
    TEXTE = auto()
    FICHE = auto()
    LISTE = auto()
    AUTRE = auto()


@dataclass
class Element:
    """Un paragraphe ou un tableau.

    Attributes:
        ligne: sa ligne, pour un paragraphe.
        lu: son intitulé ; pour un tableau, celui de sa première ligne.
        intitule: vrai s'il donne lui-même l'intitulé de sa fiche : « Intitulé », puis sa valeur.
        etape: vrai pour « Opération 1 : … », ou un tableau d'opérations : d'une fiche, non une
            fiche.
        tete: vrai s'il ouvre une fiche.
        niveau: le rang de l'étage qu'il ouvre, pour un titre sans mot de niveau.
    """

    sorte: SorteDElement
    feuille: Feuille
    texte: str = ""
    ligne: int = 0
    rang: int | None = None
    lu: Intitule = field(default_factory=lambda: Intitule(""))
    champs: frozenset[str] = frozenset()
    intitule: bool = False
    etape: bool = False
    tete: bool = False
    niveau: int | None = None

    @property
    def est_un_tableau(self) -> bool:
        """Vrai pour un tableau."""
        return self.sorte in (SorteDElement.FICHE, SorteDElement.LISTE, SorteDElement.AUTRE)

    @property
    def est_court(self) -> bool:
        """Vrai pour ce qui peut être un intitulé."""
        return len(self.texte) <= INTITULE_MAXIMUM and self.texte[-1:] not in ".;,:"

    @property
    def citee(self) -> bool:
        """Vrai pour une action dont on n'a que l'intitulé."""
        return self.sorte is SorteDElement.ACTION and not self.tete and bool(self.lu.numero)

    @property
    def attend_son_titre(self) -> bool:
        """Vrai pour « Fiche-action n° 4 », dont l'intitulé est à la ligne suivante."""
        return self.sorte is SorteDElement.ACTION and lire_intitule(self.lu.titre).mot is not None


def elements_de_la_feuille(feuille: Feuille, dites: Dites) -> Iterator[Element]:
    """Les éléments d'un morceau : le tableau, ou chacun des paragraphes."""
    grille = Grille(feuille, 0)
    morceau = feuille.morceau
    if morceau is None or morceau.tableau:
        yield _tableau(grille, dites)
        return
    for ligne in range(grille.hauteur):
        texte = grille.texte(ligne, 0)
        if ligne in morceau.regles:
            yield Element(SorteDElement.TEXTE, feuille, texte, ligne)
        else:
            yield _paragraphe(feuille, texte, ligne, morceau.titres.get(ligne), dites)


def _paragraphe(
    feuille: Feuille, texte: str, ligne: int, rang: int | None, dites: Dites
) -> Element:
    element = Element(SorteDElement.TEXTE, feuille, texte, ligne, rang, lire_intitule(texte))
    element.etape = intitule_d_etape(texte) is not None
    champ = _champ(texte, dites)
    if champ.champ:
        element.champs = frozenset({champ.champ})
    if champ.champ == "titre" and NOM_ET_VALEUR.fullmatch(texte):
        element.sorte, element.intitule = SorteDElement.ACTION, True
    elif champ.champ and (rang is None or element.lu.mot is None or not element.lu.numero):
        element.sorte = SorteDElement.CHAMP
    elif element.lu.mot is not None and _ouvre(element):
        de_l_action = element.lu.mot.type is TypeNiveau.ACTION
        element.sorte = SorteDElement.ACTION if de_l_action else SorteDElement.NIVEAU
    elif rang is not None:
        element.sorte = SorteDElement.TITRE
    return element


def _ouvre(element: Element) -> bool:
    """Vrai si un intitulé (« Axe 1 : … ») ouvre une partie, et n'est pas cité dans une phrase.

    « Action n° 3 : … » n'a pas besoin d'être en gras pour en être une.
    """
    assert element.lu.mot is not None
    if element.rang is not None:
        return True
    de_l_action = element.lu.mot.type is TypeNiveau.ACTION and bool(element.lu.numero)
    return de_l_action and element.est_court and not element.etape


def prendre_les_lignes_pour_titres(elements: Iterable[Element]) -> None:
    """Sans aucun titre de niveau, le plan est dans des lignes : « • Axe 1 : Lien social ; ».

    Une seule ne suffit pas : c'est une phrase.
    """
    lignes = [
        element
        for element in elements
        if element.sorte is SorteDElement.TEXTE
        and element.lu.mot is not None
        and element.lu.mot.type is not TypeNiveau.ACTION
        and element.lu.numero
        and len(element.texte) <= INTITULE_MAXIMUM
    ]
    for element in lignes if len(lignes) > 1 else ():
        element.sorte = SorteDElement.NIVEAU


def _champ(texte: str, dites: Dites) -> Sens:
    """Le champ que nomme un paragraphe : « Pilote », « Pilote : CCAS »."""
    for nom in (texte, texte.partition(":")[0] if NOM_ET_VALEUR.fullmatch(texte) else ""):
        sens = sens_du_libelle(nom, dites, approcher=False)
        if sens.est_un_niveau:  # « Objectifs », dans une fiche, est ce qu'elle vise
            sens = sens.pour(mots_reconnus().selon_la_place.get(cle_du_synonyme(nom), ""))
        if sens.champ and sens.surete is not Surete.APPROCHEE:
            return sens
    return Sens()


def _tableau(grille: Grille, dites: Dites) -> Element:
    """Une fiche (les champs de haut en bas), une liste (de gauche à droite), ou autre chose."""
    nommes, libelles = champs_en_colonne(grille, dites)
    champs = {
        sens_du_libelle(grille.texte(ligne, colonne), dites, approcher=False).champ
        for ligne in range(grille.hauteur)
        for colonne in libelles
    } - {""}
    entetes = trouver_les_entetes(grille, 0, LIGNES_SONDEES, dites)
    lu = _action_en_tete(grille)
    if nommes >= CHAMPS_D_UN_TABLEAU and (entetes is None or nommes > entetes.note):
        sorte = SorteDElement.FICHE
    elif lu.numero and len(champs) >= CHAMPS_D_UN_TABLEAU:
        sorte = SorteDElement.FICHE  # « Fiche n° 1 » en tête, des champs dans plusieurs colonnes
    elif entetes is not None and entetes.a_un_titre and entetes.bas + 1 < grille.hauteur:
        sorte = SorteDElement.LISTE
        champs = set()
    else:
        sorte = SorteDElement.AUTRE
    etapes = any(blocs_d_etapes(grille, dites))
    intitule = "titre" in champs or lu.mot is not None
    return Element(
        sorte, grille.feuille, lu=lu, champs=frozenset(champs), etape=etapes, intitule=intitule
    )


def _action_en_tete(grille: Grille) -> Intitule:
    """« Fiche-action n° 1 : … », en haut d'un tableau ; vide si rien ne l'est."""
    for ligne in range(min(2, grille.hauteur)):
        for colonne in grille.remplies(ligne)[:2]:
            lu = lire_intitule(grille.texte(ligne, colonne))
            if lu.mot is not None and lu.mot.type is TypeNiveau.ACTION and lu.numero:
                return lu
    return Intitule("")
