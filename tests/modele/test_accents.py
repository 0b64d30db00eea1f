"""Ôter les accents, avec ou sans ligature à défaire."""

from hypothesis import given
from hypothesis import strategies as st

from projet_social.modele.accents import sans_accent, sans_accent_en_place


def test_un_mot_perd_ses_accents_et_ses_ligatures() -> None:
    """La casse reste ; « œ » vaut deux lettres, sauf là où les positions comptent."""
    assert sans_accent("Été, Œuvre, naïve") == "Ete, Oeuvre, naive"
    assert sans_accent_en_place("Été, Œuvre") == "Ete, Œuvre"


@given(st.text(st.characters(codec="latin-1")))
def test_en_place_rien_ne_se_decale(texte: str) -> None:
    """Un signe reste un signe."""
    assert len(sans_accent_en_place(texte)) == len(texte)
