"""Ce que fait un visiteur : chercher sa commune, naviguer au clavier, se passer de JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from projet_social.chargement import charger
from projet_social.modele.accents import sans_accent

from ..fabrique import RACINE
from .conftest import Contexte

pytestmark = pytest.mark.navigateur


@pytest.fixture(scope="module")
def commune() -> str:
    """Une commune publiée, dont le nom porte un accent et n'est celui d'aucune autre."""
    territoires = charger(RACINE / "data").territoires.values()
    noms = {commune.nom for territoire in territoires for commune in territoire.communes}
    accentues = [nom for nom in sorted(noms) if nom != sans_accent(nom)]
    return next(nom for nom in accentues if sum(nom in autre for autre in noms) == 1)


def communes_de_la_liste(onglet: Page) -> list[str]:
    """Les communes que montre la liste de A à Z."""
    visibles = """(lignes) => lignes.filter(
      (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height)
      .map((e) => e.innerText)"""
    dits: list[str] = onglet.locator("#communes li").evaluate_all(visibles)
    return dits


def test_de_l_accueil_a_sa_commune(contexte: Contexte, base: str, commune: str) -> None:
    """Le champ de l'accueil mène à la page des communes, qui répond ; la liste reste entière."""
    onglet = contexte(360).new_page()
    onglet.goto(base)

    onglet.get_by_label("Le nom de votre commune").fill(commune)
    onglet.get_by_label("Le nom de votre commune").press("Enter")

    onglet.wait_for_url("**/communes/?*")
    expect(onglet.locator("#communes-etat")).to_contain_text("1 résultat")
    expect(onglet.locator("#communes-reponse li").first).to_contain_text(commune)
    assert len(communes_de_la_liste(onglet)) > 100


def test_sans_javascript_la_liste_entiere(contexte: Contexte, base: str, commune: str) -> None:
    """Le même formulaire mène à la même liste, complète, et à ses lettres."""
    onglet = contexte(360, javascript=False).new_page()
    onglet.goto(base)

    onglet.get_by_label("Le nom de votre commune").fill(commune)
    onglet.get_by_label("Le nom de votre commune").press("Enter")

    onglet.wait_for_url("**/communes/?*")
    montrees = communes_de_la_liste(onglet)
    assert len(montrees) > 100
    assert commune in "\n".join(montrees)


@pytest.mark.parametrize("javascript", [True, False])
def test_le_menu_au_clavier_sur_un_telephone(
    contexte: Contexte, base: str, *, javascript: bool
) -> None:
    """Tabulation jusqu'au menu, Entrée l'ouvre, ses liens se suivent ; Échap le ferme."""
    onglet = contexte(360, javascript=javascript).new_page()
    onglet.goto(base)
    liens = onglet.locator("#menu a")
    assert not liens.first.is_visible()

    for _ in range(6):
        onglet.keyboard.press("Tab")
        if onglet.locator(".bouton-menu:focus").count():
            break
    onglet.keyboard.press("Enter")
    expect(liens.first).to_be_visible()
    onglet.keyboard.press("Escape")
    expect(liens.first).to_be_hidden()
    expect(onglet.locator(".bouton-menu")).to_be_focused()
    onglet.keyboard.press("Enter")
    for _ in range(4):  # la fermeture, l'accueil, puis les deux premiers onglets
        onglet.keyboard.press("Tab")
    expect(liens.nth(2)).to_be_focused()
    onglet.keyboard.press("Enter")

    onglet.wait_for_url("**/communes/")


def test_le_lien_d_evitement(contexte: Contexte, base: str) -> None:
    """Première tabulation : « Aller au contenu », visible ; Entrée y porte le focus."""
    onglet = contexte(1280).new_page()
    onglet.goto(f"{base}territoires/")

    onglet.keyboard.press("Tab")
    evitement = onglet.locator(".md-skip")
    expect(evitement).to_be_focused()
    expect(evitement).to_be_in_viewport()
    onglet.keyboard.press("Enter")

    expect(onglet.locator("main")).to_be_focused()


def test_la_matrice_se_range_par_ressemblance_et_revient(contexte: Contexte, base: str) -> None:
    """Les mêmes lignes dans un autre ordre, puis celui de la page."""
    onglet = contexte(1280).new_page()
    onglet.goto(f"{base}comparaison/themes/")
    lire = "() => [...document.querySelectorAll('#matrice-lignes th')].map((t) => t.innerText)"
    par_nom = onglet.evaluate(lire)
    onglet.select_option("#ordre-matrice", "ressemblance")
    range_autrement = onglet.evaluate(lire)
    assert range_autrement != par_nom
    assert sorted(range_autrement) == sorted(par_nom)
    onglet.select_option("#ordre-matrice", "")
    assert onglet.evaluate(lire) == par_nom


def test_une_carte_entiere_mene_a_sa_page_meme_avec_un_sigle(contexte: Contexte, base: str) -> None:
    """Le sigle expliqué dans une carte ne la recouvre pas : il n'est touché que sur ses lettres."""
    onglet = contexte().new_page()
    onglet.goto(f"{base}territoires/questembert/enjeux/habiter-notre-territoire/")
    touche = """(carte) => {
      const phrase = document.createElement("p");
      phrase.innerHTML = 'Une phrase qui cite le <a class="sigle" href="#contenu">CIAS</a>.';
      carte.append(phrase);
      return [...carte.querySelectorAll("a")].map((lien) => {
        lien.scrollIntoView({ block: "center" });
        const r = lien.getBoundingClientRect();
        return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === lien;
      });
    }"""
    assert onglet.locator(".grid.cards li").first.evaluate(touche) == [True, True]
