"""La typographie française : espaces insécables, apostrophes, points, nombres, accords."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.texte.typographie import (
    FINE,
    INSECABLE,
    accorder,
    nombre_ecrit,
    poids_ecrit,
    typographier,
)


@pytest.mark.parametrize(
    ("ecrit", "imprime"),
    [
        ("l'eau d'ici", "l’eau d’ici"),
        ("Quoi ? Oui ! Bien ; voilà", "Quoi_? Oui_! Bien_; voilà"),
        ("Objectif : agir", "Objectif~: agir"),
        ("« agir »", "«~agir~»"),
        ("«agir»", "«~agir~»"),
        ("«~agir~»", "«~agir~»"),
        ("40 239 habitants", "40_239 habitants"),
        ("1 200 000 €", "1_200_000~€"),
        ("80 %", "80~%"),
        ("n° 3", "n°~3"),
        ("en 2019 100 personnes", "en 2019 100 personnes"),
        ("2019 2020", "2019 2020"),
        ("https://exemple.fr/?a=1;b", "https://exemple.fr/?a=1;b"),
        ("12:30", "12:30"),
        ("l'(avant) goût, l'\"eau\"", 'l’(avant) goût, l’"eau"'),
        ("sport...) et la suite ...", "sport…) et la suite …"),
        ("presqu'... tout", "presqu’… tout"),
        ("quatre points .... et deux ..", "quatre points .... et deux .."),
        ("../../x .../y C:\\...", "../../x .../y C:\\..."),
        ("sans rien", "sans rien"),
    ],
)
def test_un_texte_recoit_ses_espaces_et_ses_apostrophes(ecrit: str, imprime: str) -> None:
    """Ici « ~ » vaut une espace insécable, « _ » une espace fine."""
    attendu = imprime.replace("~", INSECABLE).replace("_", FINE)

    assert typographier(ecrit.replace("~", INSECABLE)) == attendu


@given(st.text(st.sampled_from(list("a1B0 ':;!?«»%€n°./…,)(\u00a0\u202f’"))) | st.text())
def test_typographier_deux_fois_ne_change_rien(texte: str) -> None:
    """Une macro peut être appelée dans une page déjà finie."""
    une_fois = typographier(texte)

    assert typographier(une_fois) == une_fois


@given(st.text())
def test_typographier_ne_touche_ni_aux_lettres_ni_aux_chiffres(texte: str) -> None:
    """Seules changent les espaces, les apostrophes et les points de suspension."""
    signes = str.maketrans(dict.fromkeys(" \u00a0\u202f")) | {ord("'"): "’", ord("…"): "..."}

    assert typographier(texte).translate(signes) == texte.translate(signes)


@pytest.mark.parametrize(
    ("nombre", "ecrit"),
    [
        (0, "0"),
        (999, "999"),
        (40239, "40_239"),
        (1_200_000.0, "1_200_000"),
        (12.5, "12,5"),
        (1234.5, "1_234,5"),
        (-3, "-3"),
    ],
)
def test_un_nombre_s_ecrit_a_la_francaise(nombre: float, ecrit: str) -> None:
    """Espace fine entre les milliers, virgule décimale."""
    assert nombre_ecrit(nombre) == ecrit.replace("_", FINE)


@pytest.mark.parametrize(
    ("arguments", "ecrit"),
    [
        ((0, "action"), "0 action"),
        ((1, "action"), "1 action"),
        ((2, "action"), "2 actions"),
        ((2, "enjeu", "enjeux"), "2 enjeux"),
        ((1200, "action"), "1_200 actions"),
    ],
)
def test_un_compte_s_accorde(arguments: tuple[int, str], ecrit: str) -> None:
    """En français, zéro est singulier."""
    assert accorder(*arguments) == ecrit.replace("_", FINE)


@pytest.mark.parametrize(
    ("octets", "ecrit"),
    [
        (0, "0 octets"),
        (999, "999 octets"),
        (1_000, "1 Ko"),
        (42_400, "42 Ko"),
        (999_600, "1 Mo"),
        (1_740_000, "1,7 Mo"),
    ],
)
def test_un_poids_se_lit(octets: int, ecrit: str) -> None:
    """En kilo-octets de mille octets, comme l'affiche un téléphone."""
    assert poids_ecrit(octets).replace(INSECABLE, " ") == ecrit
