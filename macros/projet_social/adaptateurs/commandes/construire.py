"""`projet-social construire` : le site entier, prêt à déposer."""

from __future__ import annotations

import argparse

from ..console import conclure
from ..deja_construit import est_a_jour
from ..mkdocs_lance import arret_avec_les_programmes, construire_en_parts
from ..mkdocs_lance import construire as lancer


def construire(choix: argparse.Namespace) -> int:
    """Construit le site, strictement, et dit où il est ; rien, s'il est à jour."""
    ou = choix.sortie or choix.site / "site"
    if (
        not choix.refaire
        and not choix.part
        and est_a_jour(choix.site, choix.sortie, choix.production)
    ):
        print(f"Rien n'a changé : le site est à jour dans « {ou} ».")
        return 0
    with arret_avec_les_programmes():
        if choix.processus > 1:
            construire_en_parts(choix.site, ou, choix.processus, production=choix.production)
        else:
            lancer(choix.site, choix.sortie, production=choix.production, part=choix.part)
    if choix.part:
        conclure(f"La part {choix.part} est dans « {ou} ».", "projet-social reunir PART…")
        return 0
    pages = sum(1 for _ in ou.rglob("*.html")) if ou.is_dir() else 0
    fait = f"Le site est construit : {pages} pages dans « {ou} »." if pages else "Site construit."
    conclure(fait, "projet-social servir      (le voir)", "projet-social archiver    (l'emporter)")
    return 0
