"""Ranger une longue liste en volets : rien ne se perd, et les adresses tiennent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from projet_social.pages.page import Page
from projet_social.pages.volets import (
    Volet,
    feuilles_de,
    pages_des_volets,
    ranger_en_volets,
)


def initiale(mot: str) -> tuple[str, str]:
    """La première lettre."""
    return mot[0], mot[0].upper()


def debut(mot: str) -> tuple[str, str]:
    """Les deux premières."""
    return mot[:2].ljust(2, "-"), f"{mot[:2].title()}…"


COUPES = (initiale, debut)


def test_ce_qui_tient_ne_se_range_pas() -> None:
    """Aucun volet : la page est entière."""
    assert ranger_en_volets(["ab", "cd"], 2, COUPES) == ()


def test_la_premiere_coupe_qui_separe_sert() -> None:
    """Tous les mots ont la même initiale : on passe à la suivante, sans étage inutile."""
    volets = ranger_en_volets(["ab", "ac", "ad"], 2, COUPES)

    assert [volet.cle for volet in volets] == ["ab", "ac", "ad"]


def test_un_volet_trop_grand_se_range_et_reste() -> None:
    """Son adresse demeure ; elle mène aux siens."""
    volets = ranger_en_volets(["ab", "ac", "ad", "b"], 2, COUPES)

    assert [volet.cle for volet in volets] == ["a", "b"]
    assert [feuille.cle for feuille in feuilles_de(volets)] == ["ab", "ac", "ad", "b"]


def test_ce_que_rien_ne_separe_se_compte() -> None:
    """Aucune page n'est sans limite, même quand toutes les coupes ont servi."""
    volets = ranger_en_volets(["ab"] * 5, 2, COUPES)

    assert [(volet.cle, len(volet.contenus)) for volet in volets] == [("1", 2), ("2", 2), ("3", 1)]


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=60), st.integers(1, 9))
def test_rien_ne_se_perd(mots: list[str], places: int) -> None:
    """Chaque mot est dans une feuille, une fois ; aucune ne déborde ; aucune clé ne se répète."""
    volets = ranger_en_volets(mots, places, COUPES)
    feuilles = feuilles_de(volets)

    if volets:
        assert sorted(mot for f in feuilles for mot in f.contenus) == sorted(mots)
    assert bool(volets) == (len(mots) > places)
    assert all(len(feuille.contenus) <= places for feuille in feuilles)
    cles = [cle for volet in volets for cle in toutes_les_cles(volet)]
    assert len(cles) == len(set(cles))


def toutes_les_cles(volet: Volet[str]) -> list[str]:
    """La clé d'un volet et celles des siens."""
    return [volet.cle, *(cle for sien in volet.volets for cle in toutes_les_cles(sien))]


def test_chaque_volet_a_sa_page_sous_celle_qu_il_decoupe() -> None:
    """Les pages où l'on lit se suivent ; le fil remonte, volet par volet."""
    entiere = Page("mots/", "Les mots", "mots", {"n": 1}, description="Tous les mots.")
    volets = ranger_en_volets(["ab", "ac", "ad", "b"], 2, COUPES)

    pages = {page.adresse: page for page in pages_des_volets(entiere, volets)}

    assert list(pages) == ["mots/a/", "mots/ab/", "mots/ac/", "mots/ad/", "mots/b/"]
    page = pages["mots/ac/"]
    assert page.titre == "Les mots : Ac…"
    assert page.arguments == {"n": 1, "volet": "ac"}
    assert [lien.adresse for lien in page.fil] == ["mots/", "mots/a/"]
    voisines = page.precedente, page.suivante
    assert [v and v.adresse for v in voisines] == ["mots/ab/", "mots/ad/"]
    assert pages["mots/a/"].suivante is None
