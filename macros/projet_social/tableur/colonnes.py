"""Les onglets et les colonnes d'un classeur, tirés du modèle : rien n'y est déclaré deux fois.

Chaque sorte d'objet a son onglet, chaque champ simple sa colonne. Un objet contenu en un seul
exemplaire (`source`, `besoin`…) se déplie en colonnes ; une liste d'objets (`etapes`, `budgets`…)
a son onglet, dont chaque ligne dit de quelle autre elle fait partie. Un champ ajouté au modèle
paraît donc de lui-même.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import get_args

from ..classeur.classeur import NOM_MAXIMUM
from ..modele.catalogue import ChampDuModele, Champs, SorteDeValeur, champs_du_modele
from ..modele.fiche_action import FicheAction
from ..modele.libelle import enchainer, libelle_de
from ..modele.niveau import Niveau
from ..modele.projet import Projet
from ..modele.socle import Objet
from ..modele.territoire import Territoire
from ..modele.texte import Departement, Identifiants, PublicsVises, Siren
from ..modele.vocabulaire import TypeNiveau, Vocabulaire

DANS, RUBRIQUE, REPERE, TYPE = "dans", "rubrique", "repere", "type_de_niveau"
"""Les colonnes qui ne sont pas des champs : où la ligne se range, et comment on la désigne."""
MARQUES_SANS_VIRGULE = tuple(get_args(t)[-1] for t in (Identifiants, Siren, Departement))
"""Ce qui distingue une valeur qui ne contient jamais de virgule."""
MARQUE_DES_MOTS_LIBRES = get_args(PublicsVises)[-1]
"""Ce qui distingue une liste où les mots du document s'écrivent à côté de ceux à choisir."""
COLONNES_MAXIMUM = 4
"""Choix qu'une liste peut avoir au plus pour que chacun ait sa colonne et sa liste déroulante."""


@dataclass(frozen=True, slots=True, eq=False)
class ColonneDeClasseur:
    """Une colonne d'un onglet.

    Attributes:
        aide: la phrase de la référence des données.
        liste: vrai si une cellule peut contenir plusieurs valeurs, une par ligne.
        vocabulaire: les mots permis, s'ils sont dans le modèle.
        rang: place dans la liste, quand chaque élément a sa colonne ; None sinon.
        sans_virgule: vrai si une virgule ne peut que séparer deux valeurs.
        mots_libres: vrai si l'on peut écrire autre chose que ce qui est à choisir.
    """

    champs: Champs
    libelle: str
    aide: str
    sorte: SorteDeValeur = SorteDeValeur.TEXTE
    liste: bool = False
    vocabulaire: type[Vocabulaire] | None = None
    rang: int | None = None
    obligatoire: bool = False
    sans_virgule: bool = False
    mots_libres: bool = False

    @property
    def champ(self) -> str:
        """Le nom du champ, sans ce qui le contient."""
        return self.champs[-1]


@dataclass(frozen=True, slots=True)
class Place:
    """Où se rangent les lignes d'un onglet : la liste `champs` des objets `parent`."""

    parent: type[Objet]
    champs: Champs

    @property
    def libelle(self) -> str:
        """Le nom de cette liste."""
        return enchainer(map(libelle_de, self.champs))


@dataclass(eq=False)
class Onglet:
    """Un onglet : une sorte d'objet, ses colonnes, où ses lignes se rangent.

    Attributes:
        places: les listes où ces objets se trouvent ; aucune pour ce qui est un fichier.
    """

    modele: type[Objet]
    nom: str = ""
    places: list[Place] = field(default_factory=list)
    colonnes: list[ColonneDeClasseur] = field(default_factory=list)

    @property
    def a_un_repere(self) -> bool:
        """Vrai si d'autres lignes peuvent en faire partie, sans identifiant pour le dire."""
        porte = any(self.modele is place.parent for o in onglets() for place in o.places)
        return porte and "id" not in self.modele.model_fields and bool(self.places)

    @property
    def a_des_rubriques(self) -> bool:
        """Vrai si un même objet peut contenir ces lignes dans deux listes."""
        parents = [place.parent for place in self.places]
        return len(set(parents)) < len(parents)

    @property
    def en_colonnes(self) -> bool:
        """Vrai si l'onglet se lit de haut en bas : un champ par ligne, un objet par colonne."""
        return self.modele in (Territoire, Projet)

    @cached_property
    def colonnes_de_rangement(self) -> tuple[ColonneDeClasseur, ...]:
        """Les colonnes qui ne sont pas des champs, dans l'ordre."""
        return tuple(_de_rangement(self))


@cache
def onglets() -> tuple[Onglet, ...]:
    """Tous les onglets du modèle, dans l'ordre du classeur."""
    trouves: dict[type[Objet], Onglet] = {}
    for modele, nom in NOMS.items():
        trouves[modele] = Onglet(modele, nom)
    a_voir = list(reversed(NOMS))
    while a_voir:
        modele = a_voir.pop(0)
        for champ in champs_du_modele(modele):
            if champ.objet is None:
                trouves[modele].colonnes += _colonnes(champ)
                continue
            if champ.objet not in trouves:
                trouves[champ.objet] = Onglet(champ.objet)
                a_voir.append(champ.objet)
            trouves[champ.objet].places.append(Place(modele, champ.champs))
    for onglet in trouves.values():
        onglet.nom = onglet.nom or _nom(onglet)
    return tuple(trouves.values())


@cache
def onglet_de(modele: type[Objet]) -> Onglet:
    """L'onglet d'une sorte d'objet."""
    return next(onglet for onglet in onglets() if onglet.modele is modele)


NOMS: dict[type[Objet], str] = {
    Territoire: "Territoire",
    Projet: "Projet",
    Niveau: "Plan",
    FicheAction: "Actions",
}
"""Les objets d'où part l'inventaire, et le nom de leur onglet."""


def _de_rangement(onglet: Onglet) -> Iterator[ColonneDeClasseur]:
    if onglet.a_un_repere:
        nom = mots_du_modele(onglet.modele)
        yield ColonneDeClasseur(
            (REPERE,),
            "Repère",
            f"Ce qui désigne la ligne dans ce classeur (« {nom} 1 »), pour que d'autres puissent "
            "dire qu'elles en font partie. Il n'est pas publié.",
        )
    parents = {place.parent for place in onglet.places}
    if parents and parents != {Territoire}:
        noms = " ou ".join(f"« {o.nom} »" for o in onglets() if o.modele in parents)
        aide = f"Identifiant ou repère de la ligne qui la contient, dans l'onglet {noms}."
        if onglet.modele is FicheAction:
            aide += " Vide quand la fiche a son propre fichier : « Rattachements » suffit."
        elif Projet in parents:
            aide += " Vide s'il n'y a qu'un projet et que la ligne en dépend directement."
        yield ColonneDeClasseur((DANS,), "Fait partie de", aide)
    if onglet.a_des_rubriques and onglet.modele is not Niveau:
        listes = ", ".join(dict.fromkeys(f"« {place.libelle} »" for place in onglet.places))
        yield ColonneDeClasseur(
            (RUBRIQUE,), "Rubrique", f"La liste où se range la ligne : {listes}."
        )
    if onglet.modele is Niveau:
        yield ColonneDeClasseur(
            (TYPE,),
            "Type",
            "Axe, enjeu, objectif ou orientation : le type commun à tous les territoires.",
            SorteDeValeur.MOT,
            vocabulaire=TypeNiveau,
            obligatoire=True,
        )


def _colonnes(champ: ChampDuModele) -> Iterator[ColonneDeClasseur]:
    """La colonne d'un champ simple ; une par rang pour une courte liste."""
    types = {str(type_): type_.libelle for type_ in TypeNiveau}
    libelle = enchainer((types.get(c) or libelle_de(c) for c in champ.champs), " : ")
    sans_virgule = champ.sorte is SorteDeValeur.MOT or any(
        marque in MARQUES_SANS_VIRGULE for marque in champ.marques
    )
    colonne = ColonneDeClasseur(
        champ.champs,
        libelle,
        champ.aide,
        champ.sorte,
        champ.liste,
        champ.vocabulaire,
        obligatoire=champ.obligatoire,
        sans_virgule=sans_virgule,
        mots_libres=MARQUE_DES_MOTS_LIBRES in champ.marques,
    )
    if not champ.maximum or champ.maximum > COLONNES_MAXIMUM:
        yield colonne
        return
    for rang in range(champ.maximum):
        yield replace(
            colonne,
            libelle=f"{libelle.removesuffix('s')} {rang + 1}",
            liste=False,
            rang=rang,
            obligatoire=champ.obligatoire and not rang,
        )


def _nom(onglet: Onglet) -> str:
    """Le nom d'un onglet : celui des listes où ses lignes se rangent."""
    chemins = dict.fromkeys(place.champs for place in onglet.places)
    if len(chemins) == 1:
        return onglet.places[0].libelle
    noms = list(dict.fromkeys(libelle_de(champs[-1]) for champs in chemins))
    ensemble = enchainer(noms, " et ")
    return ensemble if len(ensemble) <= NOM_MAXIMUM else noms[0]


def mots_du_modele(modele: type[Objet]) -> str:
    """Le nom d'une sorte d'objet, pour une personne : « étape démarche »."""
    mots = "".join(f" {s.lower()}" if s.isupper() else s for s in modele.__name__).split()
    return libelle_de("_".join(mots)).lower()
