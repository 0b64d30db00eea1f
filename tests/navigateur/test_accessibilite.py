"""axe-core et la largeur de l'écran, une page par gabarit, aux trois largeurs et deux palettes."""

import pytest

from ..visiteur import rien
from .conftest import LARGEURS, PALETTES, Contexte
from .harnais import examiner

pytestmark = pytest.mark.navigateur


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("largeur", LARGEURS)
def test_aucun_defaut_d_accessibilite(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int, palette: str
) -> None:
    """Aucune violation de niveau A ou AA, ni des bonnes pratiques."""
    onglet = contexte(largeur, palette).new_page()
    fautes = []
    for sorte, adresse in gabarits.items():
        onglet.goto(base + adresse)
        fautes += [f"{sorte} ({adresse}) : {constat}" for constat in examiner(onglet).violations]
    rien(fautes)


@pytest.mark.parametrize("largeur", [320, 360])
def test_rien_ne_deborde_sur_un_petit_ecran(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """La page ne défile pas de côté ; seules les zones prévues pour cela le font."""
    onglet = contexte(largeur).new_page()
    fautes = []
    for sorte, adresse in gabarits.items():
        onglet.goto(base + adresse)
        reelle = onglet.evaluate("document.documentElement.scrollWidth")
        if reelle > largeur:
            fautes.append(f"{sorte} ({adresse}) : {reelle} px")
    rien(fautes)
