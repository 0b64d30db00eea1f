"""Cinq choses qu'un habitant vient chercher : au téléphone, sans JavaScript, en trois appuis."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from projet_social.chargement import charger
from projet_social.texte.typographie import typographier

from ..fabrique import RACINE
from .conftest import Contexte

APPUIS_PERMIS = 3

pytestmark = pytest.mark.navigateur


class Habitant:
    """Une personne qui part de l'accueil, et dont chaque appui compte."""

    def __init__(self, onglet: Page, base: str) -> None:
        """Ouvre l'accueil : c'est le point de départ, pas un appui."""
        self.onglet = onglet
        self.appuis = 0
        onglet.goto(base)

    def toucher(self, lien: Locator) -> None:
        """Touche un lien, et attend la page ou l'ancre où il mène."""
        with self.onglet.expect_navigation():
            lien.tap()
        self.appuis += 1

    def suivre(self, nom: str | re.Pattern[str], *, dans: str = "main") -> None:
        """Touche le premier lien de ce nom dans une zone de la page."""
        self.toucher(self.onglet.locator(dans).get_by_role("link", name=nom).first)

    def a_trouve(self, reponse: Locator) -> None:
        """La réponse se voit, et il a fallu trois appuis au plus."""
        expect(reponse).to_be_visible()
        assert 0 < self.appuis <= APPUIS_PERMIS


@pytest.fixture
def habitant(contexte: Contexte, base: str) -> Habitant:
    """Un téléphone de 360 px de large, JavaScript désactivé."""
    telephone = contexte(360, javascript=False, has_touch=True, is_mobile=True)
    return Habitant(telephone.new_page(), base)


@pytest.fixture(scope="module")
def exemple() -> tuple[str, str, str]:
    """Une commune, son territoire, et une de ses actions, dont le pilote est publié.

    Le territoire a de quoi répondre aux cinq questions.
    """
    corpus = charger(RACINE / "data")
    concernes = {
        ligne.territoire.slug
        for ligne in corpus.lignes_de_situation(corpus.situations["je-vieillis-chez-moi"])
    }
    return next(
        (ligne.territoire.communes[0].nom, ligne.territoire.nom, typographier(ligne.titre))
        for ligne in corpus.lignes
        if ligne.fiche and ligne.fiche.pilotes and ligne.territoire.slug in concernes
    )


def partie_de(action: str) -> re.Pattern[str]:
    """La partie du plan qui contient une action, telle que sa carte l'écrit."""
    lignes = charger(RACINE / "data").lignes
    ligne = next(une for une in lignes if une.fiche and typographier(une.titre) == action)
    mots = typographier(ligne.parents[0].titre).split()
    return re.compile(r"\s".join(map(re.escape, mots)))


def test_trouver_le_projet_de_ma_commune(habitant: Habitant, exemple: tuple[str, str, str]) -> None:
    """La liste de A à Z, la lettre, le territoire : le plan est là."""
    commune, territoire, _ = exemple
    habitant.suivre("Toutes les communes, de A à Z")
    habitant.suivre(re.compile(f"^{commune[0]}$"))
    ligne = habitant.onglet.locator("#communes li").filter(has_text=commune).first
    habitant.toucher(ligne.get_by_role("link", name=territoire))

    expect(habitant.onglet.get_by_role("heading", level=1)).to_have_text(territoire)
    plan = habitant.onglet.get_by_role("heading", name="Ce que le territoire a décidé")
    habitant.a_trouve(plan.first)


def test_ce_qui_existe_pour_une_personne_agee_qui_vit_seule(
    habitant: Habitant, exemple: tuple[str, str, str]
) -> None:
    """Sa situation, son territoire, la première réponse."""
    _, territoire, _ = exemple
    habitant.suivre("Je vieillis chez moi")
    habitant.suivre(re.compile(f"^{territoire}"), dans="nav.choix-du-territoire")
    titre = habitant.onglet.get_by_role("heading", name=territoire, exact=True)
    expect(titre).to_be_in_viewport()
    groupe = habitant.onglet.locator("section").filter(has=titre)
    habitant.toucher(groupe.locator("li a").first)

    habitant.a_trouve(habitant.onglet.get_by_role("heading", level=1))


def test_qui_porte_une_action(habitant: Habitant, exemple: tuple[str, str, str]) -> None:
    """Le territoire, la partie du plan s'il le faut, l'action : le pilote est nommé."""
    _, territoire, action = exemple
    habitant.suivre(territoire)
    if not habitant.onglet.locator("main").get_by_role("link", name=action).count():
        habitant.suivre(partie_de(action))
    habitant.suivre(action)

    habitant.a_trouve(habitant.onglet.get_by_text("Pilotée par").first)


def test_ou_en_est_le_projet(habitant: Habitant, exemple: tuple[str, str, str]) -> None:
    """Le territoire : l'état du projet est dit en tête."""
    _, territoire, _ = exemple
    habitant.suivre(territoire)

    habitant.a_trouve(habitant.onglet.get_by_text("Où en est le projet").first)


@pytest.mark.parametrize("page", ["Mentions légales", "Accessibilité"])
def test_qui_contacter(habitant: Habitant, page: str) -> None:
    """Depuis le pied de page : une adresse, ou l'aveu qu'elle n'est pas renseignée."""
    habitant.suivre(re.compile(page), dans="footer")
    titre = habitant.onglet.get_by_role("heading", name=re.compile("contact", re.IGNORECASE))
    habitant.a_trouve(titre)
    suite = titre.locator("xpath=following-sibling::*[position() <= 3]").all_inner_texts()
    assert re.search(r"@|https://|à compléter", " ".join(suite), re.IGNORECASE), suite
