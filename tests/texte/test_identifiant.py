"""Tirer d'un titre un identifiant : valide, stable, lisible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from projet_social.modele.accents import sans_accent
from projet_social.modele.texte import Identifiant
from projet_social.texte.identifiant import LONGUEUR, forme_commune, identifiant_de


@pytest.mark.parametrize(
    ("titre", "identifiant"),
    [
        ("Mettre en place des navettes", "mettre-en-place-des-navettes"),
        ("L’été à pied, c'est « mieux » !", "l-ete-a-pied-c-est-mieux"),
        ("Cœur de bourg & mobilité", "coeur-de-bourg-mobilite"),
        ("1.10 Santé", "1-10-sante"),
        ("mot " * 30, "-".join(["mot"] * 15)),
        ("a" * 80, "a" * 60),
        ("…", "sans-titre"),
        ("", "sans-titre"),
    ],
)
def test_un_titre_donne_une_adresse_lisible(titre: str, identifiant: str) -> None:
    """Sans accent ni ponctuation, coupée entre deux mots."""
    assert identifiant_de(titre) == identifiant


@given(st.text())
def test_un_identifiant_tire_d_un_titre_est_toujours_valide(titre: str) -> None:
    """Quel que soit le titre, et il ne bouge plus une fois tiré."""
    identifiant = identifiant_de(titre)

    assert TypeAdapter(Identifiant).validate_python(identifiant) == identifiant
    assert len(identifiant) <= LONGUEUR
    assert identifiant_de(identifiant) == identifiant


def test_la_forme_commune_ignore_casse_accents_et_ponctuation() -> None:
    """Deux écritures du même acteur se reconnaissent."""
    assert forme_commune("L’Éducation (Nationale)") == forme_commune("l'education nationale")
    assert forme_commune("la CAF") != forme_commune("CAF")


def test_les_ligatures_deviennent_deux_lettres() -> None:
    """La casse reste."""
    assert sans_accent("Œuvre, œil, Æquo, été") == "Oeuvre, oeil, Aequo, ete"
