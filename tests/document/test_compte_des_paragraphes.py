"""Aucun paragraphe ne se perd, quel que soit le document : chacun a son sort."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projet_social.classeur.classeur import Cellule, Classeur, Plage
from projet_social.document.flux import Alinea, Quadrillage, en_classeur
from projet_social.tableur.comprehension.importation import Import

from ..tableur.comprehension.test_compte_des_cellules import CIBLE, REFERENTIEL

pytestmark = pytest.mark.lent
textes = st.sampled_from(
    [
        "Axe 1 : Habiter", "AXE 2 – Bouger", "Objectif 1.1 : Se loger", "Les enjeux", "Habiter",
        "Fiche-action n° 1 : Loger", "FICHE ACTION N° 2", "Action 3 : Prêter", "Intitulé : Rouler",
        "Intitulé", "Pilote", "Pilote : CCAS", "Objectifs", "Budget", "Échéance : 2026", "2027",
        "Opération 1 : Former", "Opération 2", "Étape n° 1 – Étudier", "Action", "Statut", "N°",
        "Un local, des bénévoles.", "- Premier", "- Échéance : 2025", "Partenaires", "CAF ; MSA",
        "Points forts", "Axe 1 : Habiter ........ 4", "Plan d'actions", "néant", "Public", "1",
    ]
)  # fmt: skip


@st.composite
def alineas(tirer: st.DrawFn) -> Alinea:
    """Un paragraphe quelconque."""
    return Alinea(
        tirer(textes),
        "paragraphe",
        tirer(st.sampled_from([None, None, 0, 1, 2, 3])),
        tirer(st.sampled_from([0.0, 0.0, 11.5, 14.0])),
        tirer(st.sampled_from(["", "", "https://exemple.fr"])),
        tirer(st.sampled_from(["", "", "", "image"])),
    )


@st.composite
def quadrillages(tirer: st.DrawFn) -> Quadrillage:
    """Un tableau quelconque, fusions comprises."""
    hauteur, largeur = tirer(st.integers(1, 6)), tirer(st.integers(1, 4))
    lignes = [
        [Cellule(tirer(st.one_of(st.none(), textes))) for _ in range(largeur)]
        for _ in range(hauteur)
    ]
    fusions = []
    for _ in range(tirer(st.integers(0, 2))):
        haut, gauche = tirer(st.integers(0, hauteur - 1)), tirer(st.integers(0, largeur - 1))
        bas, droite = tirer(st.integers(haut, hauteur - 1)), tirer(st.integers(gauche, largeur - 1))
        fusions.append(Plage(haut, gauche, bas, droite))
    return Quadrillage(lignes, [f"tableau, ligne {n}" for n in range(hauteur)], fusions)


documents = st.lists(st.one_of(alineas(), alineas(), quadrillages()), min_size=1, max_size=12).map(
    en_classeur
)


@settings(max_examples=300, deadline=None)
@given(documents)
def test_chaque_paragraphe_a_un_sort(classeur: Classeur) -> None:
    """`lire` échoue si un paragraphe ou une cellule n'a pas de sort, ou en a un d'inventé."""
    dits = sum(c.valeur is not None for f in classeur.feuilles for r in f.lignes for c in r)
    resultat = Import(classeur).lire(REFERENTIEL, CIBLE)
    assert len(resultat.rapport.sorts) == dits
