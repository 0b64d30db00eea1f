"""Les opérations d'une fiche verticale sont ses étapes, chacune avec ses propres faits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from projet_social.tableur.comprehension.compte_rendu import plan_en_retrait
from projet_social.tableur.comprehension.etapes_de_fiche import intitule_d_etape
from projet_social.tableur.comprehension.niveaux import Intitule

from .test_formes import la_fiche, lu

FICHE = [
    ["FICHE-ACTION N° 1 : Écouter"],
    ["Constat", "On n'écoute pas."],
    ["Pilote", "CCAS"],
    ["Partenaires", "CAF ; MSA"],
    ["Public", "Jeunes"],
]
FORMER = {
    "numero": "1",
    "titre": "Former",
    "pilotes": ["Mairie"],
    "fin": "2025",
    "budgets": [{"prevu": "1 000 €"}],
}
OUVRIR = {"numero": "2", "titre": "Ouvrir", "pilotes": ["MJC"], "fin": "2026"}


def etapes(tmp_path: Path, *lignes: list[Any]) -> list[dict[str, Any]]:
    """Les étapes d'une fiche suivie de ces lignes ; les faits de la fiche restent les siens."""
    fiche = la_fiche(lu(tmp_path, *FICHE, *lignes))
    assert (fiche["titre"], fiche["pilotes"], fiche["publics"]) == ("Écouter", ["CCAS"], ["jeunes"])
    assert "fin" not in fiche
    trouvees: list[dict[str, Any]] = fiche["etapes"]
    return trouvees


def test_des_operations_en_colonnes(tmp_path: Path) -> None:
    """Une opération par colonne, un champ par ligne ; une case vide n'invente rien."""
    assert etapes(
        tmp_path,
        ["", "Opération 1 : Former", "Opération 2 : Ouvrir"],
        ["Pilote", "Mairie", "MJC"],
        ["Échéance", "2025", "2026"],
        ["Budget", "1 000 €", None],
    ) == [FORMER, OUVRIR]


def test_des_operations_en_colonnes_dont_l_intitule_est_dessous(tmp_path: Path) -> None:
    """« Opération 1 » en tête, son intitulé à la ligne d'après."""
    assert etapes(
        tmp_path,
        ["Opérations", "Opération n° 1", "Opération n° 2"],
        ["Intitulé", "Former", "Ouvrir"],
        ["Pilote", "Mairie", "MJC"],
        ["Échéance", "2025", "2026"],
        ["Budget", "1 000 €", None],
    ) == [FORMER, OUVRIR]


@pytest.mark.parametrize("mot", ["Étape", "Opération", "Sous-action"])
def test_des_operations_en_lignes(tmp_path: Path, mot: str) -> None:
    """Un petit tableau dans la fiche : une opération par ligne."""
    assert etapes(
        tmp_path,
        ["N°", mot, "Pilote", "Échéance", "Budget"],
        ["1", "Former", "Mairie", "2025", "1 000 €"],
        ["2", "Ouvrir", "MJC", "2026", None],
    ) == [FORMER, OUVRIR]


@pytest.mark.parametrize("mot", ["Étape", "Opération", "Sous-action"])
def test_des_operations_l_une_sous_l_autre(tmp_path: Path, mot: str) -> None:
    """« Opération 1 : Former », puis ses champs ; ce n'est pas une autre fiche."""
    assert etapes(
        tmp_path,
        [f"{mot} 1 : Former"],
        ["Pilote", "Mairie"],
        ["Échéance", "2025"],
        ["Budget", "1 000 €"],
        [f"{mot} 2 : Ouvrir"],
        ["Pilote", "MJC"],
        ["Échéance", "2026"],
    ) == [FORMER, OUVRIR]


def test_une_fiche_apres_des_operations_est_une_fiche(tmp_path: Path) -> None:
    """Ses faits ne vont pas à la dernière étape de la fiche d'avant."""
    suivante = [["FICHE-ACTION N° 2 : Parler"], *FICHE[1:]]
    resultat = lu(tmp_path, *FICHE, ["Opération 1 : Former"], ["Échéance", "2025"], *suivante)

    assert plan_en_retrait(resultat).splitlines() == [
        "Action 1 : Écouter",
        "  Étape 1 : Former",
        "Action 2 : Parler",
    ]


@pytest.mark.parametrize(
    ("texte", "lu"),
    [
        ("Opération 2 : Former", Intitule("Former", "2")),
        ("Étape n° 1.2 – Former", Intitule("Former", "1.2")),
        ("Sous-action : Former", Intitule("Former")),
        ("Opération 3", Intitule("Opération 3", "3")),
        ("Opération de communication", None),
        ("Action 2 : Former", None),
        ("Étape suivante à définir en 2026", None),
        ("Pilote : CCAS", None),
    ],
)
def test_ce_qui_ouvre_une_etape(texte: str, lu: Intitule | None) -> None:
    """Il faut le mot d'une étape, et un numéro ou un intitulé."""
    assert intitule_d_etape(texte) == lu
