"""Le budget d'un plan : des sommes honnêtes, et chaque montant compté une fois, ou nommé à part."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from projet_social.chargement import examiner_des_arbres
from projet_social.comparaison.budget import (
    DANS_L_ACTION,
    PAS_FERME,
    REDITE,
    SANS_ANNEE,
    SANS_MONTANT,
    SANS_NOMBRE,
    SANS_UNITE,
    BudgetDuPlan,
    budgeter,
)
from projet_social.comparaison.suivi import actions_sous
from projet_social.corpus.officiel import ListeOfficielle
from projet_social.corpus.plan import Plan

from ..conftest import TERRITOIRE, CorpusDe


def plan_de(corpus_de: CorpusDe, *actions: str) -> Plan:
    """Le plan d'un territoire inventé, une action par texte, sans axe."""
    fichiers = {
        f"territoires/val/actions/a{rang}.yml": f"titre: Action {rang}\n{texte}\n"
        for rang, texte in enumerate(actions, 1)
    }
    rapport = corpus_de({"territoires/val/projet.yml": "titre: P\n", **fichiers})
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus.territoires["val"].plans[0]


def sommes(budget: BudgetDuPlan) -> dict[tuple[int, str], tuple[str, str]]:
    """Par année et régime de taxe, le prévu et le dépensé, écrits ; un tiret s'il n'y en a pas."""
    return {
        (a.annee, a.taxe): (
            a.prevu.ecrite.replace("\u202f", " ") if a.prevu else "-",
            a.depense.ecrite.replace("\u202f", " ") if a.depense else "-",
        )
        for a in budget.annees
    }


def raisons(budget: BudgetDuPlan) -> dict[str, int]:
    """Combien de montants à part, par raison."""
    return {raison: len(dits) for raison, dits in budget.a_part}


def test_un_plan_sans_budget_n_en_a_pas(corpus_de: CorpusDe) -> None:
    """Rien n'est dit là où rien n'est écrit."""
    assert budgeter(plan_de(corpus_de, "", "pilotes: [CIAS]").lignes) is None


def test_ne_s_additionnent_que_les_memes_annees_et_les_memes_taxes(corpus_de: CorpusDe) -> None:
    """Centimes compris ; « par an » d'une année dite est de cette année."""
    plan = plan_de(
        corpus_de,
        "budgets: [{annee: 2026, prevu: 1 000 € TTC, realise: '900,50 € TTC'}]",
        "budgets: [{annee: 2026, prevu: 2 k€ TTC par an}, {annee: 2027, prevu: 500 € TTC}]",
        "budgets: [{annee: 2026, prevu: 300 € HT}, {annee: 2026, prevu: '12', unite: k€}]",
    )
    budget = budgeter(plan.lignes)

    assert budget is not None
    assert sommes(budget) == {
        (2026, ""): ("12 000 €", "-"),
        (2026, "HT"): ("300 €", "-"),
        (2026, "TTC"): ("3 000 €", "900,50 €"),
        (2027, "TTC"): ("500 €", "-"),
    }
    assert budget.taxes_melees
    assert budget.a_part == []
    assert budget.part_hors_des_sommes == ""


@pytest.mark.parametrize(
    ("ligne", "raison"),
    [
        ("{prevu: 1 000 €}", SANS_ANNEE),
        ("{annee: 2026, libelle: Minibus}", SANS_MONTANT),
        ("{annee: 2026, prevu: à définir}", SANS_NOMBRE),
        ("{annee: 2026, prevu: '1000'}", SANS_UNITE),
        ("{annee: 2026, prevu: '0,5', unite: ETP}", "en ETP"),
        ("{annee: 2026, prevu: 40 h}", "en heures"),
        ("{annee: 2026, prevu: 20 %}", "en pourcentage"),
        ("{annee: 2026, prevu: '3', unite: salles}", "en salles"),
        ("{annee: 2026, prevu: 40 € par séance}", "par séance, par jour ou par personne"),
        ("{annee: 2026, prevu: 40 € par mois}", "par mois"),
        ("{annee: 2026, prevu: de 2 à 3 k€}", PAS_FERME),
        ("{annee: 2026, prevu: 500 € au plus}", PAS_FERME),
    ],
)
def test_ce_qui_ne_s_additionne_pas_est_nomme(corpus_de: CorpusDe, ligne: str, raison: str) -> None:
    """Le montant reste, avec sa raison, et l'on dit combien ils sont."""
    budget = budgeter(plan_de(corpus_de, f"budgets: [{ligne}, {{annee: 2026, prevu: 7 €}}]").lignes)

    assert budget is not None
    assert sommes(budget) == {(2026, ""): ("7 €", "-")}
    assert raisons(budget) == {raison: 1}
    dit = f"1 montant sur 2 n’entre dans aucune somme : 1 {raison}."
    assert budget.part_hors_des_sommes == dit


def test_le_budget_d_une_etape_ne_s_ajoute_pas_a_celui_qui_peut_le_comprendre(
    corpus_de: CorpusDe,
) -> None:
    """Sans budget de l'action, ou d'une autre nature, ou d'une autre année, il compte."""
    etape = "etapes: [{titre: E, budgets: [{annee: 2026, nature: investissement, prevu: 5 €}]}]"
    cas = {
        "": 0,
        "budgets: [{annee: 2026, prevu: 9 €}]": 1,
        "budgets: [{prevu: 9 €}]": 1,
        "budgets: [{annee: 2026, nature: fonctionnement, prevu: 9 €}]": 0,
        "budgets: [{annee: 2027, prevu: 9 €}]": 0,
        "budgets: [{annee: 2026, realise: 9 €}]": 0,
        "budgets: [{annee: 2026, libelle: Minibus}]": 0,
    }
    for action, a_part in cas.items():
        budget = budgeter(plan_de(corpus_de, f"{etape}\n{action}").lignes)

        assert budget is not None
        assert raisons(budget).get(DANS_L_ACTION, 0) == a_part, action


def test_un_total_ne_s_ajoute_pas_a_ce_qu_il_reunit(corpus_de: CorpusDe) -> None:
    """Seul de son année, il compte ; « dont… » ne compte jamais."""
    plan = plan_de(
        corpus_de,
        "budgets: [{annee: 2026, libelle: Total, prevu: 30 €}, {annee: 2026, prevu: 10 €}, "
        "{annee: 2026, prevu: 20 €}, {annee: 2027, libelle: Total, prevu: 5 €}]",
        "budgets: [{annee: 2026, libelle: dont la salle, prevu: 2 €}]",
    )
    budget = budgeter(plan.lignes)

    assert budget is not None
    assert sommes(budget) == {(2026, ""): ("30 €", "-"), (2027, ""): ("5 €", "-")}
    assert raisons(budget) == {REDITE: 2}


def test_le_total_d_une_action_de_plusieurs_annees(corpus_de: CorpusDe) -> None:
    """De plusieurs années, ou d'aucune ; jamais quand l'un des montants resterait dehors."""

    def total(*budgets: str) -> str:
        budget = budgeter(plan_de(corpus_de, f"budgets: [{', '.join(budgets)}]").lignes)
        assert budget is not None
        return budget.total_prevu

    assert total("{annee: 2026, prevu: 5 € TTC}", "{annee: 2027, prevu: 7 € TTC}") == "12 € TTC"
    assert total("{prevu: 5 €}", "{prevu: 7 €}") == "12 €"
    assert total("{annee: 2026, prevu: 5 €}", "{annee: 2026, prevu: 7 €}") == ""
    assert total("{annee: 2026, prevu: 5 €}", "{prevu: 7 €}") == ""
    assert total("{annee: 2026, prevu: 5 € HT}", "{annee: 2027, prevu: 7 €}") == ""
    assert total("{realise: 5 €}", "{prevu: 7 €}", "{prevu: 1 €}") == "8 €"
    assert total("{prevu: 7 €}") == ""


def test_deux_regimes_de_taxe_suffisent_a_les_meler(corpus_de: CorpusDe) -> None:
    """Un seul ne mêle rien ; l'absence de régime en est un."""

    def melees(*taxes: str) -> bool:
        lignes = ", ".join(f"{{annee: 2026, prevu: 5 € {taxe}}}" for taxe in taxes)
        budget = budgeter(plan_de(corpus_de, f"budgets: [{lignes}]").lignes)
        assert budget is not None
        return budget.taxes_melees

    assert not melees("HT", "HT")
    assert melees("HT", "TTC")
    assert melees("HT", "")


def test_ce_qui_reste_a_part_se_dit_dans_un_ordre_et_s_accorde(corpus_de: CorpusDe) -> None:
    """Les raisons connues d'abord, puis de A à Z ; sans montant, rien n'est dépensé."""
    lignes = "{annee: 2026, prevu: '3', unite: salles}, {annee: 2026, prevu: '2', unite: cars}"
    budget = budgeter(
        plan_de(corpus_de, f"budgets: [{lignes}, {{annee: 2026, libelle: Bus}}]").lignes
    )

    assert budget is not None
    assert list(raisons(budget)) == [SANS_MONTANT, "en cars", "en salles"]
    assert budget.part_hors_des_sommes.startswith("3 montants sur 3 n’entrent dans aucune somme")
    assert [dit.depense for dit in budget.montants] == [False, False, False]
    deux = budgeter(plan_de(corpus_de, f"budgets: [{lignes}]").lignes)
    assert deux is not None
    assert deux.part_hors_des_sommes.startswith("2 montants sur 2 n’entrent")


MONTANTS = st.sampled_from(
    [
        "100 € TTC",
        "250 € TTC",
        "70 € HT",
        "9 €",
        "0,5 ETP",
        "40 € par séance",
        "à définir",
        "2 à 3 €",
    ]
)
LIGNES = st.fixed_dictionaries(
    {},
    optional={
        "annee": st.sampled_from(["2025", "2026", "2027"]),
        "nature": st.sampled_from(["fonctionnement", "investissement"]),
        "libelle": st.sampled_from(["Total", "dont salle", "Salle"]),
        "prevu": MONTANTS,
        "realise": MONTANTS,
    },
)
NIVEAUX = ("axe-1", "axe-2", "objectif-1", "objectif-2", "objectif-3")
ACTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "budgets": st.lists(LIGNES, max_size=3),
            "etapes": st.lists(
                st.fixed_dictionaries(
                    {"titre": st.just("E"), "budgets": st.lists(LIGNES, max_size=2)}
                ),
                max_size=2,
            ),
            "rattachements": st.lists(st.sampled_from(NIVEAUX), unique=True, max_size=3),
        }
    ),
    min_size=1,
    max_size=5,
)
PLAN = """\
titre: P
axes:
  - titre: Un
    id: axe-1
    objectifs: [{titre: Un, id: objectif-1}, {titre: Deux, id: objectif-2}]
  - titre: Deux
    id: axe-2
    objectifs: [{titre: Trois, id: objectif-3}]
"""


def charger_le_plan(actions: list[dict[str, object]]) -> Plan:
    """Un plan à deux axes et trois objectifs, et ces actions, rattachées où elles le disent."""
    arbres: dict[str, object] = {
        "territoires/val/territoire.yml": yaml.load(TERRITOIRE.format(nom="Val"), yaml.BaseLoader),
        "territoires/val/projet.yml": yaml.load(PLAN, yaml.BaseLoader),
    }
    for rang, dite in enumerate(actions, 1):
        arbres[f"territoires/val/actions/a{rang}.yml"] = {"titre": f"Action {rang}", **dite}
    rapport = examiner_des_arbres(arbres, ListeOfficielle())
    assert rapport.publiable, rapport.anomalies
    return rapport.corpus.territoires["val"].plans[0]


def totaux(budgets: list[BudgetDuPlan | None]) -> dict[tuple[int, str, bool], Decimal]:
    """La somme de toutes les sommes de ces budgets."""
    trouves: dict[tuple[int, str, bool], Decimal] = {}
    for budget in filter(None, budgets):
        for annee in budget.annees:
            for depense, somme in ((False, annee.prevu), (True, annee.depense)):
                if somme:
                    cle = (annee.annee, annee.taxe, depense)
                    trouves[cle] = trouves.get(cle, Decimal()) + somme.euros
    return trouves


@given(ACTIONS)
def test_a_chaque_niveau_la_somme_est_celle_de_ses_actions(
    actions: list[dict[str, object]],
) -> None:
    """Une action sous deux objectifs compte une fois au-dessus ; rien ne se perd."""
    plan = charger_le_plan(actions)
    ecrits = [a for a in plan.lignes if a.fiche]
    assert len(ecrits) == len(actions)

    for racine in [None, *(ligne for ligne in plan.lignes if not ligne.fiche)]:
        lignes = list(plan.lignes if racine is None else actions_sous(racine))
        siennes = [ligne for ligne in lignes if ligne.fiche]
        budget = budgeter([*lignes, *lignes])
        assert len(siennes) == len(set(siennes))
        assert totaux([budget]) == totaux([budgeter([ligne]) for ligne in siennes])
        montants = [
            bool(lu) + bool(autre) or 1
            for ligne in siennes
            if ligne.fiche
            for porteur in (ligne.fiche, *ligne.fiche.etapes)
            for b in porteur.budgets
            for lu, autre in [(b.prevu, b.realise)]
        ]
        assert sum(montants) == (len(budget.montants) if budget else 0)
        if budget:
            additionnes = sum(s.nombre for a in budget.annees for s in (a.prevu, a.depense) if s)
            assert additionnes + budget.hors_des_sommes == len(budget.montants)
