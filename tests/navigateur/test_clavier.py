"""Tout se fait au clavier, à la souris et au doigt ; rien ne retient, rien n'agit seul."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ..visiteur import rien
from .clavier import parcours, raccourcis, remontee
from .conftest import Contexte
from .harnais import relever
from .reglages import fond

AU_CLAVIER = (
    "accueil", "territoire", "fiche", "recherche", "communes", "territoires", "criteres_rgaa",
    "comparaison_themes", "comparaison_contexte", "comparaison_comparer",
)  # fmt: skip
"""Les gabarits parcourus en entier : ceux où se trouvent tous les genres de commandes."""

pytestmark = pytest.mark.navigateur


@pytest.mark.parametrize("largeur", [360, 1280])
def test_tout_se_parcourt_au_clavier(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Chaque commande est atteinte une fois, se voit quand elle l'est, et l'on sort de la page."""
    choisis = {sorte: gabarits[sorte] for sorte in AU_CLAVIER}

    rien(relever(contexte(largeur).new_page(), base, choisis, parcours))


def test_le_clavier_ne_reste_pris_nulle_part(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """À rebours aussi, on passe partout et l'on sort."""
    choisis = {sorte: gabarits[sorte] for sorte in AU_CLAVIER}

    rien(relever(contexte(360).new_page(), base, choisis, remontee))


def test_le_focus_se_voit_sans_nos_couleurs(contexte: Contexte, base: str) -> None:
    """Quand le lecteur impose les siennes, chaque arrêt du clavier garde son contour."""
    onglet = contexte(forced_colors="active").new_page()

    rien(relever(onglet, base, {"accueil": ""}, parcours))


def test_aucune_touche_n_agit_seule(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Une lettre ou un chiffre, frappé hors d'un champ, ne fait rien."""
    choisis = {sorte: gabarits[sorte] for sorte in ("accueil", "fiche", "comparaison_themes")}

    rien(relever(contexte().new_page(), base, choisis, raccourcis))


def test_les_resultats_d_une_recherche_s_atteignent_au_clavier(
    contexte: Contexte, base: str
) -> None:
    """Du champ aux réponses par la seule tabulation, puis aux suivantes par leur bouton."""
    onglet = contexte(360).new_page()
    onglet.goto(f"{base}recherche/")
    onglet.locator("#recherche-q").fill("action")
    onglet.keyboard.press("Enter")
    reponses = onglet.locator("#recherche-liste a")
    expect(reponses).to_have_count(10)

    for _ in range(10):
        onglet.keyboard.press("Tab")
        if onglet.locator("#recherche-liste a:focus").count():
            break
    expect(reponses.first).to_be_focused()
    for _ in range(10):
        onglet.keyboard.press("Tab")
    expect(onglet.locator("#recherche-suite")).to_be_focused()
    onglet.keyboard.press("Enter")

    expect(reponses).to_have_count(20)


class Personne:
    """Quelqu'un qui n'a que son clavier, sa souris ou son doigt."""

    def __init__(self, onglet: Page, moyen: str) -> None:
        """Ouvre les mains."""
        self.onglet = onglet
        self.moyen = moyen

    def appuyer(self, commande: Locator, touche: str = "Enter") -> None:
        """Active un bouton, un lien, une case."""
        if self.moyen == "clavier":
            commande.focus()
            self.onglet.keyboard.press(touche)
        elif self.moyen == "souris":
            commande.click()
        else:
            commande.tap()

    def choisir(self, liste: Locator, choix: str) -> None:
        """Choisit dans une liste ; la liste ouverte est celle du système, hors de la page."""
        if self.moyen == "clavier":
            liste.focus()
            self.onglet.keyboard.type(choix)
        else:
            liste.select_option(label=choix)


@pytest.fixture(params=["clavier", "souris", "doigt"])
def personne(request: pytest.FixtureRequest, contexte: Contexte) -> Personne:
    """Chacun des trois moyens de commander une page."""
    return Personne(contexte(has_touch=True).new_page(), request.param)


def test_l_apparence_se_choisit(personne: Personne, base: str) -> None:
    """Le choix d'apparence."""
    personne.onglet.goto(base)
    avant = fond(personne.onglet)

    bouton = personne.onglet.locator("[data-apparences]")
    expect(bouton).to_have_accessible_name(re.compile("^Apparence automatique"))
    personne.appuyer(bouton)
    personne.appuyer(bouton)

    expect(bouton).to_have_accessible_name(re.compile("^Apparence sombre"))
    assert fond(personne.onglet) != avant


def test_un_tableau_se_trie(personne: Personne, base: str) -> None:
    """Un titre de colonne : dans un sens, puis dans l'autre."""
    personne.onglet.goto(f"{base}comparaison/contexte/")
    titre = personne.onglet.locator("thead th").filter(has_text="Habitants, 2026")

    for sens in ("ascending", "descending"):
        personne.appuyer(titre.locator("button"))
        expect(titre).to_have_attribute("aria-sort", sens)


def test_une_liste_se_filtre(personne: Personne, base: str) -> None:
    """Un critère : moins de lignes, et le nombre en est annoncé."""
    personne.onglet.goto(f"{base}comparaison/contexte/")
    lignes = personne.onglet.locator("tbody tr:visible")
    avant = lignes.count()
    critere = personne.onglet.locator("select[data-critere=type]")

    personne.choisir(critere, "Communauté urbaine")

    compte = personne.onglet.locator("[data-filtre-compte]")
    expect(compte).to_have_text(re.compile(r"^\d+ résultat"))
    assert 0 < lignes.count() < avant


def test_des_territoires_se_comparent(personne: Personne, base: str) -> None:
    """Deux listes et un bouton : une table de deux colonnes, annoncée, où l'on arrive."""
    onglet = personne.onglet
    onglet.goto(f"{base}comparaison/comparer/")
    for rang, nom in ((1, "Gouesnou"), (2, "Flandre Lys")):
        personne.choisir(onglet.get_by_label(f"Territoire {rang}", exact=True), nom)
    personne.appuyer(onglet.get_by_role("button", name="Comparer", exact=True))

    etat = onglet.locator("form[data-comparer] [role=status]")
    expect(etat).to_contain_text("2 territoires comparés")
    colonnes = onglet.locator(".comparatif thead th")
    expect(colonnes).to_have_text(["Question", "Gouesnou", "Flandre Lys"])
    expect(onglet.locator("#resultat")).to_be_focused()

    personne.appuyer(onglet.get_by_role("link", name="La synthèse de Flandre Lys"))
    expect(onglet).to_have_url(re.compile("/territoires/flandre-lys/synthese/$"))


def test_une_recherche_se_lance_et_se_prolonge(personne: Personne, base: str) -> None:
    """Le bouton de recherche, puis celui des réponses suivantes."""
    personne.onglet.goto(f"{base}recherche/")
    personne.onglet.locator("#recherche-q").fill("action")
    personne.appuyer(personne.onglet.locator("form[data-recherche] button"))
    reponses = personne.onglet.locator("#recherche-liste a")
    expect(reponses).to_have_count(10)

    personne.appuyer(personne.onglet.locator("#recherche-suite"))

    expect(reponses).to_have_count(20)
