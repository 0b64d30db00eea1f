"""Ce que coûte une première visite : des octets compressés, des requêtes, des scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ..visiteur import SiteConstruit, rien
from .conftest import Contexte
from .poids import KILO, SCRIPTS_MAXIMUM, peser
from .serveur import SiteServi

pytestmark = pytest.mark.navigateur


def test_une_premiere_vue_est_legere(
    contexte: Contexte, serveur: SiteServi, gabarits: dict[str, str]
) -> None:
    """Sans rien en réserve : le poids, les requêtes, et rien de la recherche."""
    vues = list(peser(contexte(360).new_page(), serveur, gabarits))
    assert min(vue.octets for vue in vues) > KILO
    rien(exces for vue in vues for exces in vue.exces())


def test_la_recherche_ne_charge_rien_avant_son_premier_emploi(
    contexte: Contexte, serveur: SiteServi
) -> None:
    """L'index vient avec la première demande, pas avec la page ni avec la frappe."""
    onglet = contexte(360).new_page()
    serveur.envois.clear()
    onglet.goto(f"{serveur.adresse}recherche/", wait_until="networkidle")
    onglet.locator("input[name=q]").fill("transport")
    assert not [envoi for envoi in serveur.envois if "pagefind" in envoi.chemin]

    onglet.keyboard.press("Enter")

    expect(onglet.locator("#recherche-etat")).to_contain_text("résultat")
    assert [envoi for envoi in serveur.envois if "pagefind" in envoi.chemin]


def test_les_scripts_tiennent_en_huit_kilo_octets(site: SiteConstruit) -> None:
    """Tous ensemble, avant compression : ceux que le site publie dans `assets`."""
    scripts = {f.name: f.stat().st_size for f in (site.dossier / "assets").rglob("*.js")}
    assert scripts
    assert sum(scripts.values()) <= SCRIPTS_MAXIMUM, scripts
