"""Savoir que rien n'a changé depuis la dernière construction, et ne rien refaire alors.

Ce que la construction a lu et ce qu'elle a écrit tiennent dans un petit fichier JSON, à côté du
cache de lecture. Il ne sert qu'à s'abstenir : perdu, abîmé ou d'une autre version, on construit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..lecture.d_un_coup import ecriture_d_un_coup
from .empreinte import (
    VARIABLE_DE_PRODUCTION,
    empreinte_de,
    empreinte_des_fichiers,
    empreinte_du_programme,
    fichiers_sous,
)

FICHIER = "construction.json"
DOSSIER = ".cache"
"""Où le greffon range ce qu'il garde, si `mkdocs.yml` n'en dit rien d'autre."""


@dataclass(frozen=True)
class Entrees:
    """Ce qu'une construction s'apprête à lire : ce qui change pendant qu'elle dure se verra.

    Attributes:
        lus: les dossiers et les fichiers.
        empreinte: celle de leur contenu avant de commencer.
    """

    lus: list[str]
    empreinte: str


def noter_les_entrees(dossiers: Iterable[Path]) -> Entrees:
    """Note ce que l'on s'apprête à lire, dossiers et fichiers."""
    lus = sorted({str(dossier.resolve()) for dossier in dossiers})
    return Entrees(lus, _empreinte_des_entrees(map(Path, lus)))


def retenir_la_construction(memoire: Path, entrees: Entrees, site: Path) -> None:
    """Retient une construction réussie."""
    retenue = {
        "lus": entrees.lus,
        "entrees": entrees.empreinte,
        "site": str(site.resolve()),
        "sorties": _empreinte_des_sorties(site),
    }
    with ecriture_d_un_coup(memoire) as provisoire:
        provisoire.write_text(json.dumps(retenue), encoding="utf-8")


def est_a_jour(racine: Path, site: Path | None, production: bool) -> bool:
    """Vrai si le site est exactement ce que donnerait une construction.

    Args:
        site: où l'on veut le site ; None pour où il a été construit.
    """
    try:
        retenue = json.loads((racine / DOSSIER / FICHIER).read_text(encoding="utf-8"))
        ou, lus = Path(retenue["site"]), [Path(lu) for lu in retenue["lus"]]
        return bool(
            (site is None or site.resolve() == ou)
            and retenue["entrees"] == _empreinte_des_entrees(lus, production=production)
            and retenue["sorties"] == _empreinte_des_sorties(ou)
        )
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _empreinte_des_entrees(lus: Iterable[Path], *, production: bool = False) -> str:
    """Le contenu de tout ce qui a été lu, et le programme qui le lit."""
    variables = {VARIABLE_DE_PRODUCTION: "1"} if production else {}
    return empreinte_de(empreinte_du_programme(**variables), empreinte_des_fichiers(lus))


def _empreinte_des_sorties(site: Path) -> str:
    """Les fichiers du site, leur taille et leur date : assez pour voir que l'on y a touché."""
    etats = ((fichier, fichier.stat()) for fichier in fichiers_sous([site]))
    return empreinte_de(*((str(f), etat.st_size, etat.st_mtime_ns) for f, etat in etats))
