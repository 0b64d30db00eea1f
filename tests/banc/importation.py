"""Mesurer l'import d'un grand classeur : `python -m tests.banc.importation [ACTIONS]`.

Le plan est inventé : dix-sept colonnes remplies, dix axes, cent objectifs, 5 000 actions si l'on
ne dit rien. Le but est de 20 secondes et 500 Mo, écriture de tous les fichiers comprise.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from ..conftest import REFERENTIELS, TERRITOIRE
from ..tableur.fabrique import classeur_de
from .mesure import PROJET_SOCIAL, executer

ACTIONS = 5000
SECONDES, OCTETS = 20, 500_000_000
"""Les buts : secondes de processeur, mémoire vive au plus haut."""
ENTETES = [
    "Axe", "Objectif opérationnel", "N°", "Action", "Description", "Structure pilote",
    "Partenaires", "Public cible", "Échéance", "Budget 2025", "Budget 2026", "Indicateurs",
    "Priorité", "État d'avancement", "Thématique", "Commentaire du comité", "Date de début",
]  # fmt: skip
STATUTS = ("En cours", "Terminé", "Non démarré", "Reporté")
THEMES = ("Santé", "Mobilité", "Jeunesse")
PRIORITES = ("Haute", "Moyenne", "Basse")


def grand_classeur(actions: int) -> bytes:
    """Un classeur inventé d'autant d'actions."""
    return classeur_de({"Plan d'actions": [ENTETES, *(_ligne(rang) for rang in range(actions))]})


def _ligne(rang: int) -> list[Any]:
    axe, objectif = rang // 500 + 1, rang // 50 + 1
    return [
        f"Axe {axe} : Axe inventé {axe}" if rang % 500 == 0 else None,
        f"{axe}.{objectif} Objectif inventé {objectif}" if rang % 50 == 0 else None,
        rang + 1,
        f"Action inventée numéro {rang + 1} pour les habitants",
        "Une description un peu longue, avec plusieurs phrases. " * 3,
        "CCAS du Val\nMairie",
        "CAF, MSA ; Département",
        "Jeunes, parents",
        date(2025, 1 + rang % 12, 1 + rang % 28),
        1000 + rang,
        f"{rang} 000 €",
        "Nombre d'usagers\nSatisfaction",
        PRIORITES[rang % 3],
        STATUTS[rang % 4],
        THEMES[rang % 3],
        "à revoir" if rang % 3 == 0 else None,
        "2024",
    ]


def principal() -> None:
    """Importe le classeur dans un dossier neuf, et dit ce que cela a coûté."""
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else ACTIONS
    with tempfile.TemporaryDirectory(prefix="banc.") as provisoire:
        dossier = Path(provisoire)
        fichiers = REFERENTIELS | {"territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")}
        for nom, texte in fichiers.items():
            fichier = dossier / "data" / nom
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_text(texte, encoding="utf-8")
        (dossier / "plan.xlsx").write_bytes(grand_classeur(actions))
        demande = ("importer", str(dossier / "plan.xlsx"), "--donnees", str(dossier / "data"))
        mesure, _ = executer([*PROJET_SOCIAL, *demande, "--oui"])
        ecrites = len(list((dossier / "data/territoires/val/actions").iterdir()))
    tenu = mesure.cpu < SECONDES and mesure.memoire < OCTETS
    print(
        f"{ecrites} actions : {mesure.cpu:.1f} s de processeur, {mesure.mural:.1f} s à la montre, "
        f"{mesure.memoire / 1e6:.0f} Mo ; but {'tenu' if tenu else 'manqué'} "
        f"({SECONDES} s, {OCTETS / 1e6:.0f} Mo)"
    )


if __name__ == "__main__":
    principal()
