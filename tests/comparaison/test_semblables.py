"""Les territoires semblables : par le type, la taille et les thèmes, avec les raisons."""

from __future__ import annotations

import pytest

from projet_social.chargement import charger
from projet_social.comparaison.mentions import mentions_par_theme
from projet_social.comparaison.semblables import Semblables
from projet_social.corpus.corpus import Corpus
from tests.conftest import CorpusDe
from tests.fabrique import RACINE

TERRITOIRE = """\
nom: Territoire {slug}
nom_court: {slug}
type: {type}
departements: [99]
populations: [{{nombre: {habitants}}}]
"""
PLAN = "titre: P\naxes: [{{titre: Axe, themes: [{themes}]}}]\n"


def comparer(corpus: Corpus) -> Semblables:
    """Les territoires semblables d'un corpus."""
    return Semblables(mentions_par_theme(corpus))


@pytest.fixture
def trio(corpus_de: CorpusDe) -> Corpus:
    """« a » et « b » ont la même taille et un thème commun ; « c » n'a que le type de « a »."""
    fichiers = {}
    for slug, type_, habitants, themes in (
        ("a", "communaute_de_communes", 40000, "sante, mobilite"),
        ("b", "syndicat_mixte", 30000, "sante"),
        ("c", "communaute_de_communes", 12000, "jeunesse"),
    ):
        fichiers[f"territoires/{slug}/territoire.yml"] = TERRITOIRE.format(
            slug=slug, type=type_, habitants=habitants
        )
        fichiers[f"territoires/{slug}/projet.yml"] = PLAN.format(themes=themes)
    return corpus_de(fichiers).corpus


def test_chaque_raison_est_dite(trio: Corpus) -> None:
    """Le type, la taille à partir des trois quarts, les thèmes communs sur tous."""
    semblables = comparer(trio)
    a, b, c = trio.territoires.values()

    assert semblables.raisons(a, c) == ("même type : communauté de communes",)
    taille, themes = semblables.raisons(a, b)
    assert taille == "taille voisine : 40\u202f000 et 30\u202f000 habitants"
    assert themes == "1\u00a0thème\u00a0commun\u00a0sur\u00a02"


def test_les_plus_semblables_d_abord_et_jamais_soi_meme(trio: Corpus) -> None:
    """Même indice dans les deux sens ; le nombre borne la liste."""
    semblables = comparer(trio)
    tous = list(trio.territoires.values())
    a, b, c = tous

    assert [s.territoire for s in semblables.de(a, tous)] == [c, b]
    assert [s.territoire for s in semblables.de(a, tous, 1)] == [c]
    assert semblables.indice(a, b) == semblables.indice(b, a)


def test_trop_peu_de_commun_n_est_pas_une_ressemblance(trio: Corpus) -> None:
    """Ni type, ni taille, ni thème : le territoire n'est pas montré, même seul."""
    b, c = trio.territoire("b"), trio.territoire("c")

    assert comparer(trio).de(b, [b, c]) == []


def test_le_contexte_ne_fait_pas_un_theme_commun(corpus_de: CorpusDe) -> None:
    """Un thème évoqué hors du plan ne rapproche pas deux territoires."""
    evoque = "titre: P\nmentions: [{themes: [sante], partie: contexte, citation: peu}]\n"
    corpus = corpus_de(
        {
            "territoires/a/projet.yml": PLAN.format(themes="sante"),
            "territoires/b/projet.yml": evoque,
        }
    ).corpus
    a, b = corpus.territoires.values()

    assert comparer(corpus).raisons(a, b) == ("même type : communauté de communes",)


def test_oust_et_pontivy_se_ressemblent_aussi() -> None:
    """Les deux territoires aux axes communs sont chacun le premier de l'autre."""
    corpus = charger(RACINE / "data")
    tous = list(corpus.territoires.values())
    oust, pontivy = corpus.territoire("oust-a-broceliande"), corpus.territoire("pontivy-communaute")
    semblables = comparer(corpus)

    assert semblables.de(oust, tous)[0].territoire is pontivy
    assert semblables.de(pontivy, tous)[0].territoire is oust
    assert semblables.raisons(oust, pontivy)[:2] == (
        "même type : communauté de communes",
        "taille voisine : 39\u202f885 et 46\u202f032 habitants",
    )
