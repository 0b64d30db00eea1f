"""L'étiquetage par thème, comparé cellule par cellule à une grille relevée dans les documents."""

from typing import Any, NamedTuple

import pytest

from projet_social.comparaison.matrice import croiser
from projet_social.comparaison.mentions import LEGENDE, mentions_par_theme
from projet_social.comparaison.profil import lignes_lues
from projet_social.comparaison.selection import choisir
from projet_social.corpus.corpus import Corpus

from .conftest import lire_releve

GRILLE: dict[str, dict[str, str]] = lire_releve("themes_attendus.yml")
ECARTS: list[dict[str, str]] = lire_releve("ecarts_themes.yml")
RELUES: dict[str, list[dict[str, Any]]] = lire_releve("lignes_relues.yml")
DU_PLUS_HAUT_AU_PLUS_BAS = "AOC"


class Ecart(NamedTuple):
    """Une cellule où la grille et le corpus ne disent pas la même chose."""

    theme: str
    territoire: str
    attendu: str
    trouve: str


@pytest.fixture(scope="module")
def trouve(corpus: Corpus) -> dict[tuple[str, str], str]:
    """Le plus haut niveau où chaque territoire parle de chaque thème."""
    plus_hauts: dict[tuple[str, str], str] = {}
    for theme, mentions in mentions_par_theme(corpus).items():
        for mention in mentions:
            cellule = (theme, mention.territoire.slug)
            niveaux = {mention.niveau.value, plus_hauts.get(cellule, "C")}
            plus_hauts[cellule] = min(niveaux, key=DU_PLUS_HAUT_AU_PLUS_BAS.index)
    return plus_hauts


@pytest.fixture(scope="module")
def ecarts_reels(corpus: Corpus, trouve: dict[tuple[str, str], str]) -> set[Ecart]:
    """Toutes les cellules où le corpus s'écarte de la grille."""
    return {
        Ecart(theme, slug, attendu, obtenu)
        for theme in corpus.themes
        for slug in corpus.territoires
        if (attendu := GRILLE[theme].get(slug, "")) != (obtenu := trouve.get((theme, slug), ""))
    }


@pytest.fixture(scope="module")
def ecarts_argumentes() -> set[Ecart]:
    """Les écarts inscrits dans `ecarts_themes.yml`."""
    return {
        Ecart(e["theme"], e["territoire"], e.get("attendu", ""), e.get("trouve", ""))
        for e in ECARTS
    }


def test_grille_complete(corpus: Corpus) -> None:
    """La grille porte sur les vingt-deux thèmes du référentiel et sur des territoires publiés."""
    assert sorted(GRILLE) == sorted(corpus.themes)
    assert len(GRILLE) == 22
    assert {slug for cellules in GRILLE.values() for slug in cellules} <= corpus.territoires.keys()


def test_handicap_jamais_un_axe() -> None:
    """La grille ne trouve le handicap que dans trois territoires, et jamais dans un titre d'axe."""
    assert len(GRILLE["handicap"]) == 3
    assert "A" not in GRILLE["handicap"].values()


def test_aucun_ecart_sans_raison(ecarts_reels: set[Ecart], ecarts_argumentes: set[Ecart]) -> None:
    """Une cellule qui s'écarte de la grille est argumentée dans la liste."""
    assert sorted(ecarts_reels - ecarts_argumentes) == []


def test_aucune_raison_sans_ecart(ecarts_reels: set[Ecart], ecarts_argumentes: set[Ecart]) -> None:
    """Un écart argumenté qui n'existe plus sort de la liste."""
    assert sorted(ecarts_argumentes - ecarts_reels) == []


@pytest.mark.parametrize("ecart", ECARTS, ids=lambda e: f"{e['theme']}-{e['territoire']}")
def test_raison_d_une_phrase(ecart: dict[str, str]) -> None:
    """Chaque écart a pour raison une phrase entière."""
    assert ecart["raison"].endswith(".")
    assert len(ecart["raison"].split()) >= 8


def test_chaque_ecart_une_fois(ecarts_argumentes: set[Ecart]) -> None:
    """Une cellule n'est argumentée qu'une fois."""
    assert len({(e.theme, e.territoire) for e in ecarts_argumentes}) == len(ECARTS)


@pytest.mark.parametrize(
    ("slug", "relue"), [(slug, relue) for slug, lignes in RELUES.items() for relue in lignes]
)
def test_ligne_relue(corpus: Corpus, slug: str, relue: dict[str, Any]) -> None:
    """Une ligne relue porte les thèmes que sa seconde lecture lui donne, sans ceux qu'elle ôte."""
    lignes = [li for li in corpus.territoire(slug).lignes if li.titre == relue["ligne"]]
    assert lignes, "titre absent du plan"
    for ligne in lignes:
        assert set(relue["porte"]) <= set(ligne.themes)
        assert set(relue.get("sans", [])).isdisjoint(ligne.themes)


def test_nouvelles_populations_de_vie_et_boulogne(corpus: Corpus) -> None:
    """Gérer l'arrivée de nouvelles populations n'est pas donner envie de venir : pas de thème."""
    (plan,) = corpus.territoire("vie-et-boulogne").plans
    assert not [m for m in plan.projet.mentions if "maillage-attractivite" in m.themes]


def test_ce_que_l_on_dit_du_premier_niveau_est_ce_que_l_on_compte(corpus: Corpus) -> None:
    """Les thèmes dits absents du premier niveau n'y sont dans aucun des seize plans.

    Les enjeux de Flandre Lys ou d'Aubrac, les constats de Vie et Boulogne et les publics de Haut
    Allier sont sous des axes : aucune phrase ne les compte, ni ne les nie, comme « enjeux ».
    """
    matrice = croiser(corpus, mentions_par_theme(corpus), choisir(corpus))
    de_tete = {
        theme
        for plan in corpus.plans
        for porteur in [*lignes_lues(plan), *plan.projet.ambitions]
        for theme in porteur.themes
    }
    assert {theme.id for theme in matrice.jamais_en_tete()} == set(corpus.themes) - de_tete
    assert "enjeu" not in LEGENDE
