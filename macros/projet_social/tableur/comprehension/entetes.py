"""Trouver, dans une feuille, les lignes d'en-têtes d'un tableau et le sens de ses colonnes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...classeur.classeur import lettre_de_colonne
from ...texte.synonyme import cle_du_synonyme
from .aides import LIGNE_D_AIDE, lignes_d_aide
from .grille import Grille
from .noms_de_colonnes import LONGUEUR_D_UN_NOM, Sens, Surete, cle_de_colonne, sens_dit, sens_du_nom

LIGNES_SONDEES = 80
"""Lignes où l'on cherche le premier en-tête d'une feuille."""
EXEMPLES = 2
GROUPES_MINIMUM = 2
INTITULE_DE_GROUPE = "intitulé de groupe de colonnes"
NOM_COURT = 40
"""Signes d'un nom de colonne, là où un seul est connu."""


@dataclass
class ColonneLue:
    """Une colonne d'un tableau.

    Attributes:
        rang: sa place dans la feuille, à partir de 0.
        parties: son nom, ligne à ligne.
        avec: le rang de la colonne du financeur dont elle dit le montant.
        mois_d_abord: vrai si ses dates s'écrivent le mois devant (12/14/20) ; None si rien ne le
            dit.
        aux_virgules: vrai si la ligne d'aide dit que ses valeurs se séparent par des virgules.
    """

    rang: int
    parties: tuple[str, ...]
    sens: Sens
    exemples: list[str] = field(default_factory=list)
    avec: int | None = None
    mois_d_abord: bool | None = None
    aux_virgules: bool = False

    @property
    def entete(self) -> str:
        """Son nom, sur une ligne."""
        return " › ".join(" ".join(partie.split()) for partie in self.parties)


@dataclass
class Entetes:
    """Les en-têtes d'un tableau.

    Attributes:
        regles: les lignes voisines qui ne disent rien du plan, et la règle qui les écarte.
    """

    haut: int
    bas: int
    colonnes: list[ColonneLue]
    regles: dict[int, str] = field(default_factory=dict)

    @property
    def note(self) -> float:
        """À quel point ces lignes ressemblent à des en-têtes."""
        poids = {Surete.EXACTE: 1.0, Surete.DITE: 1.5, Surete.APPROCHEE: 0.5, Surete.INCONNUE: 0.0}
        vus: dict[str, float] = {}
        for colonne in self.colonnes:
            nom = f"{colonne.sens.champ}{colonne.sens.annee}{colonne.sens.periode}"
            vus[nom] = max(vus.get(nom, 0.0), poids[colonne.sens.surete])
        return sum(vus.values())

    @property
    def a_un_titre(self) -> bool:
        """Vrai si une colonne nomme les lignes du plan."""
        return any(c.sens.champ == "titre" or c.sens.est_un_niveau for c in self.colonnes)


Dites = Mapping[str, str]
"""Clé d'un nom de colonne, ou lettre de colonne → champ, comme la personne l'a dit."""


def trouver_les_entetes(grille: Grille, debut: int, fin: int, dites: Dites) -> Entetes | None:
    """Les en-têtes les plus probables entre deux lignes ; None si rien n'y ressemble."""
    lignes = range(debut, min(fin, grille.hauteur))
    candidats = [lues for ligne in lignes if (lues := entetes_a(grille, ligne, dites))]
    meilleur = max(candidats, key=lambda lues: lues.note, default=None)
    return etendre(grille, meilleur, debut, dites) if meilleur else None


def entetes_a(grille: Grille, ligne: int, dites: Dites) -> Entetes | None:
    """Les en-têtes qu'écrit cette seule ligne, s'il y en a assez pour en être sûr."""
    remplies = grille.remplies(ligne)
    if not remplies:
        return None
    lues = Entetes(ligne, ligne, colonnes_a(grille, ligne, ligne, dites))
    if not lues.a_un_titre:
        return lues if lues.note >= 3 else None
    courts = all(
        len(grille.texte(ligne, c)) <= NOM_COURT and grille.largeur_de(ligne, c) == 1
        for c in remplies
    )
    return lues if lues.note >= 1.5 or (lues.note >= 1 and courts) else None


def etendre(grille: Grille, lues: Entetes, plancher: int, dites: Dites) -> Entetes:
    """Ajoute les lignes du dessus et du dessous qui complètent ces en-têtes."""
    bas = lues.bas + 1
    if bas < grille.hauteur and _precise(grille, lues.bas, bas):
        lues = Entetes(lues.haut, bas, colonnes_a(grille, lues.haut, bas, dites))
    regles = dict.fromkeys(lignes_d_aide(grille, lues.haut, lues.bas), LIGNE_D_AIDE)
    haut = lues.haut - 1
    while haut in regles:
        haut -= 1
    if haut >= plancher and (_precise(grille, haut, lues.haut) or _complete(grille, haut, lues)):
        plus_haut = Entetes(haut, lues.bas, colonnes_a(grille, haut, lues.bas, dites))
        if plus_haut.note >= lues.note:
            lues = plus_haut
    if lues.haut > haut >= plancher and _groupe(grille, haut, lues):
        regles[haut] = INTITULE_DE_GROUPE
    lues.regles = {ligne: r for ligne, r in regles.items() if not lues.haut <= ligne <= lues.bas}
    for colonne in lues.colonnes:
        _illustrer(grille, lues, colonne)
    return lues


def _illustrer(grille: Grille, lues: Entetes, colonne: ColonneLue) -> None:
    for ligne in range(lues.bas + 1, grille.hauteur):
        if ligne in lues.regles:
            continue
        texte = " ".join(grille.texte(ligne, colonne.rang).split())
        if texte and texte not in colonne.exemples:
            colonne.exemples.append(texte)
            if len(colonne.exemples) == EXEMPLES:
                return


def _groupes(grille: Grille, ligne: int) -> list[tuple[int, int]]:
    """Les cellules remplies d'une ligne, chacune avec les vides qui la suivent : bornes."""
    remplies = grille.remplies(ligne)
    groupes = []
    for rang, colonne in enumerate(remplies):
        suivante = remplies[rang + 1] if rang + 1 < len(remplies) else grille.largeur
        bloc = grille.bloc(ligne, colonne)
        if bloc is not None:
            suivante = min(suivante, bloc.droite + 1)
        groupes.append((colonne, suivante - 1))
    return groupes


def _precise(grille: Grille, dessus: int, dessous: int) -> bool:
    """Vrai si chaque cellule de la ligne du dessous détaille un groupe de la ligne du dessus."""
    groupes = _groupes(grille, dessus)
    remplies = grille.remplies(dessous)
    if len(remplies) < 2 or len(groupes) < 2:
        return False
    for colonne in remplies:
        groupe = next((g for g in groupes if g[0] <= colonne <= g[1]), None)
        if groupe is None or groupe[0] == groupe[1]:
            return False
    return any(
        sum(gauche <= colonne <= droite for colonne in remplies) > 1 for gauche, droite in groupes
    )


def _groupe(grille: Grille, dessus: int, lues: Entetes) -> bool:
    """Vrai si la ligne du dessus range les colonnes par familles, sans en nommer une."""
    remplies = grille.remplies(dessus)
    if len(remplies) < GROUPES_MINIMUM or any(
        not isinstance(grille.cellule(dessus, c).valeur, str)
        or len(grille.texte(dessus, c)) > LONGUEUR_D_UN_NOM
        for c in remplies
    ):
        return False
    larges = any(grille.largeur_de(dessus, c) > 1 for c in remplies)
    return larges or 2 * len(remplies) <= len(lues.colonnes)


def _complete(grille: Grille, dessus: int, lues: Entetes) -> bool:
    """Vrai si la ligne du dessus nomme des colonnes que les en-têtes laissent sans nom."""
    sans_nom = set(grille.remplies(dessus)) - set(grille.remplies(lues.haut))
    return len(grille.remplies(dessus)) > 1 and any(
        sens_du_nom((grille.texte(dessus, colonne),)).champ for colonne in sans_nom
    )


def colonnes_a(grille: Grille, haut: int, bas: int, dites: Dites) -> list[ColonneLue]:
    """Les colonnes que nomment ces lignes, bornes comprises."""
    noms: dict[int, list[str]] = {}
    for ligne in range(haut, bas + 1):
        groupes = _groupes(grille, ligne) if ligne < bas else []
        portes = {c: g for g, d in groupes for c in range(g, d + 1)}
        for colonne in range(grille.largeur):
            bloc = grille.bloc(ligne, colonne)
            source = bloc.gauche if bloc else portes.get(colonne, colonne)
            if bloc and bloc.haut != ligne:
                continue
            texte = grille.texte(ligne, source)
            if texte and texte not in noms.setdefault(colonne, []):
                noms[colonne].append(texte)
    return [
        ColonneLue(colonne, tuple(parties), _sens(colonne, tuple(parties), dites))
        for colonne, parties in sorted(noms.items())
        if parties
    ]


def _sens(colonne: int, parties: tuple[str, ...], dites: Dites) -> Sens:
    if dites:
        for nom in (" ".join(parties), parties[-1]):
            if (champ := dites.get(cle_de_colonne(nom))) is not None:
                return sens_dit(champ, parties)
        if (champ := dites.get(nom_par_lettre(colonne))) is not None:
            return sens_dit(champ, parties)
    return sens_du_nom(parties)


def nom_par_lettre(colonne: int) -> str:
    """La clé d'une colonne désignée par sa lettre."""
    return f"={lettre_de_colonne(colonne)}"


def repete(grille: Grille, ligne: int, entetes: Entetes) -> bool:
    """Vrai si la ligne recopie l'une des lignes d'en-têtes."""
    remplies = grille.remplies(ligne)
    for modele in range(entetes.haut, entetes.bas + 1):
        colonnes = grille.remplies(modele)
        if len(colonnes) == len(remplies) and all(
            cle_du_synonyme(grille.texte(ligne, ici)) == cle_du_synonyme(grille.texte(modele, la))
            for ici, la in zip(remplies, colonnes, strict=True)
        ):
            return True
    return False
