"""Lire toutes les feuilles comprises, et en faire un seul plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...lecture.anomalie import Gravite
from ...modele.vocabulaire import TypeNiveau
from ...texte.typographie import accorder
from ..remarque import Remarque, RepereDeCase
from .entetes import Entetes
from .fiches import LectureDeFiches
from .grille import Grille
from .listes import RECOUVERTE, LectureDeListe
from .niveaux import RANG_DE_FEUILLE, Intitule, Pile, PlanLu, lire_intitule
from .rapport import RapportDeLecture
from .reconnaissance import FeuilleComprise, Forme
from .synonymes import cle_du_synonyme, mots_reconnus

CELLULES_DE_TEXTE = 500
"""Cellules qu'une feuille sans tableau peut verser dans les notes du projet."""
TITRE_DE_PROJET = 120
TITRE_REPETE = "titre répété d'une feuille à l'autre"


def lire_le_plan(
    comprises: Sequence[FeuilleComprise], rapport: RapportDeLecture, dites: Mapping[str, str]
) -> PlanLu:
    """Le plan que disent les feuilles, dans l'ordre des onglets ; les fautes vont au rapport."""
    plan = PlanLu()
    lues = [f for f in comprises if f.forme in (Forme.LISTE, Forme.FICHES)]
    for feuille in comprises:
        if feuille.forme is Forme.ECARTEE:
            _ecarter(feuille, rapport)
        elif feuille.forme is Forme.TEXTE:
            _garder_le_texte(feuille.grille, plan, rapport)
        else:
            _lire(feuille, plan, rapport, dites, seule=len(lues) == 1)
    plan.typer()
    return plan


def _ecarter(feuille: FeuilleComprise, rapport: RapportDeLecture) -> None:
    for ligne in range(feuille.grille.hauteur):
        for colonne in feuille.grille.remplies(ligne):
            rapport.ignorer(feuille.grille.repere(ligne, colonne), feuille.regle)


def _garder_le_texte(grille: Grille, plan: PlanLu, rapport: RapportDeLecture) -> None:
    """Une feuille sans tableau va, ligne à ligne, dans les notes du projet."""
    lignes = [(ligne, grille.remplies(ligne)) for ligne in range(grille.hauteur)]
    nombre = sum(len(remplies) for _, remplies in lignes)
    if not nombre:
        return
    for ligne, remplies in lignes:
        for colonne in remplies:
            rapport.noter(grille.repere(ligne, colonne))
        if remplies and nombre <= CELLULES_DE_TEXTE:
            texte = " | ".join(
                grille.texte(ligne, c) or grille.cellule(ligne, c).lien for c in remplies
            )
            plan.notes.append((grille.repere(ligne, remplies[0]), texte))
    trop = nombre > CELLULES_DE_TEXTE
    rapport.remarques.append(
        Remarque(
            None,
            "",
            "aucun tableau reconnu : "
            + (
                f"{nombre} cellules, c'est trop pour les notes du projet"
                if trop
                else f"{accorder(nombre, 'cellule')} en note du projet"
            ),
            "l'écarter par --feuilles, ou dire ses colonnes par --correspondance",
            Gravite.ERREUR if trop else Gravite.AVERTISSEMENT,
            grille.feuille.nom,
        )
    )


def _lire(
    feuille: FeuilleComprise,
    plan: PlanLu,
    rapport: RapportDeLecture,
    dites: Mapping[str, str],
    *,
    seule: bool,
) -> None:
    grille, pile = feuille.grille, Pile()
    if feuille.forme is Forme.FICHES:
        _ouvrir_par_le_nom(grille, plan, pile, [], rapport, seule=True)
        lecture = LectureDeFiches(grille, feuille.libelles, plan, rapport, pile)
        lecture.lire(dites)
        return
    bornes = [t.haut for t in feuille.tableaux[1:]] + [grille.hauteur]
    premier = feuille.tableaux[0]
    textes = _au_dessus(grille, premier.haut, plan, pile, rapport)
    if not pile.lignes and not _nomme_un_niveau(feuille):
        textes = _ouvrir_par_le_nom(grille, plan, pile, textes, rapport, seule=seule)
    _titrer(textes, plan, rapport)
    for tableau, fin in zip(feuille.tableaux, bornes, strict=True):
        _verifier_le_titre(grille, tableau, rapport)
        LectureDeListe(grille, tableau, plan, rapport, pile).lire(fin)


def _verifier_le_titre(grille: Grille, tableau: Entetes, rapport: RapportDeLecture) -> None:
    if not tableau.a_un_titre:
        rapport.remarques.append(
            Remarque(
                None,
                "",
                f"aucune colonne ne donne l'intitulé des actions (en-têtes ligne "
                f"{tableau.bas + 1})",
                "dire laquelle : --correspondance titre=NOM_DE_LA_COLONNE",
                Gravite.ERREUR,
                grille.feuille.nom,
            )
        )


def _au_dessus(
    grille: Grille, haut: int, plan: PlanLu, pile: Pile, rapport: RapportDeLecture
) -> list[tuple[RepereDeCase, str]]:
    """Ouvre les niveaux nommés au-dessus du tableau ; rend les autres textes."""
    textes = []
    for ligne in range(haut):
        for colonne in grille.remplies(ligne):
            ou, texte = grille.repere(ligne, colonne), grille.texte(ligne, colonne)
            bloc = grille.bloc(ligne, colonne)
            if bloc and (bloc.haut, bloc.gauche) != (ligne, colonne):
                rapport.ignorer(ou, RECOUVERTE)
                continue
            lu = lire_intitule(texte)
            if lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION:
                _ouvrir(lu, plan, pile, ou)
                rapport.placer(ou)
            else:
                textes.append((ou, texte or grille.cellule(ligne, colonne).lien))
    return textes


def _ouvrir(lu: Intitule, plan: PlanLu, pile: Pile, ou: RepereDeCase) -> None:
    etage = (
        plan.etage_du_mot(lu.mot) if lu.mot is not None else plan.etage("feuille", RANG_DE_FEUILLE)
    )
    pile.ouvrir(plan.niveau(etage, lu, pile.parent_pour(etage), ou))


def _nomme_un_niveau(feuille: FeuilleComprise) -> bool:
    """Vrai si le tableau dit lui-même ses niveaux, par une colonne ou par des lignes."""
    grille = feuille.grille
    for tableau in feuille.tableaux:
        if any(c.sens.champ in ("axe", "enjeu", "orientation") for c in tableau.colonnes):
            return True
        for ligne in range(tableau.bas + 1, grille.hauteur):
            for colonne in grille.remplies(ligne)[:2]:
                mot = lire_intitule(grille.texte(ligne, colonne)).mot
                if mot is not None and mot.type is TypeNiveau.AXE:
                    return True
    return False


def _ouvrir_par_le_nom(
    grille: Grille,
    plan: PlanLu,
    pile: Pile,
    textes: list[tuple[RepereDeCase, str]],
    rapport: RapportDeLecture,
    *,
    seule: bool,
) -> list[tuple[RepereDeCase, str]]:
    """L'onglet nomme un axe : « Axe 1 - Lien social », ou un nom qui n'est pas « Feuil1 »."""
    lu = lire_intitule(grille.feuille.nom)
    ou = RepereDeCase(grille.rang, 0, 0, grille.feuille.nom)
    if lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION:
        numero_seul = lire_intitule(lu.titre).mot is not None
        if numero_seul and len(textes) == 1 and len(textes[0][1]) <= TITRE_DE_PROJET:
            ou, titre = textes.pop()
            lu = Intitule(titre, lu.numero, lu.mot)
            rapport.placer(ou)
        _ouvrir(lu, plan, pile, ou)
    elif not seule and not _sans_nom(grille.feuille.nom):
        _ouvrir(Intitule(lu.titre, lu.numero), plan, pile, ou)
    return textes


def _sans_nom(nom: str) -> bool:
    nu = cle_du_synonyme("".join(signe for signe in nom if not signe.isdigit()))
    return not nu or nu in mots_reconnus().feuilles_sans_nom


def _titrer(
    textes: Sequence[tuple[RepereDeCase, str]], plan: PlanLu, rapport: RapportDeLecture
) -> None:
    """Le premier texte au-dessus d'un tableau est le titre du plan ; les autres sont des notes."""
    for ou, texte in textes:
        ligne = " ".join(texte.split())
        if plan.titre is not None and ligne == plan.titre[0]:
            rapport.ignorer(ou, TITRE_REPETE)
        elif plan.titre is None and len(ligne.split()) > 1 and len(ligne) <= TITRE_DE_PROJET:
            plan.titre = (ligne, ou)
        else:
            rapport.noter(ou)
            plan.notes.append((ou, texte))
