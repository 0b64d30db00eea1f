"""Ce qu'un classeur dit de lui-même : ses lignes d'aide, ses onglets de listes, ses notices.

Rien de cela n'est une action. Chacun se reconnaît à son contenu, quel que soit le nom de l'onglet.
"""

from __future__ import annotations

from ...texte.synonyme import cle_du_synonyme
from .grille import Grille
from .noms_de_colonnes import sens_du_nom
from .synonymes import mots_reconnus

LIGNE_D_AIDE, ONGLET_DE_LISTES, ONGLET_D_AIDE = (
    "ligne d'aide du gabarit",
    "onglet de listes déroulantes",
    "onglet d'aide",
)
LIGNES_D_AIDE = 3
"""Lignes d'aide que l'on cherche sous les noms de colonnes."""
PART_D_AIDE, PART_DE_NOMS = 0.5, 0.6
"""Part des cellules d'une ligne, des lignes d'une notice, sans laquelle ce n'est pas de l'aide."""
LONGUEUR_D_UN_CHOIX = 80
NOMS_D_UN_TABLEAU = 4


def est_une_aide(texte: str) -> bool:
    """Vrai pour ce qui dit comment remplir une colonne : « Champ texte », « jj/mm/aaaa »."""
    aides, cle = mots_reconnus().aides, cle_du_synonyme(texte)
    return any(cle == mot or cle.startswith(f"{mot} ") for mot in aides.ouvrent) or any(
        f" {mot} " in f" {cle} " for mot in aides.contiennent
    )


def lignes_d_aide(grille: Grille, haut: int, bas: int) -> set[int]:
    """Les lignes d'aide qui touchent celles des noms de colonnes, dessous ou dessus."""
    dessous = range(bas + 1, min(bas + 1 + LIGNES_D_AIDE, grille.hauteur))
    dessus = range(haut - 1, max(haut - 1 - LIGNES_D_AIDE, -1), -1)
    trouvees = set()
    for cote in (dessous, dessus):
        for ligne in cote:
            if not grille.remplies(ligne):
                continue
            if not _est_une_ligne_d_aide(grille, ligne):
                break
            trouvees.add(ligne)
    return trouvees


def _est_une_ligne_d_aide(grille: Grille, ligne: int) -> bool:
    textes = _textes(grille, ligne)
    aides = sum(map(est_une_aide, textes))
    exemple = cle_du_synonyme(textes[0]).split()[:1] in (["exemple"], ["ex"])
    return aides >= max(PART_D_AIDE * len(textes), min(2, len(textes))) or exemple


def est_un_onglet_de_listes(grille: Grille) -> bool:
    """Vrai pour un onglet qui n'énumère que des choix : des colonnes sans trou ni doublon.

    Son nom ne suffit pas : il faut qu'une colonne au moins soit d'une liste fermée connue, ou que
    le nom s'y ajoute.
    """
    colonnes = [_choix_de(grille, colonne) for colonne in range(grille.largeur)]
    remplies = [choix for choix in colonnes if choix is not None and choix]
    if not remplies or None in colonnes:
        return False
    noms = mots_reconnus().aides.onglets_de_listes
    nomme = cle_du_synonyme(grille.feuille.nom) in noms
    fermees = sum(map(_est_une_liste_fermee, remplies))
    return fermees > 0 and (nomme or fermees * 2 >= len(remplies))


def _choix_de(grille: Grille, colonne: int) -> list[str] | None:
    """Les choix d'une colonne, sans son nom ; None si elle ne peut pas être une liste."""
    textes = [grille.texte(ligne, colonne) for ligne in range(grille.hauteur)]
    while textes and not textes[-1]:
        textes.pop()
    while textes and not textes[0]:
        textes.pop(0)
    nus = [texte for texte in textes if texte]
    if len(textes) - len(nus) > 1 or any(len(texte) > LONGUEUR_D_UN_CHOIX for texte in nus):
        return None
    return nus if len(set(nus)) == len(nus) else None


def _est_une_liste_fermee(choix: list[str]) -> bool:
    """Vrai si presque tous les choix, un nom de liste mis à part, sont d'un vocabulaire connu."""
    connus = mots_reconnus()
    for liste, codes in connus.valeurs.items():
        vides = connus.aucune.get(liste, frozenset())
        dits = [cle for texte in choix if (cle := cle_du_synonyme(texte) or texte)]
        vus = sum(cle in codes or cle in vides for cle in dits)
        if vus >= 2 and vus >= len(dits) - 1:
            return True
    return False


def est_un_onglet_d_aide(grille: Grille, noms_d_ailleurs: set[str]) -> bool:
    """Vrai pour une notice : elle en porte le nom, ou explique les colonnes d'un autre onglet.

    Args:
        noms_d_ailleurs: les clés des noms de colonnes des autres onglets.
    """
    nomme = cle_du_synonyme(grille.feuille.nom) in mots_reconnus().aides.onglets_d_aide
    lignes = [remplies for ligne in range(grille.hauteur) if (remplies := _textes(grille, ligne))]
    expliquees = [textes for textes in lignes if _explique(textes, noms_d_ailleurs)]
    if lignes and len(expliquees) >= max(3, PART_DE_NOMS * len(lignes)):
        aides = sum(any(map(est_une_aide, textes[1:])) for textes in expliquees)
        return nomme or aides >= PART_D_AIDE * len(expliquees)
    return nomme and not any(map(_nomme_des_colonnes, lignes))


def _textes(grille: Grille, ligne: int) -> list[str]:
    return [grille.texte(ligne, colonne) for colonne in grille.remplies(ligne)]


def _explique(textes: list[str], noms: set[str]) -> bool:
    """Vrai si la ligne donne le nom d'une colonne, puis comment la remplir."""
    premier, *suite = map(cle_du_synonyme, textes)
    return premier in noms and bool(suite) and not noms.intersection(suite)


def _nomme_des_colonnes(textes: list[str]) -> bool:
    """Vrai si la ligne a l'air de noms de colonnes : la notice aurait alors un vrai tableau."""
    sens = [sens_du_nom((texte,), approcher=False) for texte in textes]
    return sum(bool(s.champ) for s in sens) >= NOMS_D_UN_TABLEAU
