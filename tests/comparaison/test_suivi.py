"""Les signaux à leur jour exact, et des comptes qui tombent juste à tous les étages d'un plan."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.chargement import examiner_des_arbres
from projet_social.comparaison.suivi import (
    CompteDActions,
    actions_du_territoire,
    actions_sous,
    derniere_nouvelle,
    parle_du_suivi,
    signaux,
    un_an_apres,
)
from projet_social.comparaison.tableau_de_bord import TableauDeBord, periode_de
from projet_social.corpus.corpus import Corpus
from projet_social.modele.date_partielle import lire_date
from projet_social.modele.fiche_action import FicheAction
from projet_social.modele.vocabulaire import SignalDeSuivi, Statut

JOUR = date(2026, 11, 29)
RETARD, SILENCE = SignalDeSuivi.ECHEANCE_DEPASSEE, SignalDeSuivi.SANS_NOUVELLES


def fiche(**champs: Any) -> FicheAction:
    """Une action inventée, en cours si l'on ne dit rien."""
    return FicheAction.model_validate({"titre": "N", "statut": "en_cours", **champs})


@pytest.mark.parametrize(
    ("fin", "dernier_jour"),
    [
        ("2025", date(2025, 12, 31)),
        ("29 février 2024", date(2024, 2, 29)),
        ("février 2024", date(2024, 2, 29)),
        ("1er trimestre 2026", date(2026, 3, 31)),
        ("avant 2026", date(2025, 12, 31)),
        ("d'ici fin mars 2026", date(2026, 3, 31)),
        ("2024 à 2026", date(2026, 12, 31)),
    ],
)
def test_une_echeance_depasse_le_lendemain_de_son_dernier_jour(
    fin: str, dernier_jour: date
) -> None:
    """Une date partielle court jusqu'à son dernier jour possible, ce jour compris."""
    assert signaux(fiche(fin=fin), dernier_jour) == []
    assert signaux(fiche(fin=fin), dernier_jour + timedelta(days=1)) == [RETARD]


@pytest.mark.parametrize("fin", ["depuis 2016", "à partir de 2020", "pas avant mars 2020"])
def test_une_fin_ouverte_ne_passe_jamais(fin: str) -> None:
    """Aucune date ne la borne : rien n'est dépassé."""
    assert signaux(fiche(fin=fin), date(2999, 1, 1)) == []


@pytest.mark.parametrize("statut", ["realisee", "abandonnee", None])
def test_ce_qui_est_fini_ou_inconnu_n_est_ni_en_retard_ni_silencieux(statut: str | None) -> None:
    """Une action dont le suivi n'est pas publié n'est pas en retard : on ne sait pas."""
    passee = fiche(statut=statut, motif="Trop cher.", fin="2020", maj="2020")
    assert signaux(passee, JOUR) == []


@pytest.mark.parametrize("statut", ["piste", "a_venir", "en_amorcage", "en_cours", "en_pause"])
def test_ce_qui_reste_a_faire_se_signale(statut: str) -> None:
    """En pause compris : ce n'est pas fait."""
    assert signaux(fiche(statut=statut, motif="Travaux.", fin="2020"), JOUR) == [RETARD]


@pytest.mark.parametrize(
    ("champs", "nouvelle"),
    [
        ({"maj": "10 mars 2025"}, date(2025, 3, 10)),
        ({"statut_depuis": "2025"}, date(2025, 12, 31)),
        ({"statut_depuis": "depuis 2025"}, date(2025, 12, 31)),
        ({"statut_depuis": "depuis mars 2025"}, date(2025, 3, 31)),
        ({"maj": "2024", "bilans": [{"annee": "2025"}]}, date(2025, 12, 31)),
        (
            {"indicateurs": [{"nom": "P", "valeurs": [{"date": "juin 2025", "valeur": "3"}]}]},
            date(2025, 6, 30),
        ),
        ({"statut_depuis": "29 février 2024"}, date(2024, 2, 29)),
    ],
)
def test_le_silence_commence_un_an_apres_la_derniere_nouvelle(
    champs: dict[str, Any], nouvelle: date
) -> None:
    """Un an jour pour jour n'est pas encore douze mois passés ; le lendemain, oui."""
    assert derniere_nouvelle(fiche(**champs)) == nouvelle
    assert signaux(fiche(**champs), un_an_apres(nouvelle)) == []
    assert signaux(fiche(**champs), un_an_apres(nouvelle) + timedelta(days=1)) == [SILENCE]


def test_sans_aucune_date_on_ne_sait_pas_depuis_quand() -> None:
    """Un statut sans date n'est pas un silence d'un an."""
    assert signaux(fiche(), JOUR) == []


def test_un_an_apres_un_29_fevrier_est_le_28() -> None:
    """L'année suivante n'a pas de 29."""
    assert un_an_apres(date(2024, 2, 29)) == date(2025, 2, 28)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1)))
def test_un_an_apres_est_le_meme_jour(jour: date) -> None:
    """365 ou 366 jours plus tard, le même jour du mois, sauf pour un 29 février."""
    suivant = un_an_apres(jour)
    assert (suivant - jour).days in (365, 366)
    assert (suivant.month, suivant.day) in {(jour.month, jour.day), (2, 28)}


@pytest.mark.parametrize(
    ("fin", "periode"),
    [
        ("12 mai 2026", "2e trimestre 2026"),
        ("mars 2026", "1er trimestre 2026"),
        ("2e trimestre 2026", "2e trimestre 2026"),
        ("1er semestre 2026", "1er semestre 2026"),
        ("de janvier à mai 2023", "1er semestre 2023"),
        ("2026", "2026"),
        ("fin 2026", "2e semestre 2026"),
        ("d'ici 2027", "2027"),
        ("d'ici mars 2027", "1er trimestre 2027"),
        ("2026 à 2028", "2026 à 2028"),
    ],
)
def test_une_echeance_se_range_a_sa_vraie_precision(fin: str, periode: str) -> None:
    """Ni plus précise que ce qui est dit, ni moins."""
    if periode == "2026 à 2028":
        periode = str(lire_date(fin))
    assert periode_de(lire_date(fin)) == periode


THEMES = {
    "referentiels/themes.yml": {
        "familles": [{"id": "f", "nom": "F"}],
        "themes": [{"id": i, "nom": i, "famille": "f"} for i in ("sante", "mobilite")],
    }
}


def corpus_de_plan(actions: list[dict[str, Any]]) -> Corpus:
    """Un plan inventé de deux axes de deux objectifs, et ces actions."""
    axes = [
        {
            "titre": f"Axe {a}",
            "id": f"a{a}",
            "objectifs": [{"titre": f"Objectif {a}{o}", "id": f"o{a}{o}"} for o in "12"],
        }
        for a in "12"
    ]
    fichiers = {
        f"territoires/val/actions/n{rang}.yml": {"titre": f"Action {rang}", "projet": "projet"} | f
        for rang, f in enumerate(actions)
    }
    rapport = examiner_des_arbres(
        THEMES
        | {
            "territoires/val/territoire.yml": {"nom": "Val", "nom_court": "Val", "type": "commune"},
            "territoires/val/projet.yml": {"titre": "P", "axes": axes},
            **fichiers,
        }
    )
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus


ACTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "motif": st.just("Raison."),
            "rattachements": st.lists(
                st.sampled_from(["a1", "a2", "o11", "o12", "o21", "o22"]), max_size=4, unique=True
            ),
            "themes": st.lists(st.sampled_from(["sante", "mobilite"]), max_size=2, unique=True),
            "pilotes": st.lists(st.sampled_from(["CCAS", "C.C.A.S", "Mairie"]), max_size=2),
        },
        optional={
            "statut": st.sampled_from([s.value for s in Statut]),
            "fin": st.sampled_from(["2025", "mars 2026", "depuis 2016", "2026 à 2028"]),
            "maj": st.sampled_from(["2024", "juin 2026"]),
        },
    ),
    max_size=7,
)


@given(ACTIONS)
def test_les_comptes_tombent_juste_a_tous_les_etages(actions: list[dict[str, Any]]) -> None:
    """Chaque action compte une fois au-dessus de tout ce qu'elle sert ; rien ne se perd."""
    corpus = corpus_de_plan(actions)
    (plan,), val = corpus.plans, corpus.territoires["val"]
    tableau = TableauDeBord.de([*actions_du_territoire(val)] * 2, JOUR, corpus.themes)
    compte = tableau.compte

    assert compte.total == len(actions) == sum(compte.par_statut.values())
    a_part = sum(nombre for _, nombre in compte.a_part)
    assert compte.en_compte == compte.total - a_part == sum(n for _, n in compte.avancees)
    ecrits = Counter(action.get("statut") for action in actions)
    assert compte.par_statut == {s: ecrits[s] for s in (*Statut, None) if ecrits[s]}
    assert parle_du_suivi(val) == any("statut" in a or "fin" in a for a in actions)
    for ligne in plan.lignes:
        sous = set(actions_sous(ligne))
        directes = {enfant for enfant in ligne.enfants if enfant.fiche}
        assert sous == directes.union(*map(actions_sous, ligne.enfants))
    decoupages = [tableau.par_statut, tableau.par_pilote, tableau.par_echeance, tableau.par_theme]
    for groupes in [*decoupages, *(groupes for _, groupes in tableau.par_niveau(plan))]:
        if groupes:
            union = CompteDActions.de(a for groupe in groupes for a in groupe.lignes)
            assert union.par_statut == compte.par_statut
            assert sum(groupe.compte.total for groupe in groupes) >= compte.total
            ancres = [groupe.ancre for groupe in groupes]
            assert len(ancres) == len(set(ancres))
    assert sum(len(groupe.lignes) for groupe in tableau.par_statut) == compte.total


@given(ACTIONS)
def test_une_barre_est_pleine_et_sans_trou(actions: list[dict[str, Any]]) -> None:
    """Les bandes se suivent du début à la fin ; elles n'y sont que pour ce qui est en compte."""
    bandes = CompteDActions.de(corpus_de_plan(actions).lignes).bandes
    assert not bandes or (bandes[0][1], round(sum(b[2] for b in bandes))) == (0, 100)
    assert all(abs(a[1] + a[2] - b[1]) < 0.02 for a, b in pairwise(bandes))
    assert not {Statut.PISTE, Statut.ABANDONNEE} & {statut for statut, _, _ in bandes}


def test_une_action_sous_deux_axes_compte_dans_chacun_et_une_fois_en_tout() -> None:
    """Le total du plan n'est pas la somme des axes."""
    corpus = corpus_de_plan([{"statut": "realisee", "rattachements": ["o11", "o21"]}])
    tableau = TableauDeBord.de(corpus.lignes, JOUR, corpus.themes)
    ((_, axes),) = tableau.par_niveau(corpus.plans[0])

    assert [groupe.compte.total for groupe in axes] == [1, 1]
    assert (tableau.compte.total, tableau.compte.dit) == (1, "1 réalisée")


def test_le_compte_se_dit() -> None:
    """Les pistes et les abandons à part, ce qu'on ne sait pas comme tel, l'accord fait."""
    statuts = ["realisee", "realisee", "en_pause", "piste", "abandonnee", "abandonnee", None]
    actions = [{"motif": "R."} | ({"statut": s} if s else {}) for s in statuts]
    compte = CompteDActions.de(corpus_de_plan(actions).lignes)

    assert compte.dit == "2 réalisées, 1 en pause, 1 sans suivi publié"
    assert compte.dit_a_part == "1 piste à l’étude, 2 abandonnées"
    assert (compte.en_compte, compte.sans_suivi) == (4, 1)
    assert (compte.part_de(4), compte.part_de(12)) == (100, 33.33)


def test_un_plan_sans_niveau_ne_se_decoupe_pas_par_niveau() -> None:
    """Rien que des actions, ou rien du tout : ni axe, ni titre d'action pris pour un axe."""
    vide = {"territoires/val/projet.yml": {"titre": "P"}}
    for fichiers in (vide, vide | {"territoires/val/actions/n.yml": {"titre": "Action"}}):
        val = {"nom": "Val", "nom_court": "Val", "type": "commune"}
        corpus = examiner_des_arbres({"territoires/val/territoire.yml": val} | fichiers).corpus
        tableau = TableauDeBord.de(corpus.lignes, JOUR, corpus.themes)
        assert tableau.par_niveau(corpus.plans[0]) == []


def test_un_plan_sans_axe_se_decoupe_par_son_premier_niveau() -> None:
    """Des orientations, ici : l'action sous l'une d'elles s'y compte."""
    plan = {"titre": "P", "orientations": [{"titre": "Une", "id": "une"}]}
    fichiers = {
        "territoires/val/territoire.yml": {"nom": "Val", "nom_court": "Val", "type": "commune"},
        "territoires/val/projet.yml": plan,
        "territoires/val/actions/n.yml": {"titre": "Action", "rattachements": ["une"]},
    }
    corpus = examiner_des_arbres(fichiers).corpus
    tableau = TableauDeBord.de(corpus.lignes, JOUR, corpus.themes)

    ((type_, groupes),) = tableau.par_niveau(corpus.plans[0])
    assert (type_.value, [g.compte.total for g in groupes]) == ("orientation", [1])
