"""`projet-social construire` : le site entier, prêt à déposer."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..console import conclure
from ..deja_construit import est_a_jour
from ..mkdocs_lance import arret_avec_les_programmes, construire_en_parts
from ..mkdocs_lance import construire as lancer
from ..site_bati import MANIFESTE, pages_a_lire
from .refus import RefusDeCommande


def construire(choix: argparse.Namespace) -> int:
    """Construit le site, strictement, et dit où il est ; rien, s'il est à jour."""
    ou = choix.sortie or choix.site / "site"
    _exiger_une_sortie(ou)
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
    pages = len(pages_a_lire(ou))
    fait = f"Le site est construit : {pages} pages dans « {ou} »." if pages else "Site construit."
    conclure(fait, "projet-social servir      (le voir)", "projet-social archiver    (l'emporter)")
    return 0


def _exiger_une_sortie(ou: Path) -> None:
    """Refuse de mettre le site à la place d'autre chose.

    Raises:
        RefusDeCommande: il y a déjà là un fichier, ou un dossier qui n'est pas un site construit.
    """
    if ou.exists() and not ou.is_dir():
        raise RefusDeCommande(f"« {ou} » est un fichier ; donner le nom d'un dossier")
    deja = sorted(fichier.name for fichier in ou.iterdir()) if ou.is_dir() else []
    if deja and not {"index.html", MANIFESTE} & set(deja):
        raise RefusDeCommande(
            f"« {ou} » n'est pas un site construit (il contient « {deja[0]} ») ; donner le nom "
            "d'un dossier neuf : rien n'y a été touché"
        )
