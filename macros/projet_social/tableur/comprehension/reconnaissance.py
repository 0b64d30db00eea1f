"""Comprendre un classeur avant de le lire : la forme de chaque feuille, le sens des colonnes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ...empechement import Empechement
from ...texte.synonyme import cle_du_synonyme
from .aides import ONGLET_D_AIDE, ONGLET_DE_LISTES, est_un_onglet_d_aide, est_un_onglet_de_listes
from .entetes import LIGNES_SONDEES, ColonneLue, Entetes, colonnes_a, entetes_a, etendre, repete
from .entetes import trouver_les_entetes as trouver
from .etapes_de_fiche import blocs_d_etapes
from .grille import Grille
from .intitules_sans_nom import nommer_les_intitules, plan_sans_entetes
from .noms_de_champs import CHAMPS_MINIMUM, champs_en_colonne, noms_de_champs
from .noms_de_colonnes import PERIODE, sens_du_nom
from .protection import ANNUAIRE, CONTACT, DE_STRUCTURES, PERSONNE
from .rapport import RapportDeLecture
from .roles_des_colonnes import distribuer_les_roles
from .synonymes import le_plus_proche

ENTETES_MINIMUM = 3
D_UN_ANNUAIRE = DE_STRUCTURES | {PERSONNE, CONTACT, "perimetre", "lieux", ""}
"""Ce que disent les colonnes d'une liste de personnes."""
MASQUEE, ECARTEE = "feuille masquée", "feuille écartée par --feuilles"


class Forme(StrEnum):
    """Comment une feuille range ses actions."""

    LISTE = "liste"
    FICHES = "fiches"
    TEXTE = "sans tableau"
    ECARTEE = "écartée"


@dataclass
class FeuilleComprise:
    """Une feuille, et ce que l'on en a compris.

    Attributes:
        tableaux: les en-têtes de chaque tableau, de haut en bas, pour une liste.
        libelles: les colonnes qui nomment des champs, pour des fiches.
        champs: les noms de champs reconnus, pour des fiches.
        regle: pourquoi elle est écartée.
    """

    grille: Grille
    forme: Forme
    tableaux: list[Entetes] = field(default_factory=list)
    libelles: list[int] = field(default_factory=list)
    champs: list[ColonneLue] = field(default_factory=list)
    regle: str = ""

    @property
    def nom(self) -> str:
        """Le nom de l'onglet."""
        return self.grille.feuille.nom

    def ecarter(self, regle: str) -> None:
        """Ne plus rien y lire, pour une raison qui a un nom."""
        self.forme, self.regle = Forme.ECARTEE, regle
        self.tableaux, self.libelles, self.champs = [], [], []


class RefusDeCorrespondance(Empechement):
    """Une correspondance qui ne désigne rien ; une ligne par faute."""


def comprendre(
    rapport: RapportDeLecture, dites: Mapping[str, str], feuilles: Sequence[str] = ()
) -> list[FeuilleComprise]:
    """Ce que l'on comprend de chaque feuille.

    Args:
        dites: clé d'un nom de colonne (ou `=D`) → champ, tels que la personne les a dits.
        feuilles: les onglets à lire ; vide : tous ceux qui se voient.

    Raises:
        RefusDeCorrespondance: un onglet que le classeur n'a pas.
    """
    noms = [grille.feuille.nom for grille in rapport.grilles]
    absents = [nom for nom in feuilles if nom not in noms]
    if absents:
        connus = ", ".join(f"« {nom} »" for nom in noms)
        raise RefusDeCorrespondance(
            "\n".join(
                f"--feuilles : pas d'onglet « {nom} » dans le classeur ; "
                f"{_proche(nom, noms)}onglets : {connus}"
                for nom in absents
            )
        )
    comprises = [_comprendre(grille, dites, feuilles) for grille in rapport.grilles]
    for feuille in comprises:
        if feuille.nom not in feuilles and (regle := _aide_ou_listes(feuille, comprises)):
            feuille.ecarter(regle)
    return comprises


def _aide_ou_listes(feuille: FeuilleComprise, comprises: Sequence[FeuilleComprise]) -> str:
    """La règle qui écarte un onglet de listes ou une notice, s'il y en a une."""
    if feuille.forme is Forme.ECARTEE or feuille.grille.feuille.morceau is not None:
        return ""
    titree = feuille.forme is Forme.LISTE and feuille.tableaux[0].a_un_titre
    if not titree and est_un_onglet_de_listes(feuille.grille):
        return ONGLET_DE_LISTES
    noms = {
        cle_du_synonyme(colonne.parties[-1])
        for autre in comprises
        for tableau in autre.tableaux
        for colonne in tableau.colonnes
        if autre is not feuille
    }
    return ONGLET_D_AIDE if est_un_onglet_d_aide(feuille.grille, noms) else ""


def _proche(nom: str, noms: Sequence[str]) -> str:
    proche = le_plus_proche(nom, noms, 0.6)
    return f"écrire plutôt « {proche} » ; " if proche else ""


def _comprendre(
    grille: Grille, dites: Mapping[str, str], feuilles: Sequence[str]
) -> FeuilleComprise:
    if feuilles and grille.feuille.nom not in feuilles:
        return FeuilleComprise(grille, Forme.ECARTEE, regle=ECARTEE)
    if grille.feuille.masquee and grille.feuille.nom not in feuilles:
        return FeuilleComprise(grille, Forme.ECARTEE, regle=MASQUEE)
    morceau = grille.feuille.morceau
    if morceau is not None and morceau.fiche:
        libelles = champs_en_colonne(grille, dites)[1] or [0]
        champs = noms_de_champs(grille, libelles, dites)
        return FeuilleComprise(grille, Forme.FICHES, libelles=libelles, champs=champs)
    if morceau is not None and not morceau.tableau:
        return FeuilleComprise(grille, Forme.TEXTE)
    if _est_un_annuaire(grille, dites):
        return FeuilleComprise(grille, Forme.ECARTEE, regle=ANNUAIRE)
    entetes = trouver(grille, 0, LIGNES_SONDEES, dites)
    nommes, libelles = champs_en_colonne(grille, dites)
    if nommes >= CHAMPS_MINIMUM and (
        entetes is None
        or nommes > entetes.note
        or any(bloc.haut == entetes.bas for bloc in blocs_d_etapes(grille, dites))
    ):
        champs = noms_de_champs(grille, libelles, dites)
        return FeuilleComprise(grille, Forme.FICHES, libelles=libelles, champs=champs)
    if entetes is None and morceau is None:
        entetes = plan_sans_entetes(grille)
    if entetes is None:
        return FeuilleComprise(grille, Forme.TEXTE)
    nommer_les_intitules(grille, entetes)
    tableaux = [entetes, *_suivants(grille, entetes, dites)]
    bornes = [suivant.haut for suivant in tableaux[1:]] + [grille.hauteur]
    for tableau, fin in zip(tableaux, bornes, strict=True):
        distribuer_les_roles(grille, tableau, fin)
    return FeuilleComprise(grille, Forme.LISTE, tableaux)


def _est_un_annuaire(grille: Grille, dites: Mapping[str, str]) -> bool:
    """Vrai pour une liste de personnes : des noms et des coordonnées, et rien d'un plan."""
    for ligne in range(min(LIGNES_SONDEES, grille.hauteur)):
        colonnes = colonnes_a(grille, ligne, ligne, dites)
        champs = [colonne.sens.champ for colonne in colonnes]
        nommees = [champ for champ in champs if champ in (PERSONNE, CONTACT)]
        if len(nommees) > 1 and {*champs} <= D_UN_ANNUAIRE and 2 * len(nommees) >= len(champs):
            return True
    return False


def _suivants(grille: Grille, premier: Entetes, dites: Mapping[str, str]) -> Iterator[Entetes]:
    """Les autres tableaux de la feuille, quand ils ont leurs propres en-têtes."""
    courant, ligne = premier, premier.bas + 1
    while ligne < grille.hauteur:
        remplies = grille.remplies(ligne)
        ouvre = len(remplies) >= ENTETES_MINIMUM and sens_du_nom(
            (grille.texte(ligne, remplies[0]),), approcher=False
        ).champ not in ("", PERIODE)
        if ouvre and not repete(grille, ligne, courant):
            lues = entetes_a(grille, ligne, dites)
            if lues and lues.note >= max(ENTETES_MINIMUM, 0.8 * len(remplies)):
                courant = etendre(grille, lues, courant.bas + 1, dites)
                yield courant
                ligne = courant.bas
        ligne += 1
