"""Ce que coûte une première visite : des octets compressés, des requêtes, des scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ..visiteur import SiteConstruit, rien
from .conftest import Contexte
from .serveur import SiteServi

KILO = 1024
POIDS_MAXIMUM = 45 * KILO
POIDS_DE_LA_MATRICE = 90 * KILO
REQUETES_MAXIMUM = 8
SCRIPTS_MAXIMUM = 8 * KILO
MATRICE = "comparaison_themes"

pytestmark = pytest.mark.navigateur


def test_une_premiere_vue_est_legere(
    contexte: Contexte, serveur: SiteServi, gabarits: dict[str, str]
) -> None:
    """Sans rien en réserve : le poids et le nombre de réponses, icône du site comprise."""
    fautes = []
    for sorte, adresse in gabarits.items():
        onglet = contexte(360).new_page()
        serveur.envois.clear()
        onglet.goto(serveur.adresse + adresse, wait_until="networkidle")
        octets = sum(envoi.octets for envoi in serveur.envois)
        permis = POIDS_DE_LA_MATRICE if sorte == MATRICE else POIDS_MAXIMUM
        if octets > permis:
            fautes.append(f"{sorte} ({adresse}) : {octets / KILO:.1f} Kio")
        if len(serveur.envois) > REQUETES_MAXIMUM:
            fautes.append(f"{sorte} ({adresse}) : {len(serveur.envois)} requêtes")
        fautes += [
            f"{sorte} ({adresse}) : {envoi.chemin} chargé avant toute recherche"
            for envoi in serveur.envois
            if "pagefind" in envoi.chemin
        ]
        onglet.context.close()
    rien(fautes)


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
