"""Ce qu'un fichier XML ou un agenda ne peut porter s'en va, et rien d'autre."""

from hypothesis import given
from hypothesis import strategies as st

from projet_social.texte.signes import INTERDITS, lisible, sans_interdit


def test_un_controle_s_en_va_le_reste_demeure() -> None:
    """Lignes et tabulations restent ; un retour chariot, non : le XML le changerait."""
    assert sans_interdit("a\x07b\r\n\tc\ufffe🌻\ud800") == "ab\n\tc🌻"
    assert lisible("l'été\x00 : oui") == "l’été\u00a0: oui"


@given(st.text(st.characters()))
def test_le_raccourci_ne_laisse_rien_passer(texte: str) -> None:
    """Un texte imprimable n'a aucun signe interdit : on ne le relit pas."""
    assert sans_interdit(texte) == INTERDITS.sub("", texte)
