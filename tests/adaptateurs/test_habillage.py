"""Les réglages de Material que l'on connaît ailleurs : lus, corrigés s'il le faut, ou nommés."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from projet_social.adaptateurs.habillage import APPARENCES, AU_CHOIX, TOUJOURS, habiller
from projet_social.modele.couleur import FONDS_CLAIRS, FONDS_SOMBRES, SEUIL, contraste


def habille(**theme: Any) -> Any:
    """L'habillage d'un thème."""
    return habiller(theme)


def test_sans_reglage_le_site_suit_l_appareil() -> None:
    """Les couleurs sont les nôtres, et les trois apparences se proposent."""
    nu = habille()

    assert (nu.primaire, nu.accent, nu.mode) == ("projet", "projet", "")
    assert nu.apparences == APPARENCES
    assert nu.couleurs == nu.avertissement == ""


@pytest.mark.parametrize("nom", ["indigo", "teal", "yellow", "deep orange", "lime", "white"])
def test_une_couleur_nommee_se_lit_toujours(nom: str) -> None:
    """L'encre de l'en-tête et les liens passent 4,5, quelle que soit la couleur de Material."""
    demande = habille(palette={"primary": nom})
    regle = demande.couleurs
    en_tete = regle.partition("--md-primary-fg-color:light-dark(")[2][:7]
    encre = regle.partition("--md-primary-bg-color:light-dark(")[2][:7]
    clair, sombre = regle.partition("--md-typeset-a-color:light-dark(")[2].split(")")[0].split(", ")

    assert demande.primaire == nom.replace(" ", "-")
    assert contraste(en_tete, encre) >= SEUIL
    assert min(contraste(clair, fond) for fond in FONDS_CLAIRS) >= SEUIL
    assert min(contraste(sombre, fond) for fond in FONDS_SOMBRES) >= SEUIL


def test_la_couleur_indigo_est_celle_de_material() -> None:
    """Elle est lue dans sa feuille, et gardée telle quelle puisqu'elle se lit."""
    assert (
        "--md-primary-fg-color:light-dark(#4051b5,"
        in habille(palette={"primary": "indigo"}).couleurs
    )


def test_les_couleurs_de_l_auteur_sont_laissees_a_sa_feuille() -> None:
    """`custom` : rien n'est écrit à sa place, rien n'est reproché."""
    demande = habille(palette={"primary": "custom", "accent": "custom"})

    assert (demande.primaire, demande.couleurs, demande.avertissement) == ("custom", "", "")


def test_deux_palettes_font_une_couleur_par_schema() -> None:
    """Sans script aussi, le sombre a la couleur de sa palette ; le bouton a les noms demandés."""
    demande = habille(
        palette=[
            {
                "media": "(prefers-color-scheme: light)",
                "scheme": "default",
                "primary": "indigo",
                "toggle": {"icon": "material/weather-sunny", "name": "Passer en sombre"},
            },
            {
                "media": "(prefers-color-scheme: dark)",
                "scheme": "slate",
                "primary": "black",
                "toggle": {"icon": "material/weather-night", "name": "Passer en clair"},
            },
        ]
    )

    assert "light-dark(#4051b5, #000000)" in demande.couleurs
    assert [(a.mode, a.nom) for a in demande.apparences] == [
        ("clair", "Passer en sombre"),
        ("sombre", "Passer en clair"),
    ]
    assert demande.mode == ""


@pytest.mark.parametrize(("schema", "mode"), [("default", "clair"), ("slate", "sombre")])
def test_un_schema_impose_l_apparence(schema: str, mode: str) -> None:
    """Une seule palette : pas de bouton."""
    demande = habille(palette={"scheme": schema})

    assert demande.mode == mode
    assert demande.apparences == ()


def test_les_icones_du_cadre_se_choisissent() -> None:
    """Celle que l'on ne dit pas reste ; celle qui n'existe pas est nommée."""
    demande = habille(icon={"logo": "material/hand-heart", "menu": "material/menuu"})

    assert demande.icones["logo"] == "material/hand-heart"
    assert demande.icones["menu"] == "material/menu"
    assert "icon: material/menuu (inconnue)" in demande.avertissement


def test_ce_qui_n_a_pas_d_effet_est_nomme_en_une_fois() -> None:
    """Fonctions, langue, couleur : une phrase, qui dit quoi faire."""
    demande = habille(
        features=["navigation.instant", "navigation.tabs", "navigation.top", "search.suggest"],
        language="de",
        palette={"primary": "indigoo"},
    )

    assert demande.fonctions == {"navigation.top"}
    for mot in ("navigation.instant", "search.suggest", "language: de", "primary: indigoo"):
        assert mot in demande.avertissement
    assert "navigation.tabs" not in demande.avertissement
    assert "les retirer de mkdocs.yml" in demande.avertissement


def test_la_documentation_dit_chaque_fonction() -> None:
    """La page du guide nomme toutes les fonctions que l'on lit."""
    page = Path(__file__).parents[2] / "docs" / "guide" / "material.md"
    texte = page.read_text(encoding="utf-8")

    assert [f for f in TOUJOURS | AU_CHOIX if f"`{f}`" not in texte] == []
