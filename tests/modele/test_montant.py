"""L'argent : un texte qui fait foi, des chiffres lus sans le trahir, des sommes honnêtes."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from projet_social.modele.montant import MontantEcrit, additionner, lire_montant


@pytest.mark.parametrize(
    ("texte", "minimum", "maximum", "unite"),
    [
        ("12 000 € TTC par an", "12000", "12000", "€"),
        ("12\u202f000\u00a0€", "12000", "12000", "€"),
        ("12.000 €", "12000", "12000", "€"),
        ("12000euros", "12000", "12000", "€"),
        ("1 234,56 €", "1234.56", "1234.56", "€"),
        ("2 à 3 k€", "2000", "3000", "€"),
        ("1,5 M€", "1500000", "1500000", "€"),
        ("1 million d’euros", "1000000", "1000000", "€"),
        ("0,5 ETP", "0.5", "0.5", "ETP"),
        ("80 %", "80", "80", "%"),
        ("1950 heures", "1950", "1950", "h"),
        ("2000 €", "2000", "2000", "€"),
        ("2000\u00a0€", "2000", "2000", "€"),
        ("2000 euros", "2000", "2000", "€"),
        ("2000,50 €", "2000.50", "2000.50", "€"),
        ("2000-3000 €", "2000", "3000", "€"),
        ("en 2024 : 3 000 €", "3000", "3000", "€"),
        ("3 000 € en 2024 et 2025", "3000", "3000", "€"),
        ("2024", "2024", "2024", ""),
        ("1 coordinateur", "1", "1", ""),
    ],
)
def test_les_chiffres_sont_lus_dans_le_texte(
    texte: str, minimum: str, maximum: str, unite: str
) -> None:
    """Espaces de milliers, virgules, k€ et années sont reconnus pour ce qu'ils sont."""
    montant = lire_montant(texte)

    assert (montant.minimum, montant.maximum) == (Decimal(minimum), Decimal(maximum))
    assert montant.unite == unite


def test_un_montant_sans_chiffre_n_est_pas_zero() -> None:
    """« à définir » n'a pas de valeur ; « 0 € » en a une."""
    assert lire_montant("à définir").minimum is None
    assert lire_montant("0 €").minimum == 0


@pytest.mark.parametrize(
    ("texte", "periode", "taxe"),
    [
        ("500 € HT par an", "an", "HT"),
        ("500 €/an TTC", "an", "TTC"),
        ("500 € par année", "an", ""),
        ("500 € par mois", "mois", ""),
        ("500 € par séance", "séance", ""),
        ("12 € par bénéficiaire", "séance", ""),
        ("500 € versés par la commune", "", ""),
    ],
)
def test_la_periode_et_la_taxe_sont_reconnues(texte: str, periode: str, taxe: str) -> None:
    """Par an, par mois ou à l'unité ; hors taxe ou non."""
    montant = lire_montant(texte)

    assert (montant.periode, montant.taxe) == (periode, taxe)


@pytest.mark.parametrize(
    "texte",
    [
        "plafond de 500 €",
        "500 € maximum",
        "500 € max",
        "environ 500 €",
        "~500 €",
        "près de 500 €",
        "plus de 500 €",
        "moins de 500 €",
        "jusqu’à 500 €",
        "de 500 à 800 €",
        "2 fois 500 €",
        "500 € par séance",
        "500 € par habitant",
        "0,5 ETP",
        "80 %",
        "500",
        "à définir",
    ],
)
def test_ce_qui_n_est_pas_ferme_ne_s_additionne_pas(texte: str) -> None:
    """Plafond, estimation, intervalle, prix unitaire ou autre unité : aucune somme."""
    assert not lire_montant(texte).sommable
    assert additionner([lire_montant(texte), lire_montant("100 €")]) is None


def test_des_euros_fermes_s_additionnent() -> None:
    """Deux sommes fermes, de même période et de même taxe, font un total exact."""
    assert additionner(map(lire_montant, ["1 000,10 €", "2 k€"])) == Decimal("3000.10")
    assert additionner([lire_montant("0 €")]) == 0


@pytest.mark.parametrize(
    "textes", [["100 € HT", "100 € TTC"], ["100 € par an", "100 €"], ["100 €", "1 ETP"], []]
)
def test_des_sommes_dissemblables_ne_font_pas_de_total(textes: list[str]) -> None:
    """On n'ajoute ni taxes, ni périodes, ni unités différentes, et rien ne fait pas zéro."""
    assert additionner(map(lire_montant, textes)) is None


@given(st.text(max_size=60))
def test_tout_texte_est_un_montant_qui_garde_ses_mots(texte: str) -> None:
    """Aucun texte n'est refusé, aucun n'est changé."""
    assert str(lire_montant(texte)) == texte


@given(st.integers(0, 10**9))
def test_un_nombre_d_euros_se_lit_avec_ou_sans_espaces(nombre: int) -> None:
    """Les espaces de milliers ne changent pas la valeur."""
    espace = f"{nombre:,}".replace(",", "\u202f")

    assert lire_montant(f"{nombre} €").minimum == nombre
    assert lire_montant(f"{espace}\u00a0€").minimum == nombre


@pytest.mark.parametrize(
    ("dit", "constat"),
    [
        ("<script>alert(1)</script> 300 €", "balise HTML « <script> »"),
        ("{{ 1 }} €", "code de gabarit « {{ »"),
        ("x" * 301, "montant de 301 signes, 300 au plus"),
    ],
)
def test_un_montant_est_une_ligne_de_texte(dit: str, constat: str) -> None:
    """Ce que promet le module des textes vaut aussi pour l'argent."""
    with pytest.raises(ValidationError, match=re.escape(constat)):
        TypeAdapter(MontantEcrit).validate_python(dit)


def test_seuls_nos_chiffres_se_lisent() -> None:
    """D'autres écritures de chiffres restent du texte : personne ne les additionne sans le voir."""
    assert lire_montant("٣٠٠ €").minimum is None


def test_un_montant_peut_prendre_toute_sa_place() -> None:
    """Trois cents signes passent ; un de plus est refusé, plus haut."""
    assert str(TypeAdapter(MontantEcrit).validate_python("x" * 300)) == "x" * 300
