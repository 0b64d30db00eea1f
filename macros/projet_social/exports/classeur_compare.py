"""Un classeur par dossier, et un pour tous les territoires : toutes les vues de la comparaison.

Chaque onglet est le tableau d'une vue, celui de son CSV ; le premier dit ce qu'ils contiennent, à
quelle question ils répondent, et comment les citer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..classeur.accueil import FeuilleDAccueil
from ..classeur.classeur import Classeur, Feuille, Valeur
from ..classeur.formats import ecrire_le_classeur
from ..comparaison.selection import Selection, choisir
from ..modele.vocabulaire import VueComparee
from ..pages.adresse import adresse_de
from ..pages.de_comparaison import QUESTIONS
from ..pages.publication import Publication
from .classeur import feuille_de_donnees
from .comparaison import TABLEAUX, adresse_du_tableau
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees
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
    reference = citation(publication, titre, adresse_de(selection), selection.plans)
    accueil = FeuilleDAccueil(34, 60, 90)
    accueil.dire(titre, "titre")
    accueil.dire(reference)
    accueil.dire(
        "Une case vide : le document n'en dit rien. « | » sépare plusieurs valeurs d'une case."
    )
    accueil.dire()
    accueil.decrire_les_onglets(
        ("Onglet", "La question", "Une ligne, c'est…"),
        [
            (onglet.nom, QUESTIONS[vue], TABLEAUX[vue][0])
            for onglet, vue in zip(onglets, vues, strict=True)
        ],
    )
    return Classeur(
        [accueil.feuille, *onglets],
        titre=titre,
        description=reference,
        auteur=corpus.editeur.nom or "",
    )


def _fichier(
    publication: Publication, selection: Selection, nom: str, titre: str, sujet: Any = None
) -> Fichier:
    ecrire = partial(classeur_compare, publication, selection, titre)
    return Fichier(
        f"{RACINE}{nom}.xlsx",
        titre,
        f"{titre} : toutes les vues de la comparaison, un onglet chacune.",
        FormatDeFichier.XLSX,
        Rayon.PARTIES,
        lambda: ecrire_le_classeur(ecrire(), "xlsx"),
        sujet=sujet,
    )


def _onglet(publication: Publication, selection: Selection, vue: VueComparee) -> Feuille:
    colonnes, rangees = TABLEAUX[vue][1](selection, publication.corpus)
    lignes = [tuple(map(_valeur, rangee)) for rangee in rangees]
    return feuille_de_donnees(vue.libelle, colonnes, lignes)


def _valeur(valeur: object) -> Valeur:
    return valeur if isinstance(valeur, bool | int | float | None) else str(valeur)
