"""Un classeur par dossier, et un pour tous les territoires : toutes les vues de la comparaison.

Chaque onglet est le tableau d'une vue, celui de son CSV ; le premier dit ce qu'ils contiennent, à
quelle question ils répondent, et comment les citer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..comparaison.selection import Selection, choisir
from ..modele.vocabulaire import VueComparee
from ..pages.de_comparaison import QUESTIONS
from ..pages.publication import Publication
from .classeur import ACCUEIL, NOM_MAXIMUM, Cellule, Classeur, Lien, Onglet, largeurs_de
from .classeur_xlsx import en_xlsx
from .comparaison import TABLEAUX, adresse_du_tableau
from .fichier import RACINE, Fichier, Format, Rayon, donnees
from .licence import citation


@donnees
def classeurs_compares(publication: Publication) -> Iterator[Fichier]:
    """Le classeur de tous les territoires, puis celui de chaque dossier."""
    corpus = publication.corpus
    if len(corpus.territoires) < 2:
        return
    yield _fichier(
        publication, choisir(corpus), "comparaison", "Comparaison de tous les territoires"
    )
    for dossier in corpus.dossiers.values():
        choisie, titre = choisir(corpus, dossier.id), dossier.donnees.titre
        yield _fichier(publication, choisie, f"dossiers/{dossier.id}", titre, dossier)


def classeur_compare(publication: Publication, selection: Selection, titre: str) -> Classeur:
    """Le classeur d'une sélection : ce qu'il contient, puis un onglet par vue qu'elle montre."""
    corpus = publication.corpus
    vues = [vue for vue in TABLEAUX if adresse_du_tableau(vue, selection, corpus)]
    onglets = [_onglet(publication, selection, vue) for vue in vues]
    reference = citation(publication, titre, selection.racine, selection.plans)
    accueil: list[Sequence[Cellule]] = [
        (titre,),
        (reference,),
        ("Une case vide : le document n'en dit rien. « | » sépare plusieurs valeurs d'une case.",),
        (),
        ("Onglet", "La question", "Une ligne, c'est…"),
    ]
    entete = len(accueil)
    accueil += [
        (Lien(onglet.nom, onglet.nom), QUESTIONS[vue], TABLEAUX[vue][0])
        for onglet, vue in zip(onglets, vues, strict=True)
    ]
    tete = Onglet(ACCUEIL, accueil, len(accueil), [34, 60, 90], entete)
    return Classeur(titre, reference, corpus.editeur.nom or "", [tete, *onglets])


def _fichier(
    publication: Publication, selection: Selection, nom: str, titre: str, sujet: Any = None
) -> Fichier:
    ecrire = partial(classeur_compare, publication, selection, titre)
    return Fichier(
        f"{RACINE}{nom}.xlsx",
        titre,
        f"{titre} : toutes les vues de la comparaison, un onglet chacune.",
        Format.XLSX,
        Rayon.PARTIES,
        lambda: en_xlsx(ecrire()),
        sujet=sujet,
    )


def _onglet(publication: Publication, selection: Selection, vue: VueComparee) -> Onglet:
    colonnes, rangees = TABLEAUX[vue][1](selection, publication.corpus)
    lignes: list[Sequence[Cellule]] = [(Lien(colonnes[0], ACCUEIL), *colonnes[1:])]
    lignes += [tuple(map(_cellule, rangee)) for rangee in rangees]
    return Onglet(vue.libelle[:NOM_MAXIMUM], lignes, len(lignes), largeurs_de(lignes))


def _cellule(valeur: object) -> Cellule:
    return valeur if isinstance(valeur, bool | int | float | None) else str(valeur)
