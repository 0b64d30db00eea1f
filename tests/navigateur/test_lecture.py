"""Lire autrement : texte agrandi, écran étroit, couleurs imposées, clavier, recherche."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Page, expect

from ..visiteur import rien
from .conftest import Contexte
from .gestes import debordements, parcours, petites_cibles, raccourcis

AU_CLAVIER = ("accueil", "territoire", "fiche", "recherche", "comparaison_themes", "communes")
"""Les gabarits parcourus en entier : ceux où se trouvent tous les genres de commandes."""

pytestmark = pytest.mark.navigateur


def relever(
    onglet: Page, base: str, gabarits: dict[str, str], mesurer: Callable[[Page], Iterable[str]]
) -> list[str]:
    """Les défauts que mesure une fonction, sur une page par gabarit."""
    fautes = []
    for sorte, adresse in gabarits.items():
        onglet.goto(base + adresse)
        fautes += [f"{sorte} ({adresse}) : {faute}" for faute in mesurer(onglet)]
    return fautes


def test_le_texte_a_deux_cents_pour_cent(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Deux fois plus grand, le texte ne sort pas de l'écran et rien ne le coupe."""

    def agrandir(onglet: Page) -> list[str]:
        onglet.evaluate("document.documentElement.style.setProperty('font-size', '250%')")
        return debordements(onglet)

    rien(relever(contexte(1280).new_page(), base, gabarits, agrandir))


def test_un_ecran_de_320_sur_256(contexte: Contexte, base: str, gabarits: dict[str, str]) -> None:
    """L'équivalent d'un zoom à 400 % : tout se lit en ne défilant que de haut en bas."""
    petit = contexte(viewport={"width": 320, "height": 256})

    rien(relever(petit.new_page(), base, gabarits, debordements))


@pytest.mark.parametrize("largeur", [360, 1280])
def test_chaque_cible_fait_24_pixels(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Tout ce qui se touche, sauf les liens pris dans une phrase."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, petites_cibles))


@pytest.mark.parametrize("largeur", [360, 1280])
def test_tout_se_parcourt_au_clavier(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Chaque commande est atteinte une fois, se voit quand elle l'est, et l'on sort de la page."""
    choisis = {sorte: gabarits[sorte] for sorte in AU_CLAVIER}

    rien(relever(contexte(largeur).new_page(), base, choisis, parcours))


def test_aucune_touche_n_agit_seule(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Une lettre ou un chiffre, frappé hors d'un champ, ne fait rien."""
    choisis = {sorte: gabarits[sorte] for sorte in ("accueil", "fiche", "comparaison_themes")}

    rien(relever(contexte().new_page(), base, choisis, raccourcis))


def test_les_couleurs_imposees(contexte: Contexte, base: str, gabarits: dict[str, str]) -> None:
    """Sans nos couleurs, chaque champ et bouton garde un bord, le focus son contour."""

    def sans_bord(onglet: Page) -> list[str]:
        return list(
            onglet.evaluate("""() => [...document.querySelectorAll("button, input, select")]
              .filter((e) => e.checkVisibility() && !["checkbox", "radio"].includes(e.type))
              .filter((e) => !e.matches(".tri") && getComputedStyle(e).borderTopStyle === "none")
              .map((e) => `${e.tagName.toLowerCase()} sans bord : ${e.innerText || e.name}`)""")
        )

    onglet = contexte(forced_colors="active").new_page()
    fautes = relever(onglet, base, gabarits, sans_bord)
    fautes += relever(onglet, base, {"accueil": gabarits["accueil"]}, parcours)
    rien(fautes)


def test_rien_ne_bouge_pour_qui_ne_veut_pas(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Mouvement réduit : ni transition, ni animation, ni défilement qui glisse."""

    def mouvements(onglet: Page) -> list[str]:
        return list(
            onglet.evaluate("""() => [...document.querySelectorAll("*")].filter((e) => {
              const s = getComputedStyle(e);
              return parseFloat(s.transitionDuration) > 0 || s.animationName !== "none"
                || s.scrollBehavior === "smooth";
            }).map((e) => e.tagName.toLowerCase())""")
        )

    rien(relever(contexte().new_page(), base, gabarits, mouvements))


@pytest.mark.parametrize("largeur", [320, 1280])
def test_un_titre_et_des_reperes_uniques(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Tels que l'arbre d'accessibilité les donne : un h1, un contenu, des navigations nommées."""

    def reperes(onglet: Page) -> list[str]:
        arbre = onglet.locator("html").aria_snapshot()
        comptes = {
            "h1": len(re.findall(r"- '?heading .*\[level=1\]", arbre)),
            **{r: len(re.findall(rf"- {r}\b", arbre)) for r in ("banner", "main", "contentinfo")},
        }
        fautes = [f"{nombre} {quoi}" for quoi, nombre in comptes.items() if nombre != 1]
        navigations = re.findall(r'- navigation(?: "([^"]*)")?', arbre)
        if "" in navigations or len(set(navigations)) < len(navigations):
            fautes.append(f"navigations mal nommées : {navigations}")
        return fautes

    rien(relever(contexte(largeur).new_page(), base, gabarits, reperes))


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

    onglet.locator("input[name=q]").fill(demande)
    onglet.keyboard.press("Enter")

    expect(etat).to_contain_text(re.compile(r"\d+ résultats? pour"))
    liens = onglet.locator("#recherche-liste a")
    expect(liens.first).to_be_visible()
    trouves = [lien.get_attribute("href") or "" for lien in liens.all()]
    assert any(f"themes/{theme}/" in lien for lien in trouves), trouves


def fond(onglet: Page) -> str:
    """La couleur du fond de la page."""
    return str(onglet.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_l_apparence_choisie_est_retenue_et_elle_seule(contexte: Contexte, base: str) -> None:
    """Rien avant un choix ; après, il suit de page en page ; « Automatique » l'oublie."""
    onglet = contexte().new_page()
    onglet.goto(base)
    garde = "() => ({...localStorage})"
    clair = fond(onglet)
    assert onglet.evaluate(garde) == {}

    onglet.get_by_label("Apparence").select_option("sombre")
    assert fond(onglet) != clair
    assert onglet.evaluate(garde) == {"apparence": "sombre"}
    onglet.goto(f"{base}territoires/")
    assert fond(onglet) != clair

    onglet.get_by_label("Apparence").select_option("")
    assert fond(onglet) == clair
    assert onglet.evaluate(garde) == {}


def test_un_script_glisse_dans_la_page_ne_s_execute_pas(contexte: Contexte, base: str) -> None:
    """La politique de sécurité est en vigueur : ni script en ligne, ni style en ligne, ni tiers."""
    onglet = contexte().new_page()
    refus: list[str] = []
    onglet.on("console", lambda message: refus.append(message.text))
    onglet.goto(base)

    onglet.evaluate("""() => {
      const intrus = document.createElement("script");
      intrus.textContent = "window.intrus = true";
      document.head.append(intrus);
    }""")

    assert onglet.evaluate("window.intrus") is None
    assert any("Content Security Policy" in texte for texte in refus)
