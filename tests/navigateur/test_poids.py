"""Ce que coûte une première visite : des octets compressés, des requêtes, des scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ..visiteur import SiteConstruit, rien
from .conftest import Contexte
from .poids import KILO, MODULES_MAXIMUM, SCRIPTS_MAXIMUM, peser, scripts_par_page
from .reglages import autres_polices
from .serveur import SiteServi, comprimer

pytestmark = pytest.mark.navigateur


def test_une_premiere_vue_est_legere(
    contexte: Contexte, serveur: SiteServi, gabarits: dict[str, str]
) -> None:
    """Sans rien en réserve : le poids, les requêtes, rien de la recherche, la police du site."""
    onglet = contexte(360).new_page()
    fautes: list[str] = []
    for vue in peser(onglet, serveur, gabarits):
        assert vue.octets > KILO
        assert vue.polices, vue.gabarit
        fautes += vue.exces()
        fautes += [f"{vue.gabarit} ({vue.adresse}) : {dite}" for dite in autres_polices(onglet)]
    rien(fautes)


def test_la_recherche_ne_charge_rien_avant_son_premier_emploi(
    contexte: Contexte, serveur: SiteServi
) -> None:
    """L'index vient avec la première demande, pas avec la page ni avec la frappe."""
    onglet = contexte(360).new_page()
    serveur.envois.clear()
    onglet.goto(f"{serveur.adresse}recherche/", wait_until="networkidle")
    onglet.locator("#recherche-q").fill("transport")
    recherches = ("pagefind", "vocabulaire", "reponses", "communes")
    assert not [envoi for envoi in serveur.envois if any(r in envoi.chemin for r in recherches)]

    onglet.keyboard.press("Enter")

    expect(onglet.locator("#recherche-etat")).to_contain_text("résultat")
    assert [envoi for envoi in serveur.envois if "pagefind" in envoi.chemin]


def test_les_scripts_d_une_page_tiennent_en_huit_kilo_octets(site: SiteConstruit) -> None:
    """Avant compression ; et tous ceux du site, recherche comprise, restent peu de chose."""
    par_page = scripts_par_page(site)
    assert any(par_page.values())
    rien((p, octets) for p, octets in par_page.items() if octets > SCRIPTS_MAXIMUM)
    scripts = {f.name: f.stat().st_size for f in (site.dossier / "assets").rglob("*.js")}
    assert sum(scripts.values()) <= MODULES_MAXIMUM, scripts


def test_ce_que_coute_une_recherche(contexte: Contexte, serveur: SiteServi) -> None:
    """La première demande, moteur compris, puis la suivante, qui n'a presque rien à charger."""
    onglet = contexte(360).new_page()
    onglet.goto(f"{serveur.adresse}recherche/", wait_until="networkidle")
    poids = []
    for mots in ("transport", "crèche"):
        serveur.envois.clear()
        onglet.locator("#recherche-q").fill(mots)
        onglet.keyboard.press("Enter")
        expect(onglet.locator("#recherche-etat")).to_contain_text(f"pour « {mots} »")
        onglet.wait_for_load_state("networkidle")
        poids.append(sum(envoi.octets for envoi in serveur.envois))
    premiere, suivante = poids
    assert premiere < 260 * KILO, poids
    assert suivante < 90 * KILO, poids


def test_les_tranches_de_la_liste_officielle_sont_petites(site: SiteConstruit) -> None:
    """Une commune d'ailleurs ne coûte qu'une tranche, compressée à moins de 25 Kio."""
    tranches = sorted((site.dossier / "communes/liste").glob("*.json"))
    assert len(tranches) > 300
    poids = {f.name: len(comprimer(f, f.stat().st_mtime)) for f in tranches}
    rien((nom, octets) for nom, octets in poids.items() if octets > 25 * KILO)
