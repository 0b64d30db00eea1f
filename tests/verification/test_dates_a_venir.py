"""Ce qui est dit fait ne peut pas être daté d'après aujourd'hui ; ce qui est prévu, si."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.verification.dates_a_venir import dates_a_venir

from ..conftest import CorpusDe

JOUR = date(2027, 1, 15)
FICHE = "actions/navette.yml"


def dites(plan_de: CorpusDe, fiche: str, plan: str = "") -> list[str]:
    """Les champs dont la date est à venir, et ce que l'on en dit."""
    rapport = plan_de(
        f"source: plaquette\naxes: [{{titre: Un, id: un, themes: sante}}]\n{plan}",
        **{FICHE: f"titre: Une navette\nrattachements: [un]\n{fiche}"},
    )
    assert rapport.publiable, rapport.anomalies
    return [f"{a.ligne} {a.champ} : {a.constat}" for a in dates_a_venir(rapport.corpus, JOUR)]


@pytest.mark.parametrize(
    ("fiche", "dit"),
    [
        ("maj: 2027-01-16\n", "3 maj : « 16 janvier 2027 »"),
        ("maj: janvier 2072\n", "3 maj : « janvier 2072 »"),
        ("statut: en_cours\nstatut_depuis: mars 2027\n", "4 statut_depuis : « mars 2027 »"),
        ("valide: 2028\n", "3 valide : « 2028 »"),
        ("bilans: [{annee: 2028, fait: x}]\n", "3 bilans 1 › annee : « 2028 »"),
        (
            "indicateurs: [{nom: N, valeurs: [{date: 2026, valeur: 1},"
            " {date: 2028, valeur: 2}]}]\n",
            "3 indicateurs 1 › valeurs 2 › date : « 2028 »",
        ),
        (
            "indicateurs: [{nom: N, initial: {date: 2028, valeur: 1}}]\n",
            "3 indicateurs 1 › initial › date : « 2028 »",
        ),
        (
            "etapes: [{titre: E, indicateurs: [{nom: N, valeurs: [{date: 2028, valeur: 2}]}]}]\n",
            "3 etapes 1 › indicateurs 1 › valeurs 1 › date : « 2028 »",
        ),
        ("budgets: [{annee: 2028, realise: 3 €}]\n", "3 budgets 1 › annee : « 2028 »"),
        (
            "statut: en_cours\nhistorique: [{statut: a_venir, depuis: 2028}]\n",
            "4 historique 1 › depuis : « 2028 »",
        ),
    ],
)
def test_une_date_passee_qui_est_a_venir_se_dit(plan_de: CorpusDe, fiche: str, dit: str) -> None:
    """Le champ, sa ligne, la date écrite et le jour où l'on est."""
    assert dites(plan_de, fiche) == [f"{dit} est après aujourd'hui, 15 janvier 2027"]


def test_le_plan_et_le_projet_aussi(plan_de: CorpusDe) -> None:
    """La date du projet, de son état, d'un axe."""
    plan = (
        "maj: 2030\netat: {stade: valide, date: 2031}\n"
        "enjeux: [{titre: E, maj: 2032, themes: sante}]\n"
    )
    champs = [dit.split(" : ")[0] for dit in dites(plan_de, "", plan)]
    assert champs == ["4 maj", "5 etat › date", "6 enjeux 1 › maj"]


def test_ce_qui_est_prevu_ne_se_questionne_pas(plan_de: CorpusDe) -> None:
    """Échéance, valeur visée, étape, budget prévu, année en cours, date sans début."""
    assert not dites(
        plan_de,
        "debut: 2030\nfin: 2035\nmaj: 2027\nbilans: [{annee: 2027, fait: x}]\n"
        "indicateurs: [{nom: N, cible: [{date: 2030, valeur: 2}]}]\n"
        "etapes: [{titre: E, fin: 2031}]\nbudgets: [{annee: 2030, prevu: 3 €}]\n",
    )


def test_verifier_le_dit_et_laisse_publier(
    plan_de: CorpusDe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Un avertissement, avec quoi faire ; l'import le dira en cases."""
    plan_de("source: plaquette\n", **{FICHE: "titre: Une navette\nmaj: 2931-01-01\n"})
    assert principal(["verifier", str(tmp_path / "data")]) == 0
    assert f"{FICHE}:2: avertissement, maj : « 1er janvier 2931 » est après aujourd'hui, " in (
        dit := capsys.readouterr().out
    )
    assert "écrire le jour où cela a changé, ou retirer « maj »" in dit
