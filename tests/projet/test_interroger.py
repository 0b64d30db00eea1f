"""Les cinq requêtes du guide : chacune répond, et donne ce que le modèle compte sans SQL."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from projet_social.comparaison.matrice import Matrice, croiser
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.comparaison.selection import choisir
from projet_social.exports.donnees_sqlite import CODE, remplir_la_base
from projet_social.modele.introspection import textes_ecrits
from projet_social.pages.publication import Publication
from projet_social.texte.identifiant import forme_commune

from ..exports.conftest import DOSSIERS, publier
from ..fabrique import RACINE

GUIDE = (RACINE / "docs/guide/interroger-les-donnees.md").read_text(encoding="utf-8")
HAUTEURS = "AOC"


@pytest.fixture(scope="module", params=DOSSIERS)
def publication(request: pytest.FixtureRequest) -> Publication:
    """Les seize territoires, puis le corpus inventé."""
    return publier(DOSSIERS[request.param])


@pytest.fixture(scope="module")
def reponses(publication: Publication) -> Iterator[list[list[tuple[Any, ...]]]]:
    """Ce que répond chaque requête du guide, dans l'ordre."""
    requetes = re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL)
    assert len(requetes) == 5
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(remplir_la_base(publication))
        yield [base.execute(requete).fetchall() for requete in requetes]


@pytest.fixture(scope="module")
def matrice(publication: Publication) -> Matrice:
    """Les thèmes de chaque territoire, comme la page les montre."""
    corpus = publication.corpus
    return croiser(corpus, mentions_par_theme(corpus), choisir(corpus))


def test_qui_parle_de_mobilite(matrice: Matrice, reponses: list[list[tuple[Any, ...]]]) -> None:
    """Les plus hauts d'abord."""
    attendues = [
        (territoire.nom, case.niveau.value, case.mentions)
        for territoire in matrice.territoires
        if (case := matrice.cases.get((territoire.slug, "mobilite")))
    ]
    attendues.sort(key=lambda dite: (HAUTEURS.index(dite[1]), dite[0]))
    assert reponses[0] == attendues
    assert attendues


def test_de_quoi_on_se_tait(matrice: Matrice, reponses: list[list[tuple[Any, ...]]]) -> None:
    """Autant de silences que de cases vides de la matrice."""
    attendus = {
        theme.nom: sum((t.slug, theme.id) not in matrice.cases for t in matrice.territoires)
        for theme in matrice.themes
    }
    assert dict(reponses[1]) == {nom: nombre for nom, nombre in attendus.items() if nombre}
    assert [nombre for _, nombre in reponses[1]] == sorted(dict(reponses[1]).values(), reverse=True)


def test_combien_d_habitants(matrice: Matrice, reponses: list[list[tuple[Any, ...]]]) -> None:
    """Un territoire compte une fois ; une population inconnue ne compte pas."""
    concernes = [
        territoire
        for territoire in matrice.territoires
        if (case := matrice.cases.get((territoire.slug, "sante"))) and case.niveau.value == "A"
    ]
    connues = [t.population_officielle for t in concernes if t.population_officielle is not None]
    assert reponses[2] == [(len(concernes), sum(connues) if connues else None)]


def test_quels_axes_ont_le_plus_d_actions(
    publication: Publication, reponses: list[list[tuple[Any, ...]]]
) -> None:
    """Chaque action à la racine de son plan ; une action sans axe n'en a pas."""
    comptes = Counter(
        (x.ancetres[0].territoire.slug, x.ancetres[0].libelle, x.ancetres[0].contenu.titre)
        for x in publication.corpus.lignes
        if x.fiche and x.ancetres
    )
    assert {ligne[:3]: ligne[3] for ligne in reponses[3]} == comptes
    assert [ligne[3] for ligne in reponses[3]] == sorted(comptes.values(), reverse=True)


def test_ou_lit_on_isolement(
    publication: Publication, reponses: list[list[tuple[Any, ...]]]
) -> None:
    """Toutes les lignes dont un texte a ce mot, le thème de ce nom excepté."""
    attendues = {
        publication.absolue(ligne)
        for ligne in publication.corpus.lignes
        for _, _, texte in textes_ecrits(ligne.contenu)
        if "isolement" in forme_commune(texte).split() and not CODE.fullmatch(texte)
    }
    assert {ligne[-1] for ligne in reponses[4]} == attendues
