"""Le choix des territoires à comparer reste court, même quand ils sont nombreux."""

from __future__ import annotations

from projet_social.macros.registre import trouver
from projet_social.pages.page import TERRITOIRES_PAR_PAGE
from tests.conftest import CorpusDe, vue_de

TERRITOIRE = "nom: Pays {rang}\nnom_court: Pays {rang}\ntype: commune\ndepartements: [{code}]\n"


def page(corpus_de: CorpusDe, nombre: int) -> str:
    """La vue « Comparer » d'un corpus de tant de territoires, de deux départements."""
    rapport = corpus_de(
        {
            f"territoires/pays-{rang}/territoire.yml": TERRITOIRE.format(
                rang=rang, code=(59, 29)[rang % 2]
            )
            for rang in range(nombre)
        }
    )
    vue = vue_de(rapport, "comparaison/comparer/")
    return trouver("comparaison_comparer").appeler(vue)


def test_chaque_territoire_n_est_ecrit_qu_une_fois_dans_les_listes(corpus_de: CorpusDe) -> None:
    """Le script copie la première liste : la page ne grossit pas de quatre choix."""
    html = page(corpus_de, 5)

    assert html.count("<select") == 4
    assert [html.count(f'value="pays-{rang}"') for rang in range(5)] == [1] * 5
    assert "<optgroup" not in html


def test_une_longue_liste_se_range_par_departement(corpus_de: CorpusDe) -> None:
    """Au-delà de ce qu'une page montre, on cherche d'abord son département."""
    html = page(corpus_de, TERRITOIRES_PAR_PAGE + 1)

    assert html.count("<optgroup") == 2
    assert html.index("(29)") < html.index("(59)")


def test_deux_territoires_n_ont_que_deux_listes(corpus_de: CorpusDe) -> None:
    """On ne propose pas de places que rien ne remplirait."""
    html = page(corpus_de, 2)

    assert html.count("<select") == 2


def test_un_territoire_seul_n_a_pas_de_formulaire(corpus_de: CorpusDe) -> None:
    """Il n'y a rien à choisir ; sa synthèse reste."""
    html = page(corpus_de, 1)

    assert "<form" not in html
    assert "synthese/" in html
