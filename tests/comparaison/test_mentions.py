"""Les mentions : où chaque thème est dit, avec quels mots, et à quel titre."""

from __future__ import annotations

from projet_social.comparaison.mentions import (
    NiveauDeMention,
    mentions_du_plan,
    mentions_par_theme,
)
from tests.conftest import CorpusDe

PLAN = """\
source: {document: plaquette, page: 3}
niveau_de_lecture: enjeu
niveaux: {enjeu: {singulier: Constat, pluriel: Constats}}
axes:
  - titre: Se soigner
    themes: [sante]
    enjeux:
      - titre: Peu de médecins
        numero: 2
        themes: [sante, mobilite]
        enjeux: [{titre: Surtout au nord, themes: [sante]}]
      - Sans thème
ambitions: [{titre: Bien vivre, themes: [sante], source: {section: Ambitions}}]
points_transversaux: [{titre: Les jeunes, themes: [jeunesse]}]
mentions: [{themes: [mobilite], partie: contexte, citation: des routes longues}]
"""


def test_chaque_mention_dit_ses_mots_son_niveau_et_son_lieu(plan_de: CorpusDe) -> None:
    """A : niveau de lecture et ambitions ; O : autres lignes ; C : contexte seulement."""
    plan = plan_de(PLAN).corpus.plans[0]

    assert [(m.niveau.value, m.intitule, m.texte) for m in mentions_du_plan(plan)] == [
        ("O", "Axe", "Se soigner"),
        ("A", "Constat 2", "Peu de médecins"),
        ("O", "Constat", "Surtout au nord"),
        ("A", "Ambition", "Bien vivre"),
        ("O", "Point transversal", "Les jeunes"),
        ("C", "Contexte", "des routes longues"),
    ]


def test_une_mention_mene_a_sa_ligne_ou_a_sa_source(plan_de: CorpusDe) -> None:
    """Une ligne a sa page ; le reste a sa source, héritée du projet."""
    mentions = list(mentions_du_plan(plan_de(PLAN).corpus.plans[0]))

    assert [m.ligne is not None for m in mentions] == [True, True, True, False, False, False]
    ambition = mentions[3].source
    assert ambition is not None
    assert (ambition.document, ambition.page, ambition.section) == ("plaquette", "3", "Ambitions")


def test_une_mention_est_sous_chacun_de_ses_themes(corpus_de: CorpusDe) -> None:
    """Territoire par territoire, dans l'ordre du document ; une ligne sans thème n'y est pas."""
    corpus = corpus_de(
        {
            "territoires/b/projet.yml": "titre: P\n" + PLAN,
            "territoires/a/projet.yml": "titre: P\naxes: [{titre: Rouler, themes: [mobilite]}]\n",
        }
    ).corpus

    par_theme = mentions_par_theme(corpus)
    assert [(m.territoire.slug, m.texte) for m in par_theme["mobilite"]] == [
        ("a", "Rouler"),
        ("b", "Peu de médecins"),
        ("b", "des routes longues"),
    ]
    assert {theme: len(mentions) for theme, mentions in par_theme.items()} == {
        "mobilite": 3,
        "sante": 4,
        "jeunesse": 1,
    }


def test_chaque_niveau_de_mention_s_explique() -> None:
    """Une lettre seule ne dit rien au lecteur."""
    assert [n.libelle for n in NiveauDeMention] == [
        "premier niveau du plan, ou ambition",
        "niveau en dessous, ou action",
        "contexte seulement",
    ]


def test_le_contexte_ne_passe_pas_devant_une_orientation() -> None:
    """Le plus haut lieu se choisit par importance, non par ordre alphabétique."""
    assert sorted(reversed(NiveauDeMention)) == ["A", "O", "C"]
    assert min(NiveauDeMention.C, NiveauDeMention.O) is NiveauDeMention.O
