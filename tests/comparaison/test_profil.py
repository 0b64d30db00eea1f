"""Le profil d'un territoire : ce qu'il dit, sans rien savoir des autres."""

import pytest

from projet_social.comparaison.profil import lignes_lues, profil_de
from projet_social.corpus.corpus import Corpus
from tests.conftest import CorpusDe

from .test_vues import FICHIERS


@pytest.fixture
def corpus(corpus_de: CorpusDe) -> Corpus:
    """Les territoires inventés des vues, et un plan que la plaine porte avec le val."""
    commun = """\
# Plan commun inventé
titre: Plan commun
territoires: [val, plaine]
axes:
  - {titre: Grandir, themes: [jeunesse], axes: [{titre: Jouer, themes: [sante]}]}
demarche: {etapes: [{titre: Soirée, acteurs: [CAF et MSA]}]}
"""
    rapport = corpus_de(FICHIERS | {"territoires/val/projet-commun.yml": commun})
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus


def test_un_theme_est_au_plus_haut_lieu_ou_il_est_dit(corpus: Corpus) -> None:
    """Dans l'ordre du référentiel, tous plans réunis."""
    val = profil_de(corpus, corpus.territoire("val"))
    mont = profil_de(corpus, corpus.territoire("mont"))

    assert [(id_, m.niveau.value) for id_, m in val.themes.items()] == [
        ("sante", "O"),
        ("mobilite", "A"),
        ("jeunesse", "A"),
    ]
    assert [(id_, m.niveau.value) for id_, m in mont.themes.items()] == [
        ("sante", "A"),
        ("mobilite", "A"),
        ("jeunesse", "C"),
    ]


def test_un_acteur_se_reconnait_sous_tous_ses_noms(corpus: Corpus) -> None:
    """Ce que le référentiel ne connaît pas garde les mots de la source."""
    val = profil_de(corpus, corpus.territoire("val")).entendus
    mont = profil_de(corpus, corpus.territoire("mont")).entendus

    assert val.keys() & mont.keys() == {"mission-locale"}
    assert set(val.values()) == {"Mission locale", "CAF", "MSA", "Un inconnu"}


def test_un_plan_commun_compte_pour_chacun(corpus: Corpus) -> None:
    """La plaine porte le plan publié sous le val : ses thèmes et ses acteurs sont aussi à elle."""
    plaine = profil_de(corpus, corpus.territoire("plaine"))

    assert {id_: m.territoire.slug for id_, m in plaine.themes.items()} == {
        "jeunesse": "val",
        "sante": "val",
    }
    assert set(plaine.entendus) == {"caf", "msa"}
    assert [len(lignes) for _, lignes in plaine.lues] == [0, 1]


def test_un_sous_point_ne_se_lit_pas_comme_un_axe(corpus: Corpus) -> None:
    """Les axes en regard sont ceux du plan, pas leurs précisions."""
    (plan,) = [p for p in corpus.plans if p.projet.titre == "Plan commun"]

    assert [ligne.titre for ligne in lignes_lues(plan)] == ["Grandir"]
