"""Le suivi d'une action se tient : les statuts se suivent, chacun a sa raison."""

from __future__ import annotations

import pytest

from tests.conftest import CorpusDe

TETE = "titre: Navette inventée\nresume: Un car.\nthemes: sante\nprojet: projet\n"


@pytest.mark.parametrize(
    ("suivi", "dits"),
    [
        ("statut: en_cours\nhistorique: [{statut: piste, depuis: 2024}]\nstatut_depuis: 2025", []),
        (
            "statut: en_cours\nhistorique: [{statut: piste, depuis: mars 2025}]\n"
            "statut_depuis: 2025",
            [],
        ),
        (
            "statut: en_cours\nhistorique: [{statut: piste, depuis: depuis 2025}]\n"
            "statut_depuis: depuis 2025",
            [],
        ),
        (
            "statut: en_cours\nhistorique: [{statut: piste, depuis: 2026}]\nstatut_depuis: 2025",
            ["7: statut_depuis : ce statut (2025) précède celui d'avant (2026)"],
        ),
        (
            "statut: en_cours\nhistorique:\n  - {statut: a_venir, depuis: 2025}\n"
            "  - {statut: piste}\n  - {statut: en_pause, depuis: 2024}",
            ["9: historique 3 › depuis : ce statut (2024) précède celui d'avant (2025)"],
        ),
        (
            "historique: [{statut: piste}]\nstatut_depuis: 2025",
            [
                "5: historique : l'action n'a pas de statut d'aujourd'hui",
                "6: statut_depuis : l'action n'a pas de statut d'aujourd'hui",
            ],
        ),
        (
            "statut: en_cours\nhistorique: [{statut: en_cours, depuis: 2024}]",
            ["6: historique 1 › statut : l'action reste au même statut (en_cours)"],
        ),
        ("statut: en_pause", ["5: statut : action en pause sans motif"]),
    ],
    ids=[
        "en ordre",
        "se recouvrent",
        "fins ouvertes",
        "avant celui d'avant",
        "en désordre, l'un sans date",
        "sans statut",
        "le même deux fois",
        "pause sans raison",
    ],
)
def test_le_suivi_se_verifie(corpus_de: CorpusDe, suivi: str, dits: list[str]) -> None:
    """Une contradiction certaine est une erreur ; le reste mérite un regard."""
    fichiers: dict[str, str | bytes] = {
        "territoires/val/projet.yml": "titre: Projet inventé\nsource: {document: s}\n",
        "territoires/val/actions/navette.yml": f"{TETE}{suivi}\n",
        "referentiels/sources.yml": "sources: [{id: s, titre: Source inventée}]\n",
    }
    anomalies = corpus_de(fichiers).anomalies
    siennes = [a for a in anomalies if a.fichier.endswith("navette.yml")]
    assert [f"{a.ligne}: {a.champ} : {a.constat}" for a in siennes] == dits
