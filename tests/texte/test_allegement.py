"""Une page allégée se lit pareille : mêmes textes, mêmes liens, mêmes dessins."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from projet_social.rendu import icone
from projet_social.texte.allegement import alleger

RACINE = "https://exemple.fr/"


@pytest.mark.parametrize(
    ("lien", "raccourci"),
    [
        ("../../../../territoires/val/actions/navette/", "../navette/"),
        ("../../../../territoires/val/actions/marche/#but", "./#but"),
        ("../../../../territoires/val/#plan", "../../#plan"),
        ("../../../../territoires/valois/", "../../../valois/"),
        ("../../../../themes/sante/", "../../../../themes/sante/"),
        ("../../../../", "../../../../"),
        ("https://ailleurs.fr/territoires/val/", "https://ailleurs.fr/territoires/val/"),
    ],
)
def test_un_lien_prend_le_plus_court_chemin(lien: str, raccourci: str) -> None:
    """Il mène au même endroit."""
    page = "territoires/val/actions/marche/"

    assert alleger(f'<a href="{lien}">x</a>', page) == f'<a href="{raccourci}">x</a>\n'
    assert urljoin(RACINE + page, lien) == urljoin(RACINE + page, raccourci)


def test_l_accueil_garde_ses_liens() -> None:
    """Rien n'y remonte."""
    assert alleger('<a href="themes/">x</a>', "") == '<a href="themes/">x</a>\n'


def test_un_texte_qui_cite_une_adresse_reste_tel_quel() -> None:
    """Seule la valeur d'un attribut est une adresse."""
    assert "../../territoires/val/" in alleger("<p>../../territoires/val/</p>", "territoires/val/")


def test_une_icone_repetee_se_dessine_une_fois() -> None:
    """La première garde son tracé ; les autres y renvoient ; une icône seule ne change pas."""
    bus, carte = icone("bus"), icone("map-outline")
    trace = str(bus).split('d="')[1].split('"')[0]

    html = alleger(f"{bus}{carte}{bus}{bus}", "")

    assert html.count(trace) == 1
    assert html.count('<path id="_1" d="') == 1
    assert html.index('id="_1"') < html.index("<use")
    assert html.count('<svg aria-hidden="true" viewBox="0 0 24 24"><use href="#_1"/></svg>') == 2
    assert str(carte) in html


def test_les_lignes_vides_partent_hors_du_texte_dispose() -> None:
    """Entre deux mots, il reste une séparation ; dans `pre` et `script`, tout reste."""
    intact = "<pre>a\n\n  b</pre>", "<script>x\n\n  y</script>", "<textarea>\n\n c</textarea>"

    html = alleger("\n\n<p>un\n\n  deux</p>\n  \n" + "\n\n".join(intact) + "\n\n\n", "")

    assert html == "<p>un\ndeux</p>\n" + "\n".join(intact) + "\n"


def test_une_espace_insecable_n_est_pas_un_blanc() -> None:
    """Elle se voit : elle reste."""
    assert alleger("<p>a\u00a0\n\u00a0b</p>", "") == "<p>a\u00a0\n\u00a0b</p>\n"
