"""Lire toutes les feuilles comprises, et en faire un seul plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...modele.vocabulaire import TypeNiveau
from ...texte.synonyme import cle_du_synonyme
from ...texte.typographie import accorder
from ..remarque import RepereDeCase
from .entetes import Entetes
from .feuille_lue import LectureDeFeuille
from .fiches import LectureDeFiches
from .fiches_ecrites import LectureDeFicheEcrite
from .listes import LectureDeListe
from .niveaux import RANG_DE_FEUILLE, Intitule, LigneDePlan, PlanLu, lire_intitule
from .rapport import RapportDeLecture
from .reconnaissance import FeuilleComprise, Forme
from .synonymes import mots_reconnus
from .textes import lire_les_paragraphes

TITRE_DE_PROJET = 120
SANS_TABLEAU = "aucun tableau reconnu"
TITRE_REPETE = "titre répété d'une feuille à l'autre"


def lire_le_plan(
    comprises: Sequence[FeuilleComprise], rapport: RapportDeLecture, dites: Mapping[str, str]
) -> PlanLu:
    """Le plan que disent les feuilles, dans l'ordre des onglets ; les fautes vont au rapport."""
    plan = PlanLu()
    seule = sum(f.forme in (Forme.LISTE, Forme.FICHES) for f in comprises) == 1
    dans_le_document: list[LigneDePlan] = []
    for feuille in comprises:
        lecture = LectureDeFeuille(feuille.grille, plan, rapport)
        morceau = feuille.grille.feuille.morceau
        if morceau is not None:  # un titre y vaut jusqu'au suivant, d'un morceau à l'autre
            lecture.ouvertes = dans_le_document
        if feuille.forme is Forme.ECARTEE:
            for ligne in range(feuille.grille.hauteur):
                lecture.ignorer(ligne, feuille.grille.remplies(ligne), feuille.regle)
        elif feuille.forme is Forme.TEXTE and morceau is not None:
            lire_les_paragraphes(lecture, morceau)
        elif feuille.forme is Forme.TEXTE:
            _laisser_le_texte(lecture)
        elif feuille.forme is Forme.FICHES and morceau is not None:
            LectureDeFicheEcrite(lecture, dites).lire()
        elif feuille.forme is Forme.FICHES:
            _ouvrir_par_le_nom(lecture, [], seule=True)
            LectureDeFiches(lecture, feuille.libelles, dites).lire()
        else:
            _lire_les_listes(lecture, feuille, seule=seule)
    plan.typer()
    return plan


def _laisser_le_texte(lecture: LectureDeFeuille) -> None:
    """Une feuille sans tableau reste à ranger, cellule à cellule."""
    grille, nombre = lecture.grille, 0
    for ligne in range(grille.hauteur):
        for colonne in grille.remplies(ligne):
            texte = grille.texte(ligne, colonne) or grille.cellule(ligne, colonne).lien
            lecture.laisser(grille.repere(ligne, colonne), texte, SANS_TABLEAU)
            nombre += 1
    if nombre:
        lecture.rapport.remarques.avertir(
            None,
            "",
            f"{SANS_TABLEAU} : {accorder(nombre, 'cellule')} à ranger",
            "l'écarter par --feuilles, ou dire ses colonnes par --correspondance",
            grille.feuille.nom,
        )


def _lire_les_listes(lecture: LectureDeFeuille, feuille: FeuilleComprise, *, seule: bool) -> None:
    textes = _au_dessus(lecture, feuille.tableaux[0])
    ecrite = lecture.grille.feuille.morceau is not None
    if not ecrite and not lecture.ouvertes and not _nomme_un_niveau(feuille):
        textes = _ouvrir_par_le_nom(lecture, textes, seule=seule)
    _titrer(lecture, textes)
    bornes = [t.haut for t in feuille.tableaux[1:]] + [lecture.grille.hauteur]
    for tableau, fin in zip(feuille.tableaux, bornes, strict=True):
        if not tableau.a_un_titre:
            lecture.rapport.remarques.refuser(
                None,
                "",
                "aucune colonne ne donne l'intitulé des actions "
                f"(en-têtes ligne {tableau.bas + 1})",
                "dire laquelle : --correspondance titre=NOM_DE_LA_COLONNE",
                feuille.nom,
            )
        LectureDeListe(lecture, tableau).lire(fin)


def _au_dessus(lecture: LectureDeFeuille, entetes: Entetes) -> list[tuple[RepereDeCase, str]]:
    """Ouvre les niveaux nommés au-dessus du tableau ; rend les autres textes."""
    textes, grille = [], lecture.grille
    for ligne in range(entetes.haut):
        if (regle := entetes.regles.get(ligne)) is not None:
            lecture.ignorer(ligne, lecture.visibles(ligne), regle)
            continue
        for colonne in lecture.visibles(ligne):
            ou, texte = grille.repere(ligne, colonne), grille.texte(ligne, colonne)
            lu = lire_intitule(texte)
            if lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION:
                _ouvrir(lecture, lu, ou)
                lecture.rapport.placer(ou)
            else:
                textes.append((ou, texte or grille.cellule(ligne, colonne).lien))
    return textes


def _ouvrir(lecture: LectureDeFeuille, lu: Intitule, ou: RepereDeCase) -> None:
    plan = lecture.plan
    etage = plan.etage_du_mot(lu.mot) if lu.mot else plan.etage("feuille", RANG_DE_FEUILLE)
    lecture.entrer(etage, lu, ou)


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
    lecture: LectureDeFeuille, textes: list[tuple[RepereDeCase, str]], *, seule: bool
) -> list[tuple[RepereDeCase, str]]:
    """L'onglet nomme un axe : « Axe 1 - Lien social », ou un nom qui n'est pas « Feuil1 »."""
    nom = lecture.grille.feuille.nom
    lu, ou = lire_intitule(nom), lecture.grille.repere(0, 0)
    if lu.mot is not None and lu.mot.type is not TypeNiveau.ACTION:
        numero_seul = lire_intitule(lu.titre).mot is not None
        if numero_seul and len(textes) == 1 and len(textes[0][1]) <= TITRE_DE_PROJET:
            ou, titre = textes.pop()
            lu = Intitule(titre, lu.numero, lu.mot)
            lecture.rapport.placer(ou)
        _ouvrir(lecture, lu, ou)
    elif not seule and not _sans_nom(nom):
        _ouvrir(lecture, Intitule(lu.titre, lu.numero), ou)
    return textes


def _sans_nom(nom: str) -> bool:
    nu = cle_du_synonyme("".join(signe for signe in nom if not signe.isdigit()))
    return not nu or nu in mots_reconnus().feuilles_sans_nom


def _titrer(lecture: LectureDeFeuille, textes: Sequence[tuple[RepereDeCase, str]]) -> None:
    """Le premier texte au-dessus d'un tableau est le titre du plan ; les autres sont des notes."""
    plan = lecture.plan
    for ou, texte in textes:
        ligne = " ".join(texte.split())
        if plan.titre is not None and ligne == plan.titre[0]:
            lecture.rapport.ignorer(ou, TITRE_REPETE)
        elif plan.titre is None and len(ligne.split()) > 1 and len(ligne) <= TITRE_DE_PROJET:
            plan.titre = (ligne, ou)
        else:
            lecture.laisser(ou, texte, "au-dessus du tableau")
