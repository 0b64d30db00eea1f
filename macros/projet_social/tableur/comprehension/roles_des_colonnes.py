"""Ce qu'une colonne veut dire par ses voisines : son nom seul ne suffit pas toujours.

« Objectif » à gauche du titre est un niveau du plan ; « Opération » à droite de « Action », une
étape ; « Montant » à droite de « Financeur 1 », ce que celui-là donne.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .entetes import ColonneLue, Entetes
from .grille import Grille
from .noms_de_colonnes import PERIODE, RANG_FINAL, Surete, sens_du_nom
from .ordre_des_dates import mois_d_abord
from .synonymes import cle_d_en_tete, mots_reconnus

ETAPE, NUMERO_D_ETAPE = "etape_titre", "etape_numero"
FINANCEUR_CHIFFRE, MONTANT = "financeur_chiffre", "montant_du_financeur"
FINANCEUR = re.compile(r"(?:co )?financeur(?: \d{1,2})?")
NUMERO = re.compile(r"(?!.*[a-zà-ÿ]{3}).{1,6}")
"""« 1.2 », « FA 3 », « IV » : quelques signes, mais pas un mot."""
DATES = ("debut", "fin", "calendrier", "statut_depuis", "maj")


def distribuer_les_roles(grille: Grille, entetes: Entetes, fin: int) -> None:
    """Tranche, colonne après colonne, ce que seules les voisines disent.

    Args:
        entetes: les en-têtes du tableau ; leurs colonnes changent de sens.
        fin: la ligne où le tableau s'arrête.
    """
    colonnes = [c for c in entetes.colonnes if c.sens.surete is not Surete.DITE]
    lignes = [
        ligne
        for ligne in range(entetes.bas + 1, min(fin, grille.hauteur))
        if ligne not in entetes.regles
    ]
    _oublier_les_groupes(colonnes)
    _trancher_les_titres(entetes.colonnes, colonnes)
    _trouver_les_etapes(grille, lignes, entetes.colonnes, colonnes)
    _selon_la_place(entetes.colonnes, colonnes)
    _marier_les_financeurs(entetes.colonnes, colonnes)
    _dater(grille, lignes, entetes.colonnes)
    for colonne in entetes.colonnes:
        aides = " ".join(grille.texte(ligne, colonne.rang) for ligne in entetes.regles)
        colonne.aux_virgules = "virgule" in aides.lower()


def _oublier_les_groupes(colonnes: Sequence[ColonneLue]) -> None:
    """Un intitulé de groupe (« Acteurs ») n'est pas le nom des colonnes qui en ont un à elles."""
    propres = {c.rang: sens_du_nom((c.parties[-1],)) for c in colonnes if len(c.parties) > 1}
    nommes = {
        c.parties[:-1]
        for c in colonnes
        if c.rang in propres and propres[c.rang].champ not in ("", PERIODE)
    }
    for colonne in colonnes:
        entier = sens_du_nom((" ".join(colonne.parties),), approcher=False)
        if colonne.parties[:-1] in nommes and not entier.champ and colonne.rang in propres:
            colonne.sens = propres[colonne.rang]


def _trancher_les_titres(toutes: Sequence[ColonneLue], colonnes: Sequence[ColonneLue]) -> None:
    """De deux colonnes qui pourraient être le titre, celle des seuls numéros en est le numéro."""
    titres = [c for c in toutes if c.sens.champ == "titre"]
    if len(titres) < 2:
        if not titres:
            _faire_un_titre(colonnes)
        return
    for colonne in colonnes:
        if colonne in titres and _que_des_numeros(colonne):
            colonne.sens = colonne.sens.pour("numero")


def _faire_un_titre(colonnes: Sequence[ColonneLue]) -> None:
    """Des sous-actions sans colonne d'actions au-dessus sont les actions du plan."""
    for colonne in colonnes:
        if colonne.sens.champ == ETAPE:
            colonne.sens = colonne.sens.pour("titre")
            return


def _que_des_numeros(colonne: ColonneLue) -> bool:
    return bool(colonne.exemples) and all(map(NUMERO.fullmatch, colonne.exemples))


def _trouver_les_etapes(
    grille: Grille,
    lignes: Sequence[int],
    toutes: Sequence[ColonneLue],
    colonnes: Sequence[ColonneLue],
) -> None:
    """« Opération » à droite de « Action » : une étape par ligne, ou leur liste dans une case."""
    titre = next((c for c in toutes if c.sens.champ == "titre"), None)
    if titre is None:
        return
    for colonne in colonnes:
        cle = RANG_FINAL.sub(r"\1", cle_d_en_tete(colonne.parties[-1]))
        if (
            colonne.rang > titre.rang
            and colonne.sens.champ in ("titre", "etapes")
            and cle in mots_reconnus().etapes
        ):
            par_ligne = _sont_par_ligne(grille, lignes, titre.rang, colonne.rang)
            colonne.sens = colonne.sens.pour(ETAPE if par_ligne else "etapes")
    rangs = [c.rang for c in toutes if c.sens.champ == ETAPE]
    for colonne in colonnes:
        a_droite = colonne.rang > titre.rang and colonne.rang + 1 in rangs
        if colonne.sens.champ == "numero" and a_droite:
            colonne.sens = colonne.sens.pour(NUMERO_D_ETAPE)


def _sont_par_ligne(grille: Grille, lignes: Sequence[int], titre: int, etape: int) -> bool:
    """Vrai si une action occupe plusieurs lignes, une par étape."""
    precedent = ""
    for ligne in lignes:
        ecrit = grille.texte(ligne, titre)
        if grille.texte(ligne, etape) and (not ecrit or ecrit == precedent):
            return True
        precedent = ecrit or precedent
    return False


def _selon_la_place(toutes: Sequence[ColonneLue], colonnes: Sequence[ColonneLue]) -> None:
    """« Objectif » à gauche du titre est un niveau du plan ; à droite, ce que vise l'action."""
    titres = [c for c in toutes if c.sens.champ == "titre"]
    for colonne in colonnes:
        autre = mots_reconnus().selon_la_place.get(cle_d_en_tete(colonne.parties[-1]))
        if autre and titres and colonne.rang > titres[0].rang:
            colonne.sens = colonne.sens.pour(autre)


def _marier_les_financeurs(toutes: Sequence[ColonneLue], colonnes: Sequence[ColonneLue]) -> None:
    """Un montant à droite d'un financeur numéroté, ou du même numéro, est le sien."""
    financeurs = {
        colonne.rang: _numero(colonne)
        for colonne in toutes
        if colonne.sens.champ == "financeurs"
        and FINANCEUR.fullmatch(cle_d_en_tete(colonne.parties[-1]))
    }
    par_numero = {numero: rang for rang, numero in financeurs.items() if numero}
    for colonne in colonnes:
        montant = colonne.sens.champ in (MONTANT, "budget_prevu")
        if not montant or not cle_d_en_tete(colonne.parties[-1]).startswith(("montant", "part")):
            continue
        voisin = colonne.rang - 1
        rang = par_numero.get(_numero(colonne))
        if rang is None and (financeurs.get(voisin) or colonne.sens.champ == MONTANT):
            rang = voisin if voisin in financeurs else None
        if rang is not None:
            colonne.sens, colonne.avec = colonne.sens.pour(MONTANT), rang
    maries = {colonne.avec for colonne in toutes if colonne.avec is not None}
    for colonne in (c for c in colonnes if maries and c.sens.champ == "financeurs"):
        chiffre = colonne.rang in maries
        if chiffre or colonne.rang not in financeurs:
            colonne.sens = colonne.sens.pour(FINANCEUR_CHIFFRE if chiffre else "financements")


def _numero(colonne: ColonneLue) -> str:
    trouve = RANG_FINAL.fullmatch(cle_d_en_tete(colonne.parties[-1]))
    return trouve[2] if trouve else ""


def _dater(grille: Grille, lignes: Sequence[int], colonnes: Sequence[ColonneLue]) -> None:
    """Une date qui ne peut s'écrire que le mois devant le prouve pour tout le tableau."""
    datees = [c for c in colonnes if c.sens.champ in DATES]
    preuves = {
        c.rang: mois_d_abord(grille.texte(ligne, c.rang) for ligne in lignes) for c in datees
    }
    du_tableau = {preuve for preuve in preuves.values() if preuve is not None}
    for colonne in datees:
        propre = preuves[colonne.rang]
        partagee = du_tableau.copy().pop() if len(du_tableau) == 1 else None
        colonne.mois_d_abord = partagee if propre is None else propre
