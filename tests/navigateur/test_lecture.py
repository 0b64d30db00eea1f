"""Lire autrement : texte agrandi, espacé, écran étroit, mouvement réduit, apparence, recherche."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ..visiteur import rien
from .conftest import Contexte
from .gestes import agrandis, espaces, mal_disposes, mouvements, perdus, petites_cibles, reperes
from .harnais import relever
from .poids import MATRICE
from .reglages import apparence_imposee, fond, intrusions, memoire

ETROIT = 320

pytestmark = pytest.mark.navigateur


@pytest.mark.parametrize("largeur", [360, 1280])
def test_le_texte_a_deux_cents_pour_cent(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Deux fois plus grand, le texte ne sort pas de l'écran, ne se coupe ni ne se chevauche."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, agrandis))


@pytest.mark.parametrize("largeur", [360, 1280])
def test_le_texte_peut_s_espacer(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Lettres, mots, lignes, paragraphes écartés : rien ne sort, ne se coupe, ne se chevauche."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, espaces))


def test_un_ecran_de_320_sur_256(contexte: Contexte, base: str, gabarits: dict[str, str]) -> None:
    """L'équivalent d'un zoom à 400 % : tout se lit en ne défilant que de haut en bas."""
    petit = contexte(viewport={"width": ETROIT, "height": 256})

    rien(relever(petit.new_page(), base, gabarits, mal_disposes))


def test_rien_ne_se_perd_sur_un_ecran_etroit(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Les mots, les liens et les commandes d'un grand écran sont sur un petit.

    La matrice des thèmes y devient des listes, sans ses filtres : le test suivant les compare.
    """
    choisis = {sorte: a for sorte, a in gabarits.items() if sorte != MATRICE}

    rien(relever(contexte().new_page(), base, choisis, lambda onglet: perdus(onglet, ETROIT)))


def test_la_matrice_se_lit_en_listes_sur_un_ecran_etroit(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Chaque case remplie a sa ligne dans une liste : même territoire, même thème, même niveau."""
    onglet = contexte(ETROIT).new_page()
    onglet.goto(base + gabarits[MATRICE])
    cases = """(liens) => liens.map((lien) => [
      lien.getAttribute("href"), lien.textContent.match(/[AOC](?= |$)/)[0]])"""
    dessinees = onglet.locator(".matrice tbody td a").evaluate_all(cases)
    ecrites = onglet.locator(".petit-ecran p a").evaluate_all(cases)

    assert sorted(dessinees) == sorted(ecrites)
    assert dessinees
    assert not onglet.locator(".matrice").is_visible()
    assert onglet.locator(".petit-ecran").is_visible()


@pytest.mark.parametrize("largeur", [360, 1280])
def test_chaque_cible_fait_24_pixels(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Tout ce qui se touche, sauf les liens pris dans une phrase."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, petites_cibles))


def test_rien_ne_bouge_pour_qui_ne_veut_pas(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Mouvement réduit : ni transition, ni animation, ni défilement qui glisse."""
    rien(relever(contexte().new_page(), base, gabarits, mouvements))


@pytest.mark.parametrize("largeur", [320, 1280])
def test_un_titre_et_des_reperes_uniques(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Tels que l'arbre d'accessibilité les donne : un h1, un contenu, des navigations nommées."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, reperes))


@pytest.mark.parametrize(
    ("demande", "theme"), [("transport", "mobilite"), ("garde d'enfants", "petite-enfance")]
)
def test_la_recherche_connait_les_mots_de_tous_les_jours(
    contexte: Contexte, base: str, demande: str, theme: str
) -> None:
    """Un mot courant mène au thème qui en parle ; le nombre de réponses est annoncé."""
    onglet = contexte(360).new_page()
    onglet.goto(f"{base}recherche/")
    etat = onglet.locator("#recherche-etat")
    assert etat.get_attribute("role") == "status"

    onglet.locator("#recherche-q").fill(demande)
    onglet.keyboard.press("Enter")

    expect(etat).to_contain_text(re.compile(r"\d+ résultats? pour"))
    liens = onglet.locator("#recherche-liste a")
    expect(liens.first).to_be_visible()
    trouves = [lien.get_attribute("href") or "" for lien in liens.all()]
    assert any(f"themes/{theme}/" in lien for lien in trouves), trouves


@pytest.mark.parametrize("javascript", [True, False])
def test_l_apparence_suit_l_appareil(contexte: Contexte, base: str, *, javascript: bool) -> None:
    """Claire ou sombre comme l'appareil, avec ou sans script, et rien n'est gardé."""
    onglet = contexte(javascript=javascript).new_page()
    onglet.goto(base)

    rien(apparence_imposee(onglet))


def test_l_apparence_choisie_est_retenue_et_elle_seule(contexte: Contexte, base: str) -> None:
    """Rien avant un choix ; après, il suit de page en page ; « Automatique » l'oublie."""
    onglet = contexte().new_page()
    onglet.goto(base)
    clair = fond(onglet)
    assert memoire(onglet) == {}

    bouton = onglet.locator("[data-apparences]")
    bouton.click()  # claire
    bouton.click()
    assert fond(onglet) != clair
    assert memoire(onglet) == {"apparence": "sombre"}
    onglet.goto(f"{base}territoires/")
    assert fond(onglet) != clair

    bouton.click()
    assert fond(onglet) == clair
    assert memoire(onglet) == {}


def test_ce_que_l_on_glisse_dans_la_page_n_y_agit_pas(contexte: Contexte, base: str) -> None:
    """La politique de sécurité est en vigueur : ni script en ligne, ni style en ligne."""
    onglet = contexte().new_page()
    refus: list[str] = []
    onglet.on("console", lambda message: refus.append(message.text))
    onglet.goto(base)

    rien(intrusions(onglet))
    assert any("Content Security Policy" in texte for texte in refus)
