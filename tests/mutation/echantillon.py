"""Les modules du cœur que l'on juge, et les tests qui les tiennent."""

from __future__ import annotations

from typing import NamedTuple


class JugeDeModule(NamedTuple):
    """Un module, relatif au paquet, et les tests qui doivent y voir une faute."""

    module: str
    tests: tuple[str, ...]


ECHANTILLON = (
    JugeDeModule("modele/date_partielle.py", ("modele/test_date_partielle.py",)),
    JugeDeModule("modele/montant.py", ("modele/test_montant.py",)),
    JugeDeModule("modele/fiche_action.py", ("modele", "verification/test_suivi.py")),
    JugeDeModule("lecture/yaml_marque.py", ("lecture",)),
    JugeDeModule("lecture/validation.py", ("lecture",)),
    JugeDeModule("lecture/inventaire.py", ("lecture", "test_chargement.py")),
    JugeDeModule("lecture/cache.py", ("lecture/test_cache.py",)),
    JugeDeModule("verification/references.py", ("verification/test_references.py",)),
    JugeDeModule(
        "verification/signalements.py",
        ("verification", "corpus/test_perimetre.py", "corpus/test_versions.py"),
    ),
    JugeDeModule("verification/suivi.py", ("verification/test_suivi.py",)),
    JugeDeModule("comparaison/suivi.py", ("comparaison/test_suivi.py", "macros/test_suivi.py")),
    JugeDeModule(
        "comparaison/tableau_de_bord.py", ("comparaison/test_suivi.py", "macros/test_suivi.py")
    ),
    JugeDeModule(
        "comparaison/echeancier.py",
        ("comparaison/test_echeancier.py", "macros/test_calendrier_des_actions.py"),
    ),
    JugeDeModule("comparaison/agenda.py", ("comparaison/test_echeancier.py",)),
    JugeDeModule(
        "comparaison/budget.py", ("comparaison/test_budget.py", "macros/test_chiffres.py")
    ),
    JugeDeModule("comparaison/calendriers.py", ("comparaison/test_calendriers.py",)),
    JugeDeModule("exports/evenements.py", ("exports/test_calendriers_ics.py",)),
    JugeDeModule("exports/flux.py", ("exports/test_flux.py",)),
    JugeDeModule("exports/table.py", ("exports/test_tables.py",)),
)
