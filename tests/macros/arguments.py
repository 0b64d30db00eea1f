"""De quoi appeler n'importe quelle macro sur le corpus inventé."""

from projet_social.macros.registre import Macro

VALEURS = {
    "territoire": "val-imaginaire",
    "ligne": "navette-du-samedi",
    "theme": "mobilite",
    "public": "jeunes",
    "dossier": "deux-territoires",
    "situation": "je-suis-jeune",
    "famille": "acces",
    "version": "2024-06-20-vote",
    "annee": "2025",
}
"""De quoi remplir chaque argument obligatoire, d'après son nom."""


def obligatoires(macro: Macro) -> dict[str, str]:
    """Les arguments sans lesquels la macro ne s'appelle pas."""
    return {a.nom: VALEURS[a.nom] for a in macro.arguments if a.obligatoire}
