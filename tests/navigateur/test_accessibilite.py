"""Une page par gabarit, ouverte une fois à chaque largeur : tout ce qui s'y mesure d'un coup.

Le texte s'y lit, s'agrandit, s'écarte, se distingue, se touche, s'ouvre au clavier, en clair comme
en sombre ; rien n'y sort de l'écran, rien n'y est retenu.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Page

from ..visiteur import rien
from .clavier import replis
from .conftest import Contexte
from .couleurs import couleurs_non_declarees, poser_une_feuille, sans_bord
from .gestes import (
    a_la_taille,
    agrandis,
    conditions,
    espaces,
    mal_disposes,
    mouvements,
    perdus,
    petites_cibles,
    reperes,
)
from .harnais import examiner_les_deux_palettes, relever
from .reglages import retenus

pytestmark = pytest.mark.navigateur

ETROIT = 320
TELEPHONE = 360
MATRICE = re.compile("/comparaison/(?:[^/]+/)?themes/$")


def defilement(onglet: Page) -> Iterator[str]:
    """La page qui défile de côté ; seules les zones prévues pour cela le font."""
    reelle, largeur = onglet.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if reelle > largeur:
        yield f"{reelle} px de large"


def zoomes(onglet: Page) -> Iterator[str]:
    """Ce qui se lit mal à 320 × 256, l'équivalent d'un zoom à 400 % : on ne défile que de haut."""
    with a_la_taille(onglet, ETROIT, 256):
        yield from mal_disposes(onglet)


def au_telephone(onglet: Page) -> Iterator[str]:
    """À 360 px, les mêmes règles de style qu'à 320, où tout se mesure ; deux fois plus grand, ici.

    La norme ne demande à 320 que ce que mesure `zoomes` : les plus longs mots y débordent.
    """
    ici = conditions(onglet)
    with a_la_taille(onglet, TELEPHONE):
        yield from (f"règle qui change : {dite}" for dite in ici - conditions(onglet))
        yield from agrandis(onglet)


def absents(onglet: Page) -> list[str]:
    """Les mots, les liens et les commandes d'un grand écran qui ne sont pas sur un petit.

    La matrice des thèmes y devient des listes, sans ses filtres : un autre test les compare.
    """
    return [] if MATRICE.search(onglet.url) else perdus(onglet, ETROIT)


MESURES: dict[int, tuple[Callable[[Page], Iterable[str]], ...]] = {
    ETROIT: (
        *(retenus, examiner_les_deux_palettes, defilement, petites_cibles, zoomes),
        *(au_telephone, espaces, reperes, replis),
    ),
    1280: (
        *(retenus, examiner_les_deux_palettes, petites_cibles, couleurs_non_declarees),
        *(sans_bord, mouvements, reperes, agrandis, espaces, absents, replis),
    ),
}
"""Ce que l'on mesure à chaque largeur, dans l'ordre."""


@pytest.mark.parametrize("largeur", MESURES)
def test_aucun_defaut_sur_aucun_gabarit(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Ni défaut à aucune mesure, ni erreur de script, ni refus de la politique de sécurité."""
    onglet = contexte(largeur).new_page()
    erreurs: list[str] = []
    onglet.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
    onglet.on("console", lambda m: erreurs.append(m.text) if m.type == "error" else None)
    rien(relever(onglet, base, gabarits, *MESURES[largeur]))
    assert erreurs == []


@pytest.mark.parametrize(
    ("en_sombre", "reproche"),
    [
        ("main p { color: #333 }", "en sombre, p « "),
        ("main { padding: 1px }", "change autre chose que des couleurs"),
        ("main p { visibility: hidden }", "change autre chose que des couleurs"),
    ],
)
def test_ce_que_le_sombre_gate_se_voit(
    contexte: Contexte, base: str, en_sombre: str, reproche: str
) -> None:
    """Une couleur trop pâle en sombre seulement, ou une règle qui y déplace ou y cache."""
    onglet = contexte().new_page()
    onglet.goto(f"{base}donnees-personnelles/")
    poser_une_feuille(onglet, f"@media (prefers-color-scheme: dark) {{ {en_sombre} }}")

    assert reproche in "\n".join(examiner_les_deux_palettes(onglet))


def test_une_combinaison_de_couleurs_neuve_se_juge(contexte: Contexte, base: str) -> None:
    """Axe ne revient pas sur les bonnes ; une pâle se dit, et se redit tant qu'elle est là."""
    onglet = contexte().new_page()
    onglet.goto(f"{base}donnees-personnelles/")
    assert [*examiner_les_deux_palettes(onglet)] == []
    poser_une_feuille(onglet, "main p { color: #999 }")
    for _ in range(2):
        assert "axe : color-contrast : " in "\n".join(examiner_les_deux_palettes(onglet))


@pytest.mark.parametrize(
    ("regle", "reproche"),
    [
        ("@media (min-width: 340px) { main p { color: #ccc } }", "règle qui change : (min-width"),
        ("@container (min-width: 9em) { main p { color: #ccc } }", "règle qui change : (min-width"),
        ("@media (min-width: 300px) { main h1 { width: 40em } }", "px de large"),
    ],
)
def test_ce_qu_un_telephone_change_se_voit(
    contexte: Contexte, base: str, regle: str, reproche: str
) -> None:
    """Une règle qui ne vaut pas à 360 px comme à 320, ou ce qu'elle y fait déborder."""
    onglet = contexte(ETROIT).new_page()
    onglet.goto(f"{base}donnees-personnelles/")
    assert [*au_telephone(onglet)] == []
    poser_une_feuille(onglet, regle)

    assert reproche in "\n".join(au_telephone(onglet))


def test_une_mesure_qui_change_la_page_se_voit(contexte: Contexte, base: str) -> None:
    """Elle fausserait les suivantes : on l'arrête, et on la nomme."""

    def bouleverser(onglet: Page) -> list[str]:
        onglet.evaluate("document.querySelector('main p').remove()")
        return []

    def suivante(onglet: Page) -> list[str]:
        return [f"mesuré sur {onglet.url}"]

    onglet = contexte().new_page()
    fautes = relever(onglet, base, {"brève": "donnees-personnelles/"}, bouleverser, suivante)

    assert fautes == ["brève (donnees-personnelles/) : bouleverser a laissé la page changée"]
