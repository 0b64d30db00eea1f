"""L'arbre autour d'une page : le plan de son territoire, et jamais les autres territoires."""

from __future__ import annotations

from collections.abc import Iterator

from projet_social.chargement import Rapport
from projet_social.pages.arbre import Branche, arbre_de, arbre_des_agents
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

PLAN = """\
titre: Projet inventé
axes:
  - id: bouger
    titre: Bouger
    enjeux:
      - {id: marcher, titre: Marcher}
      - {id: rouler, titre: Rouler}
  - {id: habiter, titre: Habiter, enjeux: [{id: loger, titre: Loger}]}
"""


def deux_territoires(corpus_de: CorpusDe) -> Rapport:
    """Deux territoires inventés, du même plan."""
    return corpus_de({f"territoires/{slug}/projet.yml": PLAN for slug in ("val", "mont")})


def arbre(rapport: Rapport, adresse: str) -> Branche | None:
    """L'arbre de la page d'une adresse."""
    publication = Publication(rapport.corpus)
    (page,) = [page for page in publication.pages if page.adresse == adresse]
    return arbre_de(page, publication)


def adresses(branches: tuple[Branche, ...]) -> Iterator[str]:
    """Toutes les adresses, dans l'ordre de l'arbre."""
    for branche in branches:
        yield branche.adresse
        yield from adresses(branche.branches)


def test_une_page_montre_le_plan_autour_d_elle(corpus_de: CorpusDe) -> None:
    """Tous les axes, et ce que contient celui où l'on est ; les autres restent repliés."""
    trouve = arbre(deux_territoires(corpus_de), "territoires/val/enjeux/marcher/")

    assert trouve is not None
    assert trouve.titre == "Val"
    assert list(adresses(trouve.branches)) == [
        "territoires/val/",
        "territoires/val/synthese/",
        "",
        "territoires/val/axes/bouger/",
        "territoires/val/enjeux/marcher/",
        "territoires/val/enjeux/rouler/",
        "territoires/val/axes/habiter/",
    ]


def test_l_arbre_ne_grandit_pas_avec_les_territoires(corpus_de: CorpusDe) -> None:
    """D'un territoire, on ne voit que lui ; des vues comparées, que les vues."""
    rapport = deux_territoires(corpus_de)

    for adresse in ("territoires/val/", "comparaison/themes/", "themes/sante/"):
        trouve = arbre(rapport, adresse)
        assert trouve is not None
        assert not any("mont" in autre for autre in adresses(trouve.branches)), adresse


def test_ce_qui_mene_a_tout_n_a_pas_d_arbre(corpus_de: CorpusDe) -> None:
    """L'accueil et les listes : l'arbre y serait la liste elle-même."""
    rapport = deux_territoires(corpus_de)

    assert arbre(rapport, "") is None
    assert arbre(rapport, "territoires/") is None


def test_les_pages_ecrites_sont_suivies_des_references(corpus_de: CorpusDe) -> None:
    """Le guide d'abord, dans l'ordre de la navigation, puis les données et les références."""
    publication = Publication(deux_territoires(corpus_de).corpus)
    guide = Branche("Guide", branches=(Branche("Un", "guide/un/"),))

    trouve = arbre_des_agents(publication, [guide])

    assert list(adresses(trouve.branches))[:3] == ["", "guide/un/", "donnees/"]
    assert "reference/macros/" in adresses(trouve.branches)
