"""Un lien vers nulle part redevient son texte, et rien d'autre ne change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.texte.liens import NULLE_PART, delier


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        (f'<a href="{NULLE_PART}">un <em>mot</em></a>', "un <em>mot</em>"),
        (
            f'<a class="famille-x" href="{NULLE_PART}" data-pagefind-filter="theme">Santé</a>',
            '<span class="famille-x" data-pagefind-filter="theme">Santé</span>',
        ),
        (f'<a rel="next" href="{NULLE_PART}" download>Suite</a>', "Suite"),
        (
            f'<a href="x/">A</a> <a href="{NULLE_PART}">B</a> <a href="y/">C</a>',
            '<a href="x/">A</a> B <a href="y/">C</a>',
        ),
        (
            f'<abbr title="t"><a\n href="{NULLE_PART}">B\nC</a></abbr>',
            '<abbr title="t">B\nC</abbr>',
        ),
    ],
)
def test_le_texte_reste(avant: str, apres: str) -> None:
    """Le contenu, la classe et ce que la recherche en lit ; plus de lien."""
    assert delier(avant) == apres


@given(st.text())
def test_une_page_sans_lien_mort_ne_change_pas(html: str) -> None:
    """La page est rendue telle quelle."""
    assert delier(html) == html or NULLE_PART in html
