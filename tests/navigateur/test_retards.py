"""Une réponse en retard n'ouvre, n'efface et ne branche rien de ce que l'on a quitté depuis."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Contexte
from .test_comparer import ETAT, PAGE
from .test_recherche import demander

pytestmark = pytest.mark.navigateur


@pytest.fixture
def onglet(contexte: Contexte) -> Page:
    """La page, sur un téléphone."""
    return contexte(360).new_page()


def retenir(onglet: Page, motif: str) -> list[Route]:
    """Retient en chemin la première demande de ce motif, que l'on lâchera."""
    retenues: list[Route] = []
    onglet.route(motif, lambda route: retenues.append(route), times=1)
    return retenues


def attendre(onglet: Page, retenues: list[Route]) -> Route:
    """La demande retenue, une fois partie."""
    for _ in range(200):
        if retenues:
            return retenues[0]
        onglet.wait_for_timeout(50)
    raise AssertionError("rien n'a été demandé")


@pytest.mark.parametrize("touche", ["Tab", "Escape"])
def test_une_liste_quittee_ne_se_rouvre_pas(onglet: Page, base: str, touche: str) -> None:
    """Les communes arrivent quand on est sorti du champ, ou que l'on a dit non.

    Échap vide le champ dans Chromium, pas dans Firefox : on n'envoie que son événement.
    """
    retenues = retenir(onglet, "**/publiees.json")
    onglet.goto(base)
    champ = onglet.get_by_role("combobox", name="Le nom de votre commune")
    champ.press_sequentially("carante")
    venue = attendre(onglet, retenues)
    if touche == "Tab":
        onglet.keyboard.press(touche)
    else:
        champ.dispatch_event("keydown", {"key": touche})

    with onglet.expect_response("**/publiees.json"):
        venue.continue_()
    onglet.wait_for_load_state("networkidle")

    expect(onglet.locator("[role=listbox]")).to_be_hidden()
    expect(onglet.locator("[role=option]")).to_have_count(0)
    champ.fill("carantec")
    expect(onglet.locator("[role=option]").first).to_be_visible()


def test_une_panne_d_avant_ne_se_dit_pas_sur_la_table_d_apres(onglet: Page, base: str) -> None:
    """Un profil tombe après que l'on en a choisi d'autres : la table et sa phrase restent."""
    retenues = retenir(onglet, "**/comparer/gouesnou.*")
    onglet.goto(f"{base}{PAGE}?t=gouesnou&t=flandre-lys")
    venue = attendre(onglet, retenues)
    onglet.get_by_label("Territoire 1", exact=True).select_option("grand-arras")
    onglet.get_by_role("button", name="Comparer", exact=True).click()
    expect(onglet.locator(ETAT)).to_contain_text("2 territoires")

    with onglet.expect_event("requestfailed"):
        venue.abort()
    onglet.wait_for_load_state("networkidle")

    expect(onglet.locator(ETAT)).to_contain_text("2 territoires")
    expect(onglet.locator(".comparatif")).to_have_count(1)


def test_la_suite_est_celle_de_la_derniere_demande(onglet: Page, base: str) -> None:
    """Une demande d'avant arrive : le bouton de la suite continue celle que l'on voit."""
    onglet.goto(f"{base}recherche/")
    retenues = retenir(onglet, "**/lignes/morlaix.json")
    onglet.locator("#recherche-q").fill("Morlaix logement")
    onglet.locator("#recherche-q").press("Enter")
    venue = attendre(onglet, retenues)
    vues = demander(onglet, "logement")

    with onglet.expect_response("**/lignes/morlaix.json"):
        venue.continue_()
    onglet.wait_for_load_state("networkidle")
    onglet.get_by_role("button", name="Dix résultats de plus").click()

    reponses = onglet.locator("#recherche-liste > li")
    expect(reponses.nth(len(vues))).to_be_visible()
