"""Un document mis à plat : des alinéas et des quadrillages, de haut en bas, puis un classeur.

Rien n'est compris ici : ce qui est un titre se voit (style, corps, gras), ce qu'il veut dire est
l'affaire de la compréhension. Chaque ligne garde l'endroit où une personne la retrouvera.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..classeur.classeur import Cellule, Classeur, Feuille, Morceau, Plage
from ..classeur.refus import LIGNES_MAXIMUM, RefusDeClasseur, borner

TEXTE, TABLEAUX = "Texte", "Tableaux"
"""Les noms des morceaux, tels que le rapport les compte."""
EN_SOMMAIRE = "sommaire"
LIGNE_DE_SOMMAIRE = re.compile(r".*(?:\.{4,}|…{2,}|(?: \.){4,})\s*\d{1,3}", re.S)
TITRE_MAXIMUM = 160
"""Signes au-delà desquels un paragraphe en gras n'est plus un titre."""
EN_TETE = 8
"""Paragraphes parmi lesquels se tient le titre du document."""
RANG_DES_FAUX_TITRES = 10
"""Un titre qui ne se voit qu'à son gras est plus bas que tout titre qui a un style."""


@dataclass(slots=True)
class Alinea:
    """Un paragraphe.

    Attributes:
        texte: ce qu'il dit, sa puce comprise (« - »).
        endroit: où le retrouver.
        titre: son rang de titre, 0 pour celui du document ; None s'il n'en est pas un.
        poids: ce qui le distingue du texte courant, s'il a l'air d'un titre sans en avoir le style.
        lien: adresse du premier lien qu'il porte.
        regle: pourquoi il n'est pas du plan, si sa place dans le document le dit.
    """

    texte: str
    endroit: str
    titre: int | None = None
    poids: float = 0
    lien: str = ""
    regle: str = ""


@dataclass(slots=True)
class Quadrillage:
    """Un tableau.

    Attributes:
        endroits: où retrouver chaque ligne.
    """

    lignes: list[list[Cellule]]
    endroits: list[str]
    fusions: list[Plage] = field(default_factory=list)


Flux = Iterable[Alinea | Quadrillage]


def en_classeur(flux: Flux) -> Classeur:
    """Le document en classeur : une feuille par tableau, et par suite d'alinéas.

    Raises:
        RefusDeClasseur: plus de lignes qu'un plan n'en a jamais, ou rien à lire.
    """
    pieces = [piece for piece in flux if isinstance(piece, Quadrillage) or piece.texte.strip()]
    for piece in pieces:
        if isinstance(piece, Alinea) and LIGNE_DE_SOMMAIRE.fullmatch(piece.texte):
            piece.titre, piece.regle = None, piece.regle or EN_SOMMAIRE
    ranger_les_faux_titres([piece for piece in pieces if isinstance(piece, Alinea)])
    classeur = Classeur([feuille for groupe in _suites(pieces) for feuille in groupe])
    lignes = sum(len(feuille.lignes) for feuille in classeur.feuilles)
    if lignes > LIGNES_MAXIMUM:
        raise RefusDeClasseur(
            f"document de {lignes} paragraphes et lignes de tableau, {LIGNES_MAXIMUM} au plus",
            "n'en garder que le plan d'actions",
        )
    return classeur


def _suites(pieces: list[Alinea | Quadrillage]) -> Iterator[list[Feuille]]:
    for en_tableaux, suite in groupby(pieces, key=lambda piece: isinstance(piece, Quadrillage)):
        if en_tableaux:
            yield [_du_tableau(piece) for piece in suite if isinstance(piece, Quadrillage)]
        else:
            yield [_du_texte([piece for piece in suite if isinstance(piece, Alinea)])]


def _du_texte(alineas: list[Alinea]) -> Feuille:
    morceau = Morceau(
        [alinea.endroit for alinea in alineas],
        {rang: a.titre for rang, a in enumerate(alineas) if a.titre is not None},
        {rang: a.regle for rang, a in enumerate(alineas) if a.regle},
    )
    lignes = [[Cellule(alinea.texte, alinea.lien)] for alinea in alineas]
    return Feuille(TEXTE, lignes, morceau=morceau)


def _du_tableau(quadrillage: Quadrillage) -> Feuille:
    largeur = max((len(ligne) for ligne in quadrillage.lignes), default=0)
    borner(quadrillage.endroits[0], len(quadrillage.lignes), largeur)
    morceau = Morceau(quadrillage.endroits, ruptures={0}, tableau=True)
    return Feuille(TABLEAUX, quadrillage.lignes, fusions=quadrillage.fusions, morceau=morceau)


def ranger_les_faux_titres(alineas: Sequence[Alinea]) -> None:
    """Donne un rang aux paragraphes qui n'ont d'un titre que l'allure : le plus voyant d'abord.

    Le plus voyant de tous, seul de son espèce et en tête, est le titre du document.
    """
    faux = [
        alinea
        for alinea in alineas
        if alinea.poids and alinea.titre is None and not alinea.regle and a_l_air_d_un_titre(alinea)
    ]
    comptes = Counter(alinea.poids for alinea in faux)
    poids = sorted(comptes)[::-1]
    for alinea in faux:
        alinea.titre = RANG_DES_FAUX_TITRES + poids.index(alinea.poids)
    sans_style = len(faux) == sum(alinea.titre is not None for alinea in alineas)
    if len(poids) > 1 and comptes[poids[0]] == 1 and sans_style:
        premiers = [alinea for alinea in alineas if not alinea.regle][:EN_TETE]
        for alinea in premiers:
            if alinea.poids == poids[0] and alinea.titre is not None:
                alinea.titre = 0


def a_l_air_d_un_titre(alinea: Alinea) -> bool:
    """Vrai pour un texte court qui ne finit pas comme une phrase."""
    texte = alinea.texte.strip()
    return len(texte) <= TITRE_MAXIMUM and not texte.startswith("- ") and texte[-1:] not in ".;,"
