"""Un statut nouveau garde l'ancien, avec sa date et sa raison, d'où que vienne le changement."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.ecriture.statuts import garder_le_statut, garder_les_statuts
from projet_social.modele.vocabulaire import Statut

JOUR = date(2026, 11, 29)
EN_PAUSE = {
    "titre": "N",
    "statut": "en_pause",
    "statut_depuis": "mars 2026",
    "motif": "Plus de car.",
}


def test_le_statut_d_avant_part_avec_sa_date_et_son_motif() -> None:
    """La date et le motif que l'on n'a pas touchés étaient ceux d'avant."""
    voulue = garder_le_statut(EN_PAUSE, EN_PAUSE | {"statut": "en_cours"}, JOUR)

    assert voulue == {
        "titre": "N",
        "statut": "en_cours",
        "statut_depuis": "2026-11-29",
        "historique": [{"statut": "en_pause", "depuis": "mars 2026", "motif": "Plus de car."}],
    }


def test_la_date_et_le_motif_que_l_on_ecrit_sont_gardes() -> None:
    """Un abandon décidé en juin, et sa raison à lui."""
    dits = {"statut": "abandonnee", "statut_depuis": "juin 2026", "motif": "Trop cher."}
    voulue = garder_le_statut(EN_PAUSE, EN_PAUSE | dits, JOUR)

    assert {cle: voulue[cle] for cle in dits} == dits
    assert voulue["historique"][0]["motif"] == "Plus de car."


def test_ce_qui_s_arrete_garde_sa_raison() -> None:
    """D'une pause à un abandon, la même raison peut valoir : sans elle, la fiche serait refusée."""
    assert garder_le_statut(EN_PAUSE, EN_PAUSE | {"statut": "abandonnee"}, JOUR)["motif"]


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ({"titre": "N"}, {"titre": "N", "statut": "en_cours"}),
        (EN_PAUSE, EN_PAUSE),
        (EN_PAUSE, EN_PAUSE | {"motif": "Autre chose."}),
        (EN_PAUSE, {"titre": "N"}),
    ],
    ids=["premier statut", "le même", "le motif seul", "statut effacé"],
)
def test_rien_a_garder(avant: dict[str, Any], apres: dict[str, Any]) -> None:
    """Pas de statut d'avant, pas de statut nouveau : la fiche est telle qu'on la veut."""
    assert garder_le_statut(avant, apres, JOUR) == apres


def test_un_historique_qui_finit_par_le_meme_statut_garde_quand_meme_le_motif() -> None:
    """En pause deux fois de suite, pour deux raisons : la seconde ne se perd pas."""
    avant = EN_PAUSE | {"historique": [{"statut": "en_pause", "motif": "Travaux."}]}
    voulue = garder_le_statut(avant, avant | {"statut": "en_cours"}, JOUR)

    assert [passe["motif"] for passe in voulue["historique"]] == ["Travaux.", "Plus de car."]


def test_un_historique_complete_a_la_main_ne_se_repete_pas() -> None:
    """La personne a déjà écrit la ligne dans l'onglet « Historique »."""
    ecrit = [{"statut": "en_pause", "depuis": "début 2026"}]
    apres = EN_PAUSE | {"statut": "en_cours", "historique": ecrit}
    assert garder_le_statut(EN_PAUSE, apres, JOUR)["historique"] == ecrit


FICHE = "territoires/val/actions/navette.yml"
PLAN = "territoires/val/projet.yml"


def plan(*actions: Any) -> dict[str, Any]:
    """Un plan inventé, dont ces actions sont écrites sur place, sous un objectif."""
    return {"titre": "P", "axes": [{"titre": "A", "objectifs": [{"actions": list(actions)}]}]}


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ({FICHE: EN_PAUSE}, {FICHE: EN_PAUSE | {"statut": "en_cours"}}),
        ({PLAN: plan("Autre", EN_PAUSE)}, {PLAN: plan(EN_PAUSE | {"statut": "en_cours"}, "Autre")}),
        ({PLAN: plan(EN_PAUSE | {"id": "navette"})}, {FICHE: EN_PAUSE | {"statut": "en_cours"}}),
        (
            {FICHE: EN_PAUSE},
            {"territoires/val/actions/car.yml": EN_PAUSE | {"statut": "x", "alias": "navette"}},
        ),
    ],
    ids=["fichier", "sur place", "du plan à son fichier", "renommée"],
)
def test_une_action_se_retrouve_ou_qu_elle_soit(
    avant: dict[str, Any], apres: dict[str, Any]
) -> None:
    """Par son identifiant, son titre ou son ancien nom, dans son fichier ou dans le plan."""
    intact = deepcopy(avant)
    garder_les_statuts(avant, apres, JOUR)

    assert avant == intact
    assert str(apres).count("'depuis': 'mars 2026'") == 1


def test_deux_territoires_ne_se_melangent_pas() -> None:
    """Une action du même nom, ailleurs, n'est pas la même."""
    ailleurs = {FICHE.replace("val", "mont"): {"titre": "N", "statut": "realisee"}}
    garder_les_statuts({FICHE: EN_PAUSE}, ailleurs, JOUR)
    assert "historique" not in next(iter(ailleurs.values()))


@given(st.lists(st.sampled_from([statut.value for statut in Statut]), min_size=1, max_size=8))
def test_aucun_statut_ne_se_perd(suite: list[str]) -> None:
    """De changement en changement, l'historique et le statut redisent toute la suite."""
    fiche: dict[str, Any] = {"titre": "N", "statut": suite[0]}
    for statut in suite[1:]:
        fiche = garder_le_statut(fiche, fiche | {"statut": statut}, JOUR)
    dits = [passe["statut"] for passe in fiche.get("historique", [])] + [fiche["statut"]]
    assert dits == [s for rang, s in enumerate(suite) if not rang or s != suite[rang - 1]]
