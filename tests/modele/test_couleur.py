"""La couleur d'un territoire : refusée quand elle ne se lit pas, avec de quoi la corriger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from projet_social.modele.couleur import (
    FONDS_CLAIRS,
    FONDS_SOMBRES,
    SEUIL,
    Couleur,
    contraste,
    lisible_sur,
)

lire = TypeAdapter(Couleur).validate_python
hexadecimal = st.integers(0, 0xFFFFFF).map(lambda valeur: f"#{valeur:06X}")


@pytest.mark.parametrize(
    ("une", "autre", "rapport"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#767676", "#FFFFFF", 4.54)],
)
def test_le_contraste_suit_la_formule_de_wcag(une: str, autre: str, rapport: float) -> None:
    """Trois rapports calculés à part, dans les deux sens."""
    assert contraste(une, autre) == pytest.approx(rapport, abs=0.005)
    assert contraste(autre, une) == contraste(une, autre)


def test_une_couleur_lisible_est_gardee() -> None:
    """Écrite en minuscules, elle est rendue en capitales."""
    assert lire("#0b5c6b") == "#0B5C6B"


def test_une_couleur_trop_pale_est_refusee_avec_la_plus_proche() -> None:
    """Le message donne le rapport calculé et une couleur qui passe."""
    with pytest.raises(ValidationError) as refus:
        lire("#FFCC00")
    dit = str(refus.value)
    assert "contraste de 1,4" in dit
    proche = dit.partition("est #")[2][:6]
    assert all(contraste(f"#{proche}", fond) >= SEUIL for fond in FONDS_CLAIRS)


@pytest.mark.parametrize("ecrite", ["bleu", "#12", "0B5C6B", "#GGGGGG"])
def test_ce_qui_n_est_pas_une_couleur_est_refuse(ecrite: str) -> None:
    """Un nom ou un code incomplet ne passe pas."""
    with pytest.raises(ValidationError, match="un dièse et six signes"):
        lire(ecrite)


@given(hexadecimal, st.sampled_from([FONDS_CLAIRS, FONDS_SOMBRES]))
def test_la_plus_proche_se_lit_toujours(couleur: str, fonds: tuple[str, ...]) -> None:
    """Quelle que soit la couleur voulue, celle que l'on propose passe le seuil."""
    proche = lisible_sur(couleur, fonds)
    assert all(contraste(proche, fond) >= SEUIL for fond in fonds)
