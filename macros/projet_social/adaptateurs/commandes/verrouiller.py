"""`projet-social verrouiller` : le site garde le générateur qui tourne, et ses suppléments."""

from __future__ import annotations

import argparse
from pathlib import Path

from ...depart.generateur import (
    DOSSIER_DE_LA_ROUE,
    EXIGENCES,
    figer_le_generateur,
    supplements_figes,
)
from ...depart.roue import PAQUET
from ...ecriture.lot import Lot
from ...supplements import POUR_UN_SITE
from ..console import conclure
from ..roue_du_generateur import trouver_la_roue
from .refus import RefusDeCommande

INSTALLER = f"python -m pip install --requirement {EXIGENCES}"


def verrouiller(choix: argparse.Namespace) -> int:
    """Écrit la roue, les versions exactes et les exigences ; ôte la roue d'avant."""
    site: Path = choix.site
    if not (site / "mkdocs.yml").is_file():
        raise RefusDeCommande(
            f"« {site} » n'est pas un site (mkdocs.yml n'y est pas) ; aller dans le dossier du site"
        )
    exigences = site / EXIGENCES
    dits = exigences.read_text(encoding="utf-8") if exigences.is_file() else ""
    gardes = supplements_figes(dits) or POUR_UN_SITE.split(",")
    supplements = set(gardes) - set(choix.sans) | set(choix.supplement)
    roue = trouver_la_roue(choix.paquet, choix.depuis)
    voulus: dict[str, bytes | None] = {
        ancienne.relative_to(site).as_posix(): None
        for ancienne in (site / DOSSIER_DE_LA_ROUE).glob(f"{PAQUET}-*.whl")
    }
    voulus |= figer_le_generateur(roue, supplements)
    lot = Lot(site, {}, voulus)
    if not lot:
        conclure(f"Le site garde déjà le générateur {roue.version} : rien à changer.")
        return 0
    lot.appliquer()
    conclure(
        f"Le site garde le générateur {roue.version} ({', '.join(sorted(supplements))}).",
        f"{INSTALLER}      (l'installer ici)",
        "projet-social migrer, puis projet-social construire",
    )
    return 0
