"""Deux retouches d'un même objet : ce qui s'ajoute, ce qui se contredit, ce qui reste."""

from __future__ import annotations

from typing import Any

import pytest

from projet_social.ecriture.reunion_d_arbres import reunir_les_arbres

AVANT: dict[str, Any] = {
    "titre": "Une navette",
    "statut": "a_venir",
    "pilotes": ["CCAS", "Mairie"],
    "etapes": [{"titre": "Trouver un bus"}, {"titre": "Trouver un chauffeur", "fin": "2026"}],
    "bilans": [{"annee": "2025", "fait": "Rien encore."}],
}


@pytest.mark.parametrize(
    ("ici", "la", "reuni"),
    [
        ({"statut": "en_cours"}, {}, {"statut": "en_cours"}),
        ({}, {"statut": "en_cours"}, {"statut": "en_cours"}),
        ({"statut": "en_cours"}, {"statut": "en_cours"}, {"statut": "en_cours"}),
        (
            {"statut": "en_cours"},
            {"avancement": "40"},
            {"statut": "en_cours", "avancement": "40"},
        ),
        ({"statut": None}, {"avancement": "40"}, {"statut": None, "avancement": "40"}),
        (
            {"bilans": [*AVANT["bilans"], {"annee": "2026", "fait": "Un bus."}]},
            {"bilans": [{"annee": "2025", "fait": "Rien encore.", "suite": "Un bus."}]},
            {
                "bilans": [
                    {"annee": "2025", "fait": "Rien encore.", "suite": "Un bus."},
                    {"annee": "2026", "fait": "Un bus."},
                ]
            },
        ),
        (
            {"bilans": [*AVANT["bilans"], {"annee": "2026", "fait": "Un bus."}]},
            {"bilans": [*AVANT["bilans"], {"annee": "2026", "resultats": "Plein."}]},
            {
                "bilans": [
                    *AVANT["bilans"],
                    {"annee": "2026", "fait": "Un bus.", "resultats": "Plein."},
                ]
            },
        ),
        (
            {"etapes": [AVANT["etapes"][0], {"titre": "Trouver un chauffeur", "fin": "2027"}]},
            {"etapes": [AVANT["etapes"][1]]},
            {"etapes": [{"titre": "Trouver un chauffeur", "fin": "2027"}]},
        ),
        (
            {"etapes": [*AVANT["etapes"], {"titre": "Peindre"}]},
            {"etapes": [AVANT["etapes"][1], AVANT["etapes"][0]]},
            {"etapes": [AVANT["etapes"][1], AVANT["etapes"][0], {"titre": "Peindre"}]},
        ),
        (
            {"pilotes": ["CCAS", "Mairie", "MSA"]},
            {"pilotes": ["CIAS", "CCAS", "Mairie"]},
            {"pilotes": ["CCAS", "Mairie", "MSA", "CIAS"]},
        ),
    ],
)
def test_ce_que_chacun_change_se_prend(
    ici: dict[str, Any], la: dict[str, Any], reuni: dict[str, Any]
) -> None:
    """Un champ, un champ retiré, un élément ajouté, retouché, ôté ou déplacé : rien ne se perd."""

    def retoucher(changes: dict[str, Any]) -> dict[str, Any]:
        return {cle: v for cle, v in (AVANT | changes).items() if v is not None}

    assert reunir_les_arbres(AVANT, retoucher(ici), retoucher(la)) == (retoucher(reuni), [])


@pytest.mark.parametrize(
    ("ici", "la", "champ"),
    [
        ({"statut": "en_cours"}, {"statut": "realisee"}, "statut"),
        ({"statut": None}, {"statut": "realisee"}, "statut"),
        (
            {"bilans": [{"annee": "2025", "fait": "Un bus."}]},
            {"bilans": [{"annee": "2025", "fait": "Deux bus."}]},
            "bilans 1 › fait",
        ),
        (
            {"bilans": [*AVANT["bilans"], {"annee": "2026", "fait": "Un bus."}]},
            {"bilans": [*AVANT["bilans"], {"annee": "2026", "fait": "Deux bus."}]},
            "bilans 2 › fait",
        ),
        (
            {"etapes": [AVANT["etapes"][0], {"titre": "Trouver un chauffeur", "fin": "2027"}]},
            {"etapes": [AVANT["etapes"][0]]},
            "etapes 2",
        ),
    ],
)
def test_ce_que_deux_changent_autrement_se_dit(
    ici: dict[str, Any], la: dict[str, Any], champ: str
) -> None:
    """Le champ en cause, et rien d'autre ; dans un sens comme dans l'autre."""

    def retoucher(changes: dict[str, Any]) -> dict[str, Any]:
        return {cle: v for cle, v in (AVANT | changes).items() if v is not None}

    for un, autre in ((ici, la), (la, ici)):
        _, desaccords = reunir_les_arbres(AVANT, retoucher(un), retoucher(autre))
        assert [desaccord.champ for desaccord in desaccords] == [champ]
