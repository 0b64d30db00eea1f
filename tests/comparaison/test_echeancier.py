"""L'échéancier et l'agenda : chaque date à sa vraie précision, rien d'inventé, rien de perdu."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.comparaison.agenda import (
    TempsDuTrimestre,
    Trimestre,
    dresser_l_agenda,
    nommer_le_trimestre,
    placer_la_date,
)
from projet_social.comparaison.echeancier import (
    Etendue,
    a_un_calendrier,
    dresser_l_echeancier,
    est_datee,
    mesurer_l_etendue,
)
from projet_social.comparaison.suivi import actions_du_territoire
from projet_social.corpus.plan import TerritoirePublie
from projet_social.modele.date_partielle import lire_date
from projet_social.modele.etape import Periode

from ..conftest import CorpusDe

LE_JOUR = date(2026, 11, 29)


def periode(debut: str = "", fin: str = "") -> Periode:
    """Une période de ces dates, vides si elles ne sont pas dites."""
    return Periode(debut=lire_date(debut) if debut else None, fin=lire_date(fin) if fin else None)


def dite(etendue: Etendue) -> tuple[list[str], bool, bool, str]:
    """Une étendue qui se lit : ses zones, ses bouts ouverts, son échéance."""
    zones = [
        f"{'=' if sure else '~'} {date.fromordinal(de)} {date.fromordinal(a)}"
        for (de, a), sure in etendue.zones
    ]
    echeance = date.fromordinal(etendue.echeance).isoformat() if etendue.echeance else ""
    return zones, etendue.avant, etendue.apres, echeance


@pytest.mark.parametrize(
    ("debut", "fin", "zones", "avant", "apres", "echeance"),
    [
        ("3 mai 2025", "3 mai 2025", ["= 2025-05-03 2025-05-03"], False, False, "2025-05-03"),
        ("3 mai 2025", "6 juin 2026", ["= 2025-05-03 2026-06-06"], False, False, "2026-06-06"),
        (
            "mars 2026",
            "2028",
            ["~ 2026-03-01 2026-03-31", "= 2026-03-31 2028-01-01", "~ 2028-01-01 2028-12-31"],
            False, False, "2028-12-31",
        ),
        ("2026", "2026", ["~ 2026-01-01 2026-12-31"], False, False, "2026-12-31"),
        ("2026", "juin 2026", ["~ 2026-01-01 2026-06-30"], False, False, "2026-06-30"),
        ("2e trimestre 2026", "", ["~ 2026-04-01 2026-06-30"], False, True, ""),
        ("2015 à 2019", "", ["= 2015-01-01 2019-12-31"], False, False, ""),
        ("à partir de 2026", "", ["~ 2026-01-01 2026-01-01"], False, True, ""),
        ("pas avant mars 2026", "2027", ["~ 2026-03-01 2027-12-31"], False, False, "2027-12-31"),
        ("depuis 2016", "", ["~ 2016-01-01 2016-01-01"], False, True, ""),
        ("depuis 2016", "2020", ["= 2016-01-01 2020-01-01", "~ 2020-01-01 2020-12-31"],
         False, False, "2020-12-31"),
        ("", "automne 2027", ["~ 2027-10-01 2027-12-31"], True, False, "2027-12-31"),
        ("", "d'ici 2028", ["~ 2028-12-31 2028-12-31"], True, False, "2028-12-31"),
        ("5 mai 2026", "à partir de 2028", ["= 2026-05-05 2028-01-01"], False, True, ""),
    ],
)  # fmt: skip
def test_une_periode_se_dessine_a_sa_vraie_precision(
    debut: str, fin: str, zones: list[str], avant: bool, apres: bool, echeance: str
) -> None:
    """Le sûr est plein, le possible est à part, un bout non dit reste ouvert."""
    assert dite(mesurer_l_etendue(periode(debut, fin))) == (zones, avant, apres, echeance)


def test_les_bornes_d_une_etendue_vont_de_sa_premiere_zone_a_la_derniere() -> None:
    """Et non d'une seule de ses zones."""
    etendue = mesurer_l_etendue(periode("mars 2026", "2028"))
    assert etendue.bornes == (date(2026, 3, 1).toordinal(), date(2028, 12, 31).toordinal())


@pytest.mark.parametrize(
    ("texte", "place"),
    [
        ("28 mars 2027", (2027, 1)),
        ("juin 2027", (2027, 2)),
        ("été 2027", (2027, 3)),
        ("4e trimestre 2027", (2027, 4)),
        ("1er semestre 2027", (2027, 0)),
        ("2027", (2027, 0)),
        ("de mars à avril 2027", (2027, 0)),
        ("année scolaire 2026-2027", (2026, 0)),
        ("à partir de 2027", (2027, 0)),
        ("à partir de mars 2027", (2027, 1)),
        ("d'ici 2028", (2028, 0)),
        ("avant le 15 mai 2028", (2028, 2)),
    ],
)
def test_un_trimestre_ne_recoit_que_ce_qui_y_tient(texte: str, place: tuple[int, int]) -> None:
    """Une date plus large que lui reste dans son année, sans trimestre."""
    assert placer_la_date(lire_date(texte)) == place


ACTIONS = {
    "a": "debut: mars 2026\nfin: juin 2026\nstatut: en_cours\nrattachements: [bouger]",
    "b": "debut: 2026\nrecurrence: chaque mardi\nrattachements: [bouger]\n"
    "etapes: [{titre: Ouvrir, debut: 3 mai 2027, fin: 3 mai 2027}, {titre: Penser}]",
    "c": "rattachements: [loger]\netapes: [{titre: Bâtir, fin: octobre 2026, statut: realisee}]",
    "d": "recurrence: chaque année\nrattachements: [loger]",
    "e": "fin: décembre 2026",
}


def territoire(corpus_de: CorpusDe, *noms: str) -> TerritoirePublie:
    """Un territoire et quelques-unes de ces actions."""
    fichiers = {
        f"territoires/val/actions/{nom}.yml": f"titre: Action {nom}\n{ACTIONS[nom]}\n"
        for nom in noms or ACTIONS
    }
    plan = "titre: P\naxes: [{titre: Bouger, id: bouger}, {titre: Loger, id: loger}]\n"
    rapport = corpus_de({"territoires/val/projet.yml": plan, **fichiers})
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus.territoires["val"]


def test_l_echeancier_ne_montre_que_ce_qui_est_date(corpus_de: CorpusDe) -> None:
    """Une action que seule une étape date a sa rangée, sans barre ; les autres sont comptées."""
    dresse = dresser_l_echeancier(list(actions_du_territoire(territoire(corpus_de))), LE_JOUR)
    rangees = [
        (
            g.racine.titre if g.racine else "",
            r.ligne.titre,
            r.etape and r.etape.titre,
            bool(r.barre),
        )
        for g in dresse.groupes
        for r in g.rangees
    ]

    assert sorted(rangees, key=str) == sorted(
        [
            ("Bouger", "Action a", None, True),
            ("Bouger", "Action b", None, True),
            ("Bouger", "Action b", "Ouvrir", True),
            ("Loger", "Action c", None, False),
            ("Loger", "Action c", "Bâtir", True),
            ("", "Action e", None, True),
        ],
        key=str,
    )
    assert [a.nom for a in dresse.annees] == ["2026", "2027"]
    assert dresse.aujourd_hui is not None
    assert (
        dresser_l_echeancier(
            list(actions_du_territoire(territoire(corpus_de))), date(2020, 1, 1)
        ).aujourd_hui
        is None
    )


def test_il_faut_deux_actions_datees(corpus_de: CorpusDe) -> None:
    """Une seule ne dirait rien de plus que sa fiche."""
    assert a_un_calendrier(territoire(corpus_de))
    assert [est_datee(ligne) for ligne in list(actions_du_territoire(territoire(corpus_de)))].count(
        True
    ) == 4


@pytest.mark.parametrize("noms", [("d",), ("a", "d")])
def test_sans_assez_de_dates_il_n_y_a_pas_de_calendrier(
    corpus_de: CorpusDe, noms: tuple[str, ...]
) -> None:
    """Un rythme seul n'est pas une date."""
    assert not a_un_calendrier(territoire(corpus_de, *noms))


def lire(agenda: list[Trimestre]) -> list[tuple[str, str, list[str]]]:
    """L'agenda en mots."""
    return [
        (t.titre, t.temps.value, [f"{d.role.value} {d.dite} {d.ligne.titre}" for d in t.dates])
        for t in agenda
    ]


def test_l_agenda_range_les_dates_par_trimestre(corpus_de: CorpusDe) -> None:
    """Ce qui est passé, ce trimestre, ce qui vient ; une échéance passée d'une action en cours."""
    agenda = dresser_l_agenda(list(actions_du_territoire(territoire(corpus_de))), LE_JOUR)

    assert lire(agenda) == [
        ("En 2026, sans trimestre dit", "en cours", ["Début 2026 Action b"]),
        ("1er trimestre 2026", "passé", ["Début mars 2026 Action a"]),
        ("2e trimestre 2026", "passé", ["Échéance juin 2026 Action a"]),
        (
            "4e trimestre 2026",
            "en cours",
            ["Échéance octobre 2026 Action c", "Échéance décembre 2026 Action e"],
        ),
        ("2e trimestre 2027", "à venir", ["Date 3 mai 2027 Action b"]),
    ]
    dates = [d for t in agenda for d in t.dates]
    assert [d.ligne.titre for d in dates if d.depassee] == ["Action a"]
    assert [d.recurrence for d in dates if d.recurrence] == ["chaque mardi"]
    assert nommer_le_trimestre(LE_JOUR) == "4e trimestre 2026"


@pytest.mark.parametrize("mois", range(1, 13))
def test_le_trimestre_en_cours_est_celui_du_jour(corpus_de: CorpusDe, mois: int) -> None:
    """Du premier au dernier mois de chacun."""
    agenda = dresser_l_agenda(
        list(actions_du_territoire(territoire(corpus_de, "a", "e"))), date(2026, mois, 15)
    )
    rang = (mois + 2) // 3
    temps = {t.rang: t.temps for t in agenda if t.rang}
    assert temps == {
        place: TempsDuTrimestre.EN_COURS
        if place == rang
        else (TempsDuTrimestre.PASSE if place < rang else TempsDuTrimestre.A_VENIR)
        for place in (1, 2, 4)
    }


DATES = st.one_of(
    st.dates(date(2000, 1, 1), date(2060, 12, 31)).map(lambda jour: jour.isoformat()),
    st.integers(2000, 2060).map(str),
    st.tuples(st.integers(1, 4), st.integers(2000, 2060)).map(lambda t: f"{t[1]}-T{t[0]}"),
    st.integers(2000, 2060).map(lambda annee: f"à partir de {annee}"),
    st.integers(2000, 2060).map(lambda annee: f"d'ici {annee}"),
)


@given(DATES, DATES)
def test_les_zones_d_une_periode_se_suivent(debut: str, fin: str) -> None:
    """Elles vont du premier jour possible au dernier, sans trou ni retour."""
    try:
        etendue = mesurer_l_etendue(periode(debut, fin))
    except ValueError:
        return
    bords = [bord for (de, a), _ in etendue.zones for bord in (de, a)]

    assert bords == sorted(bords)
    for (_, avant), (apres, _) in zip(
        [b for b, _ in etendue.zones], [b for b, _ in etendue.zones][1:], strict=False
    ):
        assert avant == apres
    assert (etendue.avant, etendue.apres) == ("ici" in debut, "partir" in fin)


@given(DATES, st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_une_date_du_trimestre_en_cours_n_est_jamais_dite_passee(texte: str, jour: date) -> None:
    """Le groupe d'une date contient ses jours : passé, il finit avant aujourd'hui."""
    lue = lire_date(texte)
    annee, rang = placer_la_date(lue)
    trimestre = Trimestre(annee, rang, TempsDuTrimestre.PASSE, ())

    assert str(annee) in trimestre.titre
    if lue.debut and lue.fin and lue.debut.year == lue.fin.year and rang:
        assert (lue.debut.month - 1) // 3 == (lue.fin.month - 1) // 3 == rang - 1
    assert nommer_le_trimestre(jour).endswith(str(jour.year))
