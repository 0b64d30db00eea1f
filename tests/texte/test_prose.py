"""Le Markdown des champs longs : un HTML sobre, et sûr quoi qu'il arrive."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.texte.prose import BALISES, convertir, en_html, en_texte


@pytest.mark.parametrize(
    ("texte", "html"),
    [
        ("Un\n\nDeux", "<p>Un</p>\n<p>Deux</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("**gras** et *penché*", "<p><strong>gras</strong> et <em>penché</em></p>"),
        ("[site](https://exemple.fr)", '<p><a href="https://exemple.fr">site</a></p>'),
        ("R&D < 3", "<p>R&amp;D &lt; 3</p>"),
    ],
)
def test_le_markdown_simple_est_converti(texte: str, html: str) -> None:
    """Paragraphes, listes, gras, liens."""
    assert en_html(texte) == html


@pytest.mark.parametrize(
    "texte",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](data:text/html,<script>)",
        '<a href="/" onclick="alert(1)" style="x">x</a>',
        "<svg><style>x</style></svg>",
        "# Titre\n\n![image](https://exemple.fr/x.png)",
    ],
)
def test_rien_de_dangereux_ne_sort(texte: str) -> None:
    """Même si la lecture avait laissé passer : ni script, ni attribut, ni protocole douteux."""
    html = en_html(texte)

    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= BALISES
    assert not re.search(r"javascript:|data:|<[^>]*\son\w+=|style=", html)


@given(st.text(st.sampled_from(list("<>/a\"'=&;:[]()!*_`# \njs"))))
def test_aucune_balise_hors_de_la_liste(texte: str) -> None:
    """Quel que soit le texte."""
    assert set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", en_html(texte))) <= BALISES


def test_le_texte_nu_n_a_ni_balise_ni_entite() -> None:
    """Il sera échappé là où il s'imprime : il ne doit pas l'être déjà."""
    assert en_texte("**R&D** \n\n- l'été < 3\n- [site](https://exemple.fr)") == (
        "R&D l'été < 3 site"
    )


def test_un_texte_n_en_trouble_pas_un_autre() -> None:
    """Le convertisseur partagé repart à neuf : les renvois d'un texte ne servent pas au suivant."""
    assert '<a href="https://exemple.fr">' in en_html("[x][1]\n\n[1]: https://exemple.fr")
    assert "<a" not in en_html("encore [x][1]")


@given(st.text(st.sampled_from(list("aÉz0 .,;:?!'’\"«»()%€°–—…/+-_*#>\n"))))
def test_le_raccourci_des_textes_nus_ne_change_rien(texte: str) -> None:
    """Un texte sans signe de Markdown évite le convertisseur, qui aurait rendu la même chose."""
    assert en_html(texte) == convertir(texte)
