"""Le titre d'onglet : soixante-dix signes, aucun mot coupé, aucun doublon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.pages.page import Page
from projet_social.pages.titre import SIGNES, couper, titre_d_onglet, titres_d_onglet

SITE = "Projets sociaux de territoire"
TITRE_LONG = "Soutenir les actions de prévention et la lutte contre l'isolement des aînés"


@pytest.mark.parametrize(
    ("titre", "complement", "onglet"),
    [
        ("Le logement", "Val", "Le logement – Val – Projets sociaux de territoire"),
        ("Glossaire", "", "Glossaire – Projets sociaux de territoire"),
        (
            "Renforcer le lien social de tous les âges",
            "Pays Fictif",
            "Renforcer le lien social de tous les âges – Pays Fictif",
        ),
        (
            TITRE_LONG,
            "Pays Fictif",
            "Soutenir les actions de prévention et la lutte contre… – Pays Fictif",
        ),
        (
            "Contexte",
            "Politique sociale intercommunale : douze synthèses (2015-2019)",
            "Contexte – Politique sociale intercommunale\u00a0: douze synthèses…",
        ),
        (TITRE_LONG, "", "Soutenir les actions de prévention et la lutte contre l’isolement des…"),
        (
            TITRE_LONG,
            "Communauté de communes des deux rives et des trois vallées réunies",
            "Soutenir les actions de prévention et la lutte contre l’isolement des…",
        ),
    ],
)
def test_le_titre_se_raccourcit_par_la_fin(titre: str, complement: str, onglet: str) -> None:
    """Le site part d'abord, puis la fin de la plus longue partie."""
    assert titre_d_onglet(titre, complement, SITE) == onglet


mots = st.lists(st.text("abcé'", min_size=1, max_size=20), max_size=20).map(" ".join)


@given(mots.filter(bool), mots, mots)
def test_un_titre_d_onglet_tient_et_ne_coupe_aucun_mot(
    titre: str, complement: str, nom: str
) -> None:
    """Quels que soient les mots, tous ceux que l'on lit sont entiers."""
    onglet = titre_d_onglet(titre, complement, nom)

    assert len(onglet) <= SIGNES
    entiers = {mot.replace("'", "’") for texte in (titre, complement, nom) for mot in texte.split()}
    entiers |= {mot.rstrip("’") for mot in entiers}
    assert {mot.rstrip("…").replace("'", "’") for mot in onglet.split()} <= entiers | {"–", ""}


def test_un_seul_mot_trop_long_reste_entier() -> None:
    """On dépasse plutôt que de couper un mot."""
    assert couper("a" * 80, 70) == "a" * 80 + "…"


def page(adresse: str, titre: str, surtitre: str = "", complement: str = "Val") -> Page:
    """Une page dont seul compte le titre."""
    return Page(adresse, titre, "fiche", surtitre=surtitre, complement=complement)


def test_deux_titres_que_le_raccourci_confond_restent_entiers() -> None:
    """Dans l'historique, on doit les distinguer."""
    pages = [page("a/", f"{TITRE_LONG} à pied"), page("b/", f"{TITRE_LONG} à vélo")]

    titres = titres_d_onglet(pages, SITE)

    assert titres["a/"] == f"{TITRE_LONG} à pied – Val".replace("'", "’")
    assert titres["b/"] == f"{TITRE_LONG} à vélo – Val".replace("'", "’")


def test_deux_pages_de_meme_titre_disent_ce_qu_elles_sont() -> None:
    """Un axe et une action peuvent avoir les mêmes mots."""
    pages = [page("a/", "Bouger", "Axe 2"), page("b/", "Bouger", "Action"), page("c/", "Lire")]

    assert titres_d_onglet(pages, SITE) == {
        "a/": "Bouger – Axe 2 – Val",
        "b/": "Bouger – Action – Val",
        "c/": f"Lire – Val – {SITE}",
    }
