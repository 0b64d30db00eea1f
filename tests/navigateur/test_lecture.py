"""Lire autrement : texte agrandi, espacé, écran étroit, mouvement réduit, apparence, recherche."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ..visiteur import rien
from .conftest import Contexte
from .poids import MATRICE
from .reglages import apparence_imposee, fond, intrusions, memoire

ETROIT = 320

pytestmark = pytest.mark.navigateur


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
