"""Le tableau de bord dans un navigateur, sans serveur : choisir, garder l'adresse, imprimer."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from projet_social.adaptateurs.ligne_de_commande import principal

from ..visiteur import rien
from .gestes import debordements, mal_disposes, petites_cibles
from .harnais import examiner_les_deux_palettes, ouvrir

pytestmark = pytest.mark.navigateur


@pytest.fixture(scope="module")
def suivi(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Le tableau de bord d'un site de départ, ouvert comme un fichier."""
    site = tmp_path_factory.mktemp("suivi") / "site"
    assert principal(["nouveau", str(site), "--chercher", "245614383"]) == 0
    assert principal(["construire", str(site)]) == 0
    page: Path = site / "site/suivi/index.html"
    return page.as_uri()


def test_on_choisit_et_l_adresse_le_garde(navigateur: Browser, suivi: str) -> None:
    """Le nombre se dit, les groupes vides s'effacent ; rechargée, la page montre la même chose."""
    contexte = ouvrir(navigateur, 1280, "light")
    onglet = contexte.new_page()
    try:
        onglet.goto(suivi)
        actions = onglet.locator("#actions-suivies li:visible")
        expect(actions).to_have_count(7)
        onglet.get_by_label("Pilote", exact=True).select_option(label="Centre social (exemple)")
        onglet.get_by_label("Action ou pilote").fill("ANNUAIRE")
        for _ in range(2):
            expect(actions).to_have_count(1)
            expect(onglet.locator("[data-filtre-compte]")).to_have_text("1 résultat")
            expect(onglet.locator("#actions-suivies > details:visible")).to_have_count(1)
            gardes = parse_qs(urlsplit(onglet.url).query)
            assert gardes == {"action": ["ANNUAIRE"], "pilote": ["centre-social-exemple"]}
            onglet.reload()
        onglet.get_by_label("Action ou pilote").fill("")
        onglet.get_by_label("Pilote", exact=True).select_option("")
        expect(actions).to_have_count(7)
        assert urlsplit(onglet.url).query == ""
    finally:
        contexte.close()


def test_sans_script_tout_se_lit(navigateur: Browser, suivi: str) -> None:
    """Aucun filtre ne se montre, toutes les actions y sont, et un compte mène à sa liste."""
    contexte = ouvrir(navigateur, 360, "dark", java_script_enabled=False)
    onglet = contexte.new_page()
    try:
        onglet.goto(suivi)
        expect(onglet.locator("#actions-suivies li:visible")).to_have_count(7)
        expect(onglet.locator("form.filtres")).to_be_hidden()
        onglet.locator("a[href='#echeance-depassee']").click()
        assert onglet.url.endswith("#echeance-depassee")
        expect(onglet.locator("#echeance-depassee + ul > li")).to_have_count(1)
    finally:
        contexte.close()


@pytest.mark.parametrize("largeur", [320, 1280])
def test_rien_ne_gene(navigateur: Browser, suivi: str, largeur: int) -> None:
    """Ni défaut d'accessibilité en clair ou en sombre, ni débordement, tout déplié compris."""
    contexte = ouvrir(navigateur, largeur, "light")
    onglet = contexte.new_page()
    try:
        onglet.goto(suivi)
        onglet.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        fautes = [*debordements(onglet), *mal_disposes(onglet), *petites_cibles(onglet)]
        rien([*fautes, *examiner_les_deux_palettes(onglet)])
    finally:
        contexte.close()
