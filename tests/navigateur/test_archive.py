"""Le site archivé, ouvert d'un double clic : ni serveur, ni erreur, ni lien perdu."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from projet_social.adaptateurs.ligne_de_commande import principal

from .harnais import ouvrir
from .serveur import servir

pytestmark = pytest.mark.navigateur


@pytest.fixture(scope="module")
def ouvert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """L'archive d'un site de départ, décompressée dans un sous-dossier à espace."""
    dossier = tmp_path_factory.mktemp("archive")
    site, archive = dossier / "site", dossier / "x.zip"
    assert principal(["nouveau", str(site), "--chercher", "245614383"]) == 0
    assert principal(["archiver", str(archive), "--site", str(site)]) == 0
    with zipfile.ZipFile(archive) as zip_:
        zip_.extractall(dossier / "partage commun" / "projet")
    return dossier / "partage commun" / "projet"


def test_le_site_se_parcourt_sans_serveur(navigateur: Browser, ouvert: Path) -> None:
    """Styles appliqués, liens suivis de page en page, rien de refusé par le navigateur."""
    contexte = ouvrir(navigateur, 1280, "light")
    onglet = contexte.new_page()
    dites: list[str] = []
    onglet.on("console", lambda message: dites.append(message.text))
    onglet.on("requestfailed", lambda requete: dites.append(requete.url))
    try:
        onglet.goto((ouvert / "index.html").as_uri())
        assert onglet.inner_text("h1") == "Questembert Communauté"
        en_tete = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
        assert onglet.evaluate(en_tete) not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
        onglet.click("main >> text=Se déplacer et se rencontrer")
        assert onglet.url.endswith("/axes/se-deplacer/index.html")
        onglet.click("main >> text=Relier les villages entre eux")
        onglet.goto((ouvert / "actions/navette-des-marches/index.html").as_uri())
        onglet.click("nav >> text=Le plan >> visible=true")
        assert onglet.url.partition("#")[0].endswith("/index.html")
        assert dites == []
    finally:
        contexte.close()


def test_la_recherche_dit_qu_il_faut_un_serveur(navigateur: Browser, ouvert: Path) -> None:
    """Un module ne se charge pas d'un fichier : la page le dit, et mène au plan du site."""
    contexte = ouvrir(navigateur, 360, "dark")
    onglet = contexte.new_page()
    try:
        onglet.goto((ouvert / "recherche/index.html").as_uri())
        onglet.fill("main input[type=search]", "navette")
        onglet.keyboard.press("Enter")
        onglet.locator("main", has_text="pas dispon").wait_for()
        assert "le plan du site mène à toutes les pages" in onglet.inner_text("main")
    finally:
        contexte.close()


def test_servi_d_un_sous_dossier_la_recherche_marche(navigateur: Browser, ouvert: Path) -> None:
    """Déposée dans un sous-dossier, l'archive se cherche, et chaque trouvaille mène à sa page."""
    contexte = ouvrir(navigateur, 1280, "light")
    onglet = contexte.new_page()
    try:
        with servir(ouvert.parents[1]) as serveur:
            onglet.goto(f"{serveur.adresse}partage%20commun/projet/recherche/index.html?q=navette")
            trouvaille = onglet.wait_for_selector("#recherche-liste a[href*='actions/navette']")
            assert trouvaille is not None
            trouvaille.click()
            onglet.wait_for_selector("h1")
            assert "/partage%20commun/projet/" in onglet.url
            assert "avette" in onglet.inner_text("h1")
    finally:
        contexte.close()
