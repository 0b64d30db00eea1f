"""La frise : des étapes à leur vraie précision, dans le cadre, sans se recouvrir."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.comparaison.echelle import MARGE
from projet_social.comparaison.frise import Frise, placer_les_etapes
from projet_social.modele.date_partielle import lire_date
from projet_social.modele.projet import EtapeDemarche


def etapes(*dates: str) -> list[EtapeDemarche]:
    """Une étape inventée par date ; une date vide est une étape sans date."""
    return [
        EtapeDemarche(titre=f"Étape {i}", date=lire_date(d) if d else None)
        for i, d in enumerate(dates, 1)
    ]


def tracer(*dates: str) -> Frise:
    """La frise d'étapes inventées."""
    return placer_les_etapes(etapes(*dates))


def test_sans_date_il_n_y_a_pas_de_frise() -> None:
    """Rien à placer : ni repère, ni axe."""
    assert tracer("", "") == tracer() == Frise((), ())


def test_un_jour_est_un_point_et_une_periode_une_barre() -> None:
    """La barre a la longueur de la période."""
    jour, mois, annee = tracer("1er janvier 2020", "mars 2020", "2021").reperes

    assert jour.debut == jour.fin == jour.milieu == MARGE
    assert 3 < (mois.fin - mois.debut) < 5
    assert annee.fin == 100 - MARGE
    assert (annee.fin - annee.debut) / (mois.fin - mois.debut) == pytest.approx(364 / 30, rel=0.01)


def test_les_reperes_se_rangent_par_date_et_gardent_leur_numero() -> None:
    """Le numéro est celui de l'étape dans la liste, sans date comprise."""
    frise = tracer("2022", "", "2020", "2021")

    assert [r.numero for r in frise.reperes] == [3, 4, 1]


def test_des_reperes_voisins_passent_sur_deux_rangs() -> None:
    """Trois réunions la même semaine ne se cachent pas."""
    frise = tracer("1er mars 2020", "2 mars 2020", "3 mars 2020", "mars 2023")

    assert [r.rang for r in frise.reperes] == [0, 1, 2, 0]


def test_aucun_repere_n_en_cache_un_autre_si_nombreux_soient_ils() -> None:
    """Sept étapes la même année : sept rangs, et la frise s'élève d'autant."""
    frise = tracer(*["2024"] * 7, "2020")

    assert sorted(r.rang for r in frise.reperes if r.debut > 50) == list(range(7))
    assert frise.rangs == 7
    assert tracer("2020", "2024").rangs == 3


def test_une_fin_ouverte_est_dite() -> None:
    """« depuis 2021 » n'a pas de fin connue ; « jusqu'en 2022 » en a une."""
    depuis, jusque = tracer("depuis 2021", "jusqu'en 2022").reperes

    assert depuis.ouverte
    assert not jusque.ouverte


@pytest.mark.parametrize(
    ("dates", "textes"),
    [
        (["28 mars 2017"], ["2017"]),
        (["2018", "2020"], ["2018", "2019", "2020"]),
        (["octobre 2018", "2020"], ["2019", "2020"]),
        (["mars 2018", "2020"], ["2018", "2019", "2020"]),
        (["2000", "2020"], ["2000", "2004", "2008", "2012", "2016", "2020"]),
    ],
)
def test_l_axe_porte_peu_d_annees_et_les_bonnes(dates: list[str], textes: list[str]) -> None:
    """Chaque premier janvier, ou un sur quelques-uns quand ils sont nombreux."""
    assert [g.texte for g in tracer(*dates).graduations] == textes


dates = st.one_of(
    st.just(""),
    st.dates().filter(lambda j: 1000 <= j.year < 3000).map(lambda j: j.isoformat()),
    st.integers(1000, 2999).map(str),
    st.integers(1000, 2999).map("depuis {}".format),
    st.integers(1000, 2999).map("jusqu'en {}".format),
)


@given(st.lists(dates, max_size=8))
def test_tout_tient_dans_le_cadre(ecrites: list[str]) -> None:
    """Aucune position ne sort des marges, aucune étape n'est perdue, aucune date n'échoue."""
    frise = tracer(*ecrites)

    assert len(frise.reperes) == len([dite for dite in ecrites if dite])
    positions = [p for r in frise.reperes for p in (r.debut, r.fin)]
    positions += [g.position for g in frise.graduations]
    assert all(MARGE <= p <= 100 - MARGE for p in positions)
    assert all(r.debut <= r.fin for r in frise.reperes)
    assert len(frise.graduations) <= 7
