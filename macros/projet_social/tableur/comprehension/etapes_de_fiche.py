"""Les étapes d'une fiche : des opérations en colonnes, en lignes, ou l'une sous l'autre.

Chacune a ses propres faits : le pilote d'une opération n'est pas celui de la fiche.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...classeur.classeur import Cellule
from ...modele.etape import Etape
from ...modele.fiche_action import FicheAction
from ...texte.synonyme import cle_du_synonyme
from ..remarque import RepereDeCase
from .entetes import ColonneLue, Dites
from .grille import Grille, est_remplie
from .niveaux import ApportDeCellule, Intitule
from .noms_de_colonnes import LONGUEUR_D_UN_NOM, Sens, Surete, cle_de_colonne, sens_dit, sens_du_nom
from .roles_des_colonnes import ETAPE
from .synonymes import mots_reconnus

OUVERTURE = re.compile(
    r"([^\d:.–—]{4,30}?)\s*(?:n\s?°\s*)?(\d[\d.\-]*\b|\b[A-Z]\b)?"
    r"(?:(?:\s*[:.)–—]+\s*|\s+-+\s+|(?<=\d)\s*-\s*)(\S.*))?",
    re.S,
)
ENTETES_D_ETAPES = 3
"""Colonnes d'un tableau d'étapes, une par ligne."""
DE_LA_FICHE = frozenset(FicheAction.model_fields) - frozenset(Etape.model_fields) | {
    champ for champ in mots_reconnus().noms_de_champs if champ.startswith("bilan")
}
"""Ce qu'une étape ne peut pas dire d'elle : c'est donc de la fiche."""
TITRES = {"titre", "etapes", ETAPE}
NUMEROS = {"numero", "etape_numero"}


@dataclass
class EtapeDeFiche:
    """Une étape, avant que sa fiche n'entre dans le plan.

    Attributes:
        intitule: la cellule qui l'écrit.
        apports: ce que disent d'elle les autres cellules.
    """

    lu: Intitule
    intitule: ApportDeCellule
    apports: list[ApportDeCellule] = field(default_factory=list)


@dataclass
class BlocDEtapes:
    """Des étapes côte à côte, ou une par ligne, dans une fiche.

    Attributes:
        libelles: les cellules qui n'y font que nommer un champ.
    """

    haut: int
    bas: int
    etapes: list[EtapeDeFiche] = field(default_factory=list)
    libelles: list[RepereDeCase] = field(default_factory=list)


def intitule_d_etape(texte: str) -> Intitule | None:
    """« Opération 2 : Former » → « Former », 2 ; None si le texte n'ouvre pas une étape."""
    lu = OUVERTURE.fullmatch(" ".join(texte.split()))
    if lu is None or not (lu[2] or lu[3]) or cle_du_synonyme(lu[1]) not in mots_reconnus().etapes:
        return None
    return Intitule(lu[3] or " ".join(texte.split()), (lu[2] or "").rstrip(".-"))


def nomme_des_etapes(texte: str) -> bool:
    """Vrai pour un nom de champ : « Opérations », « Étapes »."""
    return cle_du_synonyme(texte.strip().rstrip(" :")) in mots_reconnus().etapes


def etape_de(grille: Grille, ligne: int, colonne: int, lu: Intitule) -> EtapeDeFiche:
    """L'étape dont voici la cellule d'intitulé."""
    ou, cellule = grille.repere(ligne, colonne), grille.cellule(ligne, colonne)
    titre = ColonneLue(colonne, ("Opération",), Sens(ETAPE, Surete.EXACTE))
    return EtapeDeFiche(lu, ApportDeCellule(titre, cellule, ou))


def blocs_d_etapes(grille: Grille, dites: Dites) -> Iterator[BlocDEtapes]:
    """Les blocs d'étapes d'une feuille de fiches, de haut en bas."""
    ligne = 0
    while ligne < grille.hauteur:
        bloc = _en_colonnes(grille, ligne, dites) or _en_lignes(grille, ligne, dites)
        if bloc is not None:
            yield bloc
            ligne = bloc.bas
        ligne += 1


def _sens(texte: str, dites: Dites) -> Sens:
    nu = " ".join(texte.split()).rstrip(" :")
    if not nu or len(nu) > LONGUEUR_D_UN_NOM:
        return Sens()
    if (champ := dites.get(cle_de_colonne(nu))) is not None:
        return sens_dit(champ, (nu,))
    sens = sens_du_nom((nu,), approcher=False)
    if sens.est_un_niveau:  # « Objectifs » d'une opération est ce qu'elle vise
        return sens.pour(mots_reconnus().selon_la_place.get(cle_de_colonne(nu), ""))
    return sens


def _en_colonnes(grille: Grille, haut: int, dites: Dites) -> BlocDEtapes | None:
    """« | Opération 1 | Opération 2 », puis un champ par ligne."""
    remplies = grille.visibles(haut)
    lus = {c: lu for c in remplies if (lu := intitule_d_etape(grille.texte(haut, c))) is not None}
    gauche = [colonne for colonne in remplies if colonne not in lus]
    if not lus and len(remplies) > 2 and nomme_des_etapes(grille.texte(haut, remplies[0])):
        lus = {c: Intitule(" ".join(grille.texte(haut, c).split())) for c in remplies[1:]}
        if any(_sens(lu.titre, dites).champ for lu in lus.values()):
            return None  # des noms de champs : une étape par ligne, ou deux champs côte à côte
        gauche = remplies[:1]
    if len(lus) < 2 or min(lus) == 0 or len(gauche) > 1 or (gauche and gauche[0] > min(lus)):
        return None
    bloc = BlocDEtapes(haut, haut, [etape_de(grille, haut, c, lu) for c, lu in lus.items()])
    bloc.libelles += [grille.repere(haut, colonne) for colonne in gauche]
    colonnes = list(lus)
    champ: ColonneLue | None = None
    for ligne in range(haut + 1, grille.hauteur):
        remplies = grille.visibles(ligne)
        noms = [colonne for colonne in remplies if colonne < colonnes[0]]
        seul = noms and grille.largeur_de(ligne, noms[0]) > colonnes[0]
        if not remplies or grille.rompt(ligne) or seul or len(noms) > 1:
            break
        if not noms and champ is None:
            break
        if noms:
            texte = " ".join(grille.texte(ligne, noms[0]).split()).rstrip(" :")
            champ = ColonneLue(noms[0], (texte,), _sens(texte, dites))
            if champ.sens.champ in DE_LA_FICHE:
                break
            bloc.libelles.append(grille.repere(ligne, noms[0]))
        assert champ is not None
        for colonne in [c for c in remplies if c >= colonnes[0]]:
            droite = colonne + grille.largeur_de(ligne, colonne) - 1
            _donner(bloc, colonnes, (colonne, droite), champ, grille, ligne)
        bloc.bas = ligne
    return bloc if bloc.bas > haut else None


def _donner(
    bloc: BlocDEtapes,
    colonnes: Sequence[int],
    largeur: tuple[int, int],
    champ: ColonneLue,
    grille: Grille,
    ligne: int,
) -> None:
    """Donne une cellule à toutes les étapes au-dessous desquelles elle s'étend."""
    gauche, droite = largeur
    cellule, ou = grille.cellule(ligne, gauche), grille.repere(ligne, gauche)
    for rang, colonne in enumerate(colonnes):
        fin = colonnes[rang + 1] if rang + 1 < len(colonnes) else grille.largeur
        if not (colonne <= droite and gauche < fin):
            continue
        etape = bloc.etapes[rang]
        sans_titre = intitule_d_etape(etape.lu.titre) is not None
        if champ.sens.champ in TITRES and sans_titre:
            etape.lu = Intitule(" ".join(grille.texte(ligne, gauche).split()), etape.lu.numero)
            bloc.libelles.append(etape.intitule.ou)
            etape.intitule = ApportDeCellule(etape.intitule.colonne, cellule, ou)
        else:
            etape.apports.append(ApportDeCellule(champ, cellule, ou))


def _en_lignes(grille: Grille, haut: int, dites: Dites) -> BlocDEtapes | None:
    """« Opération | Pilote | Échéance », puis une étape par ligne."""
    remplies = grille.visibles(haut)
    if len(remplies) < ENTETES_D_ETAPES or haut + 1 >= grille.hauteur:
        return None
    noms = [" ".join(grille.texte(haut, c).split()).rstrip(" :") for c in remplies]
    colonnes = {
        colonne: ColonneLue(colonne, (nom,), _sens(nom, dites))
        for colonne, nom in zip(remplies, noms, strict=True)
    }
    titres = [
        c.rang
        for c in colonnes.values()
        if c.sens.champ in TITRES and cle_du_synonyme(c.entete) in mots_reconnus().etapes
    ]
    connues = sum(bool(c.sens.champ) for c in colonnes.values())
    if len(titres) != 1 or connues < max(ENTETES_D_ETAPES, len(remplies) - 1):
        return None
    bloc = BlocDEtapes(haut, haut, libelles=[grille.repere(haut, c) for c in remplies])
    for ligne in range(haut + 1, grille.hauteur):
        remplies = grille.visibles(ligne)
        if not remplies or grille.rompt(ligne) or not set(remplies) <= colonnes.keys():
            break
        if _sens(grille.texte(ligne, remplies[0]), dites).champ:
            break  # un nom de champ : la fiche reprend
        if titres[0] in remplies:
            lu = _intitule_en_ligne(grille, ligne, titres[0], colonnes)
            bloc.etapes.append(etape_de(grille, ligne, titres[0], lu))
        elif not bloc.etapes or (len(remplies) == 1 < len(colonnes) and remplies[0] == 0):
            break
        for colonne in [c for c in remplies if c != titres[0]]:
            cellule, ou = grille.cellule(ligne, colonne), grille.repere(ligne, colonne)
            if colonnes[colonne].sens.champ in NUMEROS and bloc.etapes[-1].lu.numero:
                bloc.libelles.append(ou)
            elif est_remplie(cellule):
                apport = ApportDeCellule(colonnes[colonne], Cellule(cellule.valeur), ou)
                bloc.etapes[-1].apports.append(apport)
        bloc.bas = ligne
    return bloc if bloc.etapes else None


def _intitule_en_ligne(
    grille: Grille, ligne: int, titre: int, colonnes: dict[int, ColonneLue]
) -> Intitule:
    texte = " ".join(grille.texte(ligne, titre).split())
    numero = next(
        (grille.texte(ligne, c.rang) for c in colonnes.values() if c.sens.champ in NUMEROS), ""
    )
    lu = intitule_d_etape(texte) or Intitule(texte)
    return Intitule(lu.titre, lu.numero or numero)
