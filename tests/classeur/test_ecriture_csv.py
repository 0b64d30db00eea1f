"""Le CSV : lisible d'un clic par un tableur français, sans formule possible."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.classeur.ecriture_csv import en_csv, texte_en_csv


@pytest.mark.parametrize("texte", ["=1+1", "+33", "-2", "@moi", "\tx", "\rx"])
def test_rien_ne_passe_pour_une_formule(texte: str) -> None:
    """Une cellule qui commencerait un calcul est désamorcée par une apostrophe."""
    assert texte_en_csv(texte) == f"'{texte}"


def test_une_case_vide_reste_vide() -> None:
    """Vide n'est pas zéro."""
    assert texte_en_csv(None) == ""
    assert texte_en_csv(0) == "0"


@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1)
)
def test_ce_qui_est_ecrit_se_relit(valeurs: list[str]) -> None:
    """Accents, guillemets, points-virgules et retours à la ligne survivent."""
    octets = en_csv([f"c{rang}" for rang in range(len(valeurs))], [valeurs])
    assert octets.startswith(b"\xef\xbb\xbf")
    flux = io.StringIO(octets.decode("utf-8-sig"), newline="")
    assert list(csv.reader(flux, delimiter=";"))[1] == [texte_en_csv(valeur) for valeur in valeurs]
