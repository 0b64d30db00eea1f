"""Les couleurs du thème, par la formule : ce qu'axe ne décide pas dans un dessin ou un signe."""

import re

import pytest

from projet_social.modele.couleur import FONDS_CLAIRS, FONDS_SOMBRES, SEUIL, contraste

from ..fabrique import RACINE

FEUILLE = RACINE / "overrides" / "habit" / "00-couleurs.css"
PAIRE = re.compile(r"(?:--|\.)([\w-]+)(?::| \{ color:) light-dark\((#\w+), (#\w+)\)")
DECORS = {
    "md-code-bg-color", "md-default-bg-color", "md-default-fg-color--lighter",
    "md-default-fg-color--lightest", "md-accent-bg-color", "md-accent-fg-color--transparent",
    "md-footer-bg-color", "md-footer-bg-color--dark", "md-primary-fg-color",
    "md-primary-fg-color--dark",
    "md-typeset-mark-color", "sur-primaire", "surface",
}  # fmt: skip
"""Couleurs dont rien ne s'écrit : des fonds, des filets, le texte des boutons pleins."""


def six(couleur: str) -> str:
    """Une couleur en six signes."""
    return couleur if len(couleur) == 7 else "#" + "".join(2 * signe for signe in couleur[1:])


def palette() -> dict[str, tuple[str, str]]:
    """Chaque couleur nommée : claire, sombre."""
    feuille = FEUILLE.read_text(encoding="utf-8")
    return {nom: (six(clair), six(sombre)) for nom, clair, sombre in PAIRE.findall(feuille)}


@pytest.mark.parametrize("nom", sorted(palette().keys() - DECORS))
def test_chaque_couleur_d_ecriture_se_lit_sur_les_deux_fonds(nom: str) -> None:
    """En clair et en sombre, sur le fond et sur la surface."""
    clair, sombre = palette()[nom]
    assert min(contraste(clair, fond) for fond in FONDS_CLAIRS) >= SEUIL
    assert min(contraste(sombre, fond) for fond in FONDS_SOMBRES) >= SEUIL


def test_les_fonds_verifies_sont_ceux_du_theme() -> None:
    """Le modèle vérifie la couleur d'un territoire sur les fonds que le thème emploie."""
    fonds = [palette()["md-default-bg-color"], palette()["surface"]]
    assert tuple(clair.upper() for clair, _ in fonds) == FONDS_CLAIRS
    assert tuple(sombre.upper() for _, sombre in fonds) == FONDS_SOMBRES


def test_un_bouton_plein_se_lit() -> None:
    """Le texte des boutons, sur leur couleur."""
    textes, fonds = palette()["sur-primaire"], palette()["md-typeset-a-color"]
    assert min(map(contraste, textes, fonds)) >= SEUIL


@pytest.mark.parametrize("fond", ["md-primary-fg-color", "md-footer-bg-color"])
def test_l_en_tete_et_le_pied_se_lisent(fond: str) -> None:
    """Leur texte est blanc, en clair comme en sombre."""
    assert min(contraste("#FFFFFF", couleur) for couleur in palette()[fond]) >= SEUIL
