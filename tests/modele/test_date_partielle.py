"""Les dates partielles : lues comme on les écrit, bornées au jour, réécrites en français."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.modele.date_partielle import (
    d_une_date_a_l_autre,
    dire_depuis,
    jour_en_francais,
    lire_date,
)
from projet_social.modele.moment_d_annee import MOIS, SAISONS
from projet_social.modele.socle import Refus

LUES = [
    ("28 mars 2017", "28 mars 2017", "2017-03-28", "2017-03-28"),
    ("2017-03-28", "28 mars 2017", "2017-03-28", "2017-03-28"),
    ("28/03/2017", "28 mars 2017", "2017-03-28", "2017-03-28"),
    ("le 1er janvier 2017", "1er janvier 2017", "2017-01-01", "2017-01-01"),
    ("1 janv. 2017", "1er janvier 2017", "2017-01-01", "2017-01-01"),
    ("29 février 2024", "29 février 2024", "2024-02-29", "2024-02-29"),
    ("mars 2017", "mars 2017", "2017-03-01", "2017-03-31"),
    ("Décembre 2017", "décembre 2017", "2017-12-01", "2017-12-31"),
    ("2017-03", "mars 2017", "2017-03-01", "2017-03-31"),
    ("fin mars 2024", "fin mars 2024", "2024-03-21", "2024-03-31"),
    ("mi-mars 2024", "mi-mars 2024", "2024-03-11", "2024-03-20"),
    ("début 2024", "début 2024", "2024-01-01", "2024-04-30"),
    ("1er semestre 2018", "1er semestre 2018", "2018-01-01", "2018-06-30"),
    ("deuxième trimestre 2019", "2e trimestre 2019", "2019-04-01", "2019-06-30"),
    ("T4 2019", "4e trimestre 2019", "2019-10-01", "2019-12-31"),
    ("2019-S2", "2e semestre 2019", "2019-07-01", "2019-12-31"),
    ("à l’automne 2022", "automne 2022", "2022-10-01", "2022-12-31"),
    ("en 2022", "2022", "2022-01-01", "2022-12-31"),
    ("de janvier à mai 2023", "de janvier à mai 2023", "2023-01-01", "2023-05-31"),
    ("avril à mai 2023", "d’avril à mai 2023", "2023-04-01", "2023-05-31"),
    ("decembre 2022 à mars 2023", "de décembre 2022 à mars 2023", "2022-12-01", "2023-03-31"),
    ("28 et 29 mars 2017", "du 28 au 29 mars 2017", "2017-03-28", "2017-03-29"),
    ("du 28 mars au 3 avril 2017", "du 28 mars au 3 avril 2017", "2017-03-28", "2017-04-03"),
    ("2e au 3e trimestre 2022", "du 2e trimestre au 3e trimestre 2022", "2022-04-01", "2022-09-30"),
    ("été 2022 à hiver 2023", "de l’été 2022 à l’hiver 2023", "2022-07-01", "2023-03-31"),
    ("2015-2019", "2015 à 2019", "2015-01-01", "2019-12-31"),
    ("entre 2015 et 2019", "2015 à 2019", "2015-01-01", "2019-12-31"),
    ("2023 à 2023", "2023", "2023-01-01", "2023-12-31"),
    ("depuis 2016", "depuis 2016", "2016-01-01", None),
    ("Depuis 2e semestre 2020", "depuis le 2e semestre 2020", "2020-07-01", None),
    ("à partir de fin mars 2024", "à partir de fin mars 2024", "2024-03-21", None),
    ("à partir du 1er mars 2024", "à partir du 1er mars 2024", "2024-03-01", None),
    ("à partir de 2e trimestre 2024", "à partir du 2e trimestre 2024", "2024-04-01", None),
    ("dès l'automne 2022", "à partir de l’automne 2022", "2022-10-01", None),
    ("pas avant le 3 mars 2024", "pas avant le 3 mars 2024", "2024-03-03", None),
    ("jusqu'en 2026", "jusqu’en 2026", None, "2026-12-31"),
    ("jusqu'au 3 mai 2026", "jusqu’au 3 mai 2026", None, "2026-05-03"),
    ("jusqu'à l'été 2026", "jusqu’à l’été 2026", None, "2026-09-30"),
    ("avant 2024", "avant 2024", None, "2023-12-31"),
    ("avant le 3 mars 2024", "avant le 3 mars 2024", None, "2024-03-02"),
    ("avant fin 2024", "avant fin 2024", None, "2024-12-31"),
    ("Dernier trimestre 2025", "dernier trimestre 2025", "2025-10-01", "2025-12-31"),
    ("dernier trimestre de l'année 2025", "dernier trimestre 2025", "2025-10-01", "2025-12-31"),
    ("second semestre 2026", "second semestre 2026", "2026-07-01", "2026-12-31"),
    ("second trimestre 2026", "2e trimestre 2026", "2026-04-01", "2026-06-30"),
    ("1er trim. 2026", "1er trimestre 2026", "2026-01-01", "2026-03-31"),
    ("T1/2026", "1er trimestre 2026", "2026-01-01", "2026-03-31"),
    ("Rentrée 2026", "rentrée 2026", "2026-09-01", "2026-09-30"),
    ("à la rentrée scolaire 2026", "rentrée 2026", "2026-09-01", "2026-09-30"),
    ("rentrée de septembre 2026", "rentrée 2026", "2026-09-01", "2026-09-30"),
    ("rentrée 2026/2027", "rentrée 2026", "2026-09-01", "2026-09-30"),
    ("année scolaire 2025-2026", "année scolaire 2025-2026", "2025-09-01", "2026-08-31"),
    ("Année scolaire 2025 - 2026", "année scolaire 2025-2026", "2025-09-01", "2026-08-31"),
    ("année scolaire 2025/26", "année scolaire 2025-2026", "2025-09-01", "2026-08-31"),
    ("saison 2025-2026", "saison 2025-2026", "2025-09-01", "2026-08-31"),
    ("hiver 2025-2026", "hiver 2025-2026", "2025-12-01", "2026-03-31"),
    ("année 2026", "2026", "2026-01-01", "2026-12-31"),
    ("au cours de l'année 2026", "2026", "2026-01-01", "2026-12-31"),
    ("été 2026", "été 2026", "2026-07-01", "2026-09-30"),
    ("fin 2026", "fin 2026", "2026-09-01", "2026-12-31"),
    ("fin de l'année 2026", "fin 2026", "2026-09-01", "2026-12-31"),
    ("fin d'année 2026", "fin 2026", "2026-09-01", "2026-12-31"),
    ("début d'avril 2026", "début avril 2026", "2026-04-01", "2026-04-10"),
    ("fin du 1er semestre 2026", "fin du 1er semestre 2026", "2026-05-01", "2026-06-30"),
    ("début de l'été 2026", "début de l’été 2026", "2026-07-01", "2026-07-31"),
    ("Pas avant le second semestre 2026", "pas avant le second semestre 2026", "2026-07-01", None),
    ("pas avant 2027", "pas avant 2027", "2027-01-01", None),
    ("dès la rentrée 2026", "à partir de la rentrée 2026", "2026-09-01", None),
    ("D’ici 2027", "d’ici 2027", None, "2027-12-31"),
    ("d'ici à 2027", "d’ici 2027", None, "2027-12-31"),
    ("d'ici la fin de l'année 2026", "d’ici fin 2026", None, "2026-12-31"),
    ("d'ici à l'été 2026", "d’ici l’été 2026", None, "2026-09-30"),
    ("d'ici au 30 juin 2026", "d’ici le 30 juin 2026", None, "2026-06-30"),
    ("d'ici la rentrée 2026", "d’ici la rentrée 2026", None, "2026-09-30"),
    ("à l'horizon 2030", "à l’horizon 2030", None, "2030-12-31"),
    ("Horizon 2030", "à l’horizon 2030", None, "2030-12-31"),
    (
        "de la rentrée 2026 à l'été 2027",
        "de la rentrée 2026 à l’été 2027",
        "2026-09-01",
        "2027-09-30",
    ),
    (
        "jusqu'à l'année scolaire 2026-2027",
        "jusqu’à l’année scolaire 2026-2027",
        None,
        "2027-08-31",
    ),
    ("depuis la rentrée 2025", "depuis la rentrée 2025", "2025-09-01", None),
    ("avant la rentrée 2026", "avant la rentrée 2026", None, "2026-08-31"),
    ("mars-avril 2026", "de mars à avril 2026", "2026-03-01", "2026-04-30"),
    ("sept./oct. 2026", "de septembre à octobre 2026", "2026-09-01", "2026-10-31"),
]


@pytest.mark.parametrize(("ecrite", "texte", "debut", "fin"), LUES)
def test_une_date_a_ses_bornes_et_son_ecriture(
    ecrite: str, texte: str, debut: str | None, fin: str | None
) -> None:
    """Chaque façon d'écrire une date donne ses deux bornes et une seule écriture."""
    lue = lire_date(ecrite)

    assert str(lue) == texte
    assert (lue.debut and lue.debut.isoformat(), lue.fin and lue.fin.isoformat()) == (debut, fin)


@pytest.mark.parametrize("ecrite", [cas[0] for cas in LUES])
def test_une_date_ecrite_se_relit_a_l_identique(ecrite: str) -> None:
    """Le texte rendu a les mêmes bornes que le texte lu, et se rend lui-même."""
    lue = lire_date(ecrite)

    assert lire_date(str(lue)) == lue


jours = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
annees = st.integers(1000, 2999).map(str)
simples = st.one_of(
    jours.map(jour_en_francais),
    jours.map(date.isoformat),
    annees,
    st.builds("{} {}".format, st.sampled_from(MOIS), annees),
    st.builds("{} {}".format, st.sampled_from(list(SAISONS)), annees),
    st.builds("{} {}".format, st.sampled_from(["début", "mi", "fin"]), annees),
    st.builds("{} {} {}".format, st.sampled_from(["début", "fin"]), st.sampled_from(MOIS), annees),
    st.builds("{}e trimestre {}".format, st.integers(1, 4), annees),
    st.builds("S{} {}".format, st.integers(1, 2), annees),
    st.builds("{} {}".format, st.sampled_from(["rentrée", "dernier trimestre"]), annees),
    st.integers(1000, 2998).map(lambda annee: f"année scolaire {annee}-{annee + 1}"),
    st.builds("fin du {}e semestre {}".format, st.integers(1, 2), annees),
)
ouvertures = st.sampled_from(
    ["depuis", "à partir de", "dès", "jusqu'à", "avant", "pas avant", "d'ici"]
)
ecrites = st.one_of(
    simples,
    st.builds("{} {}".format, ouvertures, simples),
    st.builds("{} à {}".format, simples, simples),
    st.builds("{} au {}".format, st.integers(1, 31), simples),
    st.builds("{} à {}".format, st.sampled_from(MOIS), simples),
)


@given(ecrites)
def test_toute_date_lisible_se_relit_aux_memes_bornes(ecrite: str) -> None:
    """Lire ce que l'on a écrit ne déplace jamais une borne."""
    try:
        lue = lire_date(ecrite)
    except Refus:
        return
    relue = lire_date(str(lue))

    assert (relue.debut, relue.fin, str(relue)) == (lue.debut, lue.fin, str(lue))


@given(simples)
def test_une_date_simple_est_toujours_lue(ecrite: str) -> None:
    """Aucune des formes simples n'est refusée, et le début précède la fin."""
    lue = lire_date(ecrite)

    assert lue.debut is not None
    assert lue.fin is not None
    assert lue.debut <= lue.fin


@given(st.text(max_size=30) | st.from_regex(r"[0-9à\-/. ]{1,24}", fullmatch=True))
def test_un_texte_quelconque_est_lu_ou_refuse(texte: str) -> None:
    """Rien de ce qu'une personne peut taper ne provoque autre chose qu'un refus expliqué."""
    try:
        lue = lire_date(texte)
    except Refus:
        return

    assert str(lue)


@pytest.mark.parametrize(
    ("ecrite", "constat"),
    [
        ("2024-02-30", "ce jour n'existe pas, février 2024 a 29 jours"),
        ("31 avril 2023", "ce jour n'existe pas, avril 2023 a 30 jours"),
        ("12/13/2024", "il n'y a pas de mois 13"),
        ("3e semestre 2020", "il n'y a pas de semestre 3"),
        ("mars 0017", "l'année 0017 est impossible"),
        ("2019 à 2015", "finit avant de commencer"),
        ("28 à 2017", "date « 28 » incomprise"),
        ("12/03/24", "à l'année incomplète"),
        ("2017…", "incomprise"),
        ("bientôt", "incomprise"),
        ("", "incomprise"),
    ],
)
def test_une_date_impossible_est_refusee(ecrite: str, constat: str) -> None:
    """Le refus dit ce qui ne va pas dans la date."""
    with pytest.raises(Refus) as refus:
        lire_date(ecrite)

    assert constat in refus.value.constat


def test_les_dates_se_trient_par_debut_puis_par_fin() -> None:
    """Un début ouvert vient d'abord ; à même début, la plus courte vient d'abord."""
    melangees = ["depuis 2016", "2017", "28 mars 2017", "jusqu'en 2026", "janvier 2017", "2016"]

    triees = sorted(map(lire_date, melangees))

    assert [str(d) for d in triees] == [
        "jusqu’en 2026",
        "2016",
        "depuis 2016",
        "janvier 2017",
        "2017",
        "28 mars 2017",
    ]


@pytest.mark.parametrize(
    ("ecrite", "iso"),
    [
        ("28 mars 2017", "2017-03-28"),
        ("fin mars 2017", "2017-03"),
        ("2017", "2017"),
        ("2e trimestre 2017", "2017"),
        ("2015 à 2019", ""),
        ("depuis 2016", ""),
        ("jusqu'en 2016", ""),
    ],
)
def test_l_ecriture_iso_ne_dit_que_ce_que_l_on_sait(ecrite: str, iso: str) -> None:
    """Une machine lit un jour, un mois ou une année, jamais plus de précision qu'il n'y en a."""
    assert lire_date(ecrite).iso == iso


def test_une_borne_se_distingue_d_une_duree() -> None:
    """« à partir de » dit une borne, « depuis » une durée qui court."""
    assert lire_date("à partir de 2024").au_plus_tot
    assert not lire_date("depuis 2024").au_plus_tot


@pytest.mark.parametrize(
    ("de", "a", "dit"),
    [
        ("novembre 2020", "avril 2022", "de novembre 2020 à avril 2022"),
        ("1er semestre 2018", "27 juin 2018", "du 1er semestre 2018 au 27 juin 2018"),
        ("2019", "2019", "2019"),
        ("depuis 2016", "2019", "depuis 2016, puis 2019"),
        ("2016", "jusqu'en 2019", "2016, puis jusqu’en 2019"),
        ("depuis 2016", "jusqu'en 2019", "depuis 2016, puis jusqu’en 2019"),
    ],
)
def test_d_une_date_a_l_autre_se_dit_en_francais(de: str, a: str, dit: str) -> None:
    """« de … à … » entre deux dates simples ; sinon, l'une puis l'autre."""
    assert d_une_date_a_l_autre(lire_date(de), lire_date(a)) == dit


@pytest.mark.parametrize(
    ("ecrite", "dit"),
    [
        ("mars 2026", "depuis mars 2026"),
        ("3 mai 2026", "depuis le 3 mai 2026"),
        ("depuis 2024", "depuis 2024"),
        ("jusqu'en 2024", "jusqu’en 2024"),
    ],
)
def test_depuis_ne_se_dit_qu_une_fois(ecrite: str, dit: str) -> None:
    """Ce qui dit déjà une borne reste tel quel."""
    assert dire_depuis(lire_date(ecrite)) == dit


@given(jours)
def test_un_jour_precis_est_exact(jour: date) -> None:
    """Un jour est exact ; le même jour jusqu'au lendemain ne l'est plus."""
    assert lire_date(jour_en_francais(jour)).exacte
    if jour < date(2999, 12, 31):
        lendemain = jour_en_francais(jour + timedelta(days=1))
        assert not lire_date(f"du {jour_en_francais(jour)} au {lendemain}").exacte
