"""La courbe d'un indicateur : vraie échelle, trous gardés, cibles à part, rien d'inventé."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.comparaison.courbe import Courbe, tracer
from projet_social.comparaison.series import ranger_les_indicateurs
from projet_social.modele.date_partielle import lire_date
from projet_social.modele.etape import Indicateur, ValeurDatee


def valeurs(*dites: tuple[str, float]) -> list[ValeurDatee]:
    """Des valeurs datées."""
    return [ValeurDatee(date=lire_date(quand), valeur=nombre) for quand, nombre in dites]


def courbe(*dites: tuple[str, float], visees: tuple[tuple[str, float], ...] = ()) -> Courbe:
    """La courbe de ces valeurs."""
    tracee = tracer(valeurs(*dites), valeurs(*visees))
    assert tracee is not None
    return tracee


def relies(tracee: Courbe) -> list[tuple[str, str]]:
    """Les dates que le trait relie."""
    return [(de.quand, a.quand) for de, a in tracee.segments]


def test_moins_de_deux_nombres_releves_ne_se_dessinent_pas() -> None:
    """Une cible n'est pas une valeur relevée ; des mots ne se placent pas."""
    mots = [ValeurDatee(date=lire_date(a), appreciation="en progrès") for a in ("2024", "2025")]

    assert tracer(valeurs(("2024", 3)), valeurs(("2026", 9), ("2028", 12))) is None
    assert tracer([*mots, *valeurs(("2026", 1))], []) is None


@pytest.mark.parametrize(
    ("dates", "attendus"),
    [
        (("2022", "2023", "2025"), [("2022", "2023")]),
        (("juin 2024", "octobre 2024", "mars 2025"), None),
        (("janvier 2024", "décembre 2025"), [("janvier 2024", "décembre 2025")]),
        (("décembre 2024", "janvier 2026"), []),
        (("2020 à 2022", "2023"), [("2020 à 2022", "2023")]),
        (("2e trimestre 2024", "d'ici 2025"), [("2e trimestre 2024", "d’ici 2025")]),
    ],
)
def test_une_annee_sans_valeur_est_un_trou(
    dates: tuple[str, ...], attendus: list[tuple[str, str]] | None
) -> None:
    """Le trait ne relie que ce qu'aucune année entière ne sépare."""
    tracee = courbe(*((quand, rang) for rang, quand in enumerate(dates)))
    suite = list(itertools.pairwise(dates)) if attendus is None else attendus

    assert relies(tracee) == suite
    assert tracee.interrompue == (len(suite) < len(dates) - 1)


def test_l_axe_part_de_zero_sauf_si_tout_s_y_ecraserait() -> None:
    """Et il le dit, par `de_zero`."""
    assert courbe(("2024", 8), ("2025", 20)).de_zero
    assert courbe(("2024", -8), ("2025", -20)).de_zero
    assert courbe(("2024", 5), ("2025", 5)).de_zero
    serree = courbe(("2024", 92), ("2025", 94))

    assert not serree.de_zero
    assert [t.texte for t in serree.traits] == ["92", "92,5", "93", "93,5", "94"]


def test_une_valeur_visee_a_sa_place_et_ne_se_relie_a_rien() -> None:
    """Elle compte dans l'étendue des deux axes."""
    tracee = courbe(("2024", 0), ("2025", 10), visees=(("2030", 40),))

    assert [(c.nombre, c.quand) for c in tracee.cibles] == [("40", "2030")]
    assert tracee.cibles[0].y == 0
    assert [a.nom for a in tracee.annees if a.nom] == ["2024", "2026", "2028", "2030"]
    assert relies(tracee) == [("2024", "2025")]


def test_le_nombre_d_une_cible_s_ecarte_d_un_point_voisin() -> None:
    """Deux nombres ne s'écrivent pas l'un sur l'autre."""
    visees = (("2026", 10), ("2030", 40))
    tracee = courbe(("2024", 0), ("octobre 2026", 11), visees=visees)

    assert [cible.nomme for cible in tracee.cibles] == [False, True]


NOMBRES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda n: round(n, 3))
ANNEES = st.integers(1990, 2060)


@given(st.lists(st.tuples(ANNEES, NOMBRES), min_size=2, max_size=30))
def test_tout_tient_dans_le_cadre_et_dans_l_ordre(dites: list[tuple[int, float]]) -> None:
    """Ni le temps ni les valeurs ne sortent des axes ; plus grand est plus haut."""
    tracee = courbe(*((str(annee), nombre) for annee, nombre in sorted(dites)))

    assert [p.x for p in tracee.points] == sorted(p.x for p in tracee.points)
    assert all(0 < p.x < 100 and 0 <= p.y <= 100 for p in tracee.points)
    assert 2 <= len(tracee.traits) <= 8
    assert {tracee.traits[0].position, tracee.traits[-1].position} == {0, 100}
    places = sorted(zip((n for _, n in sorted(dites)), (p.y for p in tracee.points), strict=True))
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
    for de, a in tracee.segments:
        assert int(a.quand) - int(de.quand) <= 1


def test_une_serie_commence_a_deux_valeurs_relevees() -> None:
    """Les autres indicateurs tiennent sur une ligne, ou n'ont que leur nom."""
    (depart,) = valeurs(("2024", 0))
    deux = Indicateur(nom="Deux", initial=depart, valeurs=tuple(valeurs(("2026", 4))))
    une = Indicateur(nom="Une", initial=depart, cible=tuple(valeurs(("2026", 9), ("2028", 12))))
    ranges = ranger_les_indicateurs([une, deux, Indicateur(nom="Aucune")])

    assert [serie.indicateur.nom for serie in ranges.series] == ["Deux"]
    assert ranges.series[0].annees_sans_valeur == [2025]
    assert [i.nom for i in ranges.chiffres] == ["Une"]
    assert [i.nom for i in ranges.nommes] == ["Aucune"]


def test_une_valeur_dit_un_nombre_ou_des_mots() -> None:
    """Des mots dans « valeur » sont refusés, et l'on dit où les écrire."""
    with pytest.raises(ValueError, match="n'a ni nombre ni mots"):
        ValeurDatee(date=lire_date("2024"))
    with pytest.raises(ValueError, match="« en progrès » n'est pas un nombre"):
        ValeurDatee.model_validate({"date": "2024", "valeur": "en progrès"})
