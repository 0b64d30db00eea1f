"""axe-core et la largeur de l'écran, une page par gabarit, aux trois largeurs et deux palettes."""

import pytest

from ..visiteur import rien
from .conftest import LARGEURS, Contexte
from .couleurs import poser_une_feuille
from .harnais import examiner_les_deux_palettes, relever

pytestmark = pytest.mark.navigateur


@pytest.mark.parametrize("largeur", LARGEURS)
def test_aucun_defaut_d_accessibilite(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Aucune violation de niveau A ou AA, ni des bonnes pratiques, en clair ni en sombre."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, examiner_les_deux_palettes))


@pytest.mark.parametrize(
    ("en_sombre", "reproche"),
    [
        ("main p { color: #333 }", "en sombre, color-contrast"),
        ("main { padding: 1px }", "change autre chose que des couleurs"),
        ("main p { visibility: hidden }", "change autre chose que des couleurs"),
    ],
)
def test_ce_que_le_sombre_gate_se_voit(
    contexte: Contexte, base: str, en_sombre: str, reproche: str
) -> None:
    """Une couleur trop pâle en sombre seulement, ou une règle qui y déplace ou y cache."""
    onglet = contexte().new_page()
    onglet.goto(f"{base}glossaire/")
    poser_une_feuille(onglet, f"@media (prefers-color-scheme: dark) {{ {en_sombre} }}")

    assert reproche in "\n".join(examiner_les_deux_palettes(onglet))


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
