"""Les couleurs, dans les deux palettes et sans elles : rien ne s'efface, rien ne s'y fie seul."""

from __future__ import annotations

import pytest

from ..visiteur import rien
from .clavier import parcours
from .conftest import PALETTES, Contexte
from .couleurs import contrastes, couleurs_non_declarees, liens_confondus, sans_bord
from .harnais import relever

pytestmark = pytest.mark.navigateur


@pytest.mark.parametrize("palette", PALETTES)
def test_chaque_texte_se_lit_sur_son_fond(
    contexte: Contexte, base: str, gabarits: dict[str, str], palette: str
) -> None:
    """Au moins 4,5 (3 pour un grand texte), dessins, signes et champs compris."""
    rien(relever(contexte(1280, palette).new_page(), base, gabarits, contrastes))


def test_le_site_declare_ses_couleurs_de_texte_et_de_fond(
    contexte: Contexte, base: str, gabarits: dict[str, str]
) -> None:
    """Un navigateur dont on a changé les couleurs par défaut n'en mêle aucune aux nôtres."""
    rien(relever(contexte(1280).new_page(), base, gabarits, couleurs_non_declarees))


@pytest.mark.parametrize("largeur", [360, 1280])
def test_un_lien_dans_un_texte_ne_tient_pas_a_sa_couleur(
    contexte: Contexte, base: str, gabarits: dict[str, str], largeur: int
) -> None:
    """Il est souligné ou bordé."""
    rien(relever(contexte(largeur).new_page(), base, gabarits, liens_confondus))


def test_les_couleurs_imposees(contexte: Contexte, base: str, gabarits: dict[str, str]) -> None:
    """Sans nos couleurs, chaque champ et bouton garde un bord, le focus son contour."""
    onglet = contexte(forced_colors="active").new_page()
    fautes = relever(onglet, base, gabarits, sans_bord)
    fautes += relever(onglet, base, {"accueil": gabarits["accueil"]}, parcours)
    rien(fautes)
