"""Les versions figées : un verrou pour construire, un second qui l'étend pour tester."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from ..fabrique import RACINE
from ..visiteur import rien

PREMIER = "requirements.txt"
SECOND = "requirements-tests.txt"
MOTEURS = "requirements-moteurs.txt"
PUBLICATION = "requirements-publication.txt"
FIGE = re.compile(r"^([a-z0-9._-]+)==\S+(?: ;.*)? \\$", re.MULTILINE)
VERROUS = pytest.mark.parametrize("verrou", [PREMIER, SECOND, MOTEURS, PUBLICATION])


def lire(nom: str) -> str:
    """Le texte d'un fichier de la racine."""
    return (RACINE / nom).read_text(encoding="utf-8")


def figes(nom: str) -> set[str]:
    """Les paquets dont un verrou dit la version."""
    return set(FIGE.findall(lire(nom)))


def demandes(exigences: list[str]) -> set[str]:
    """Les noms, tels qu'un verrou les écrit."""
    noms = (re.split(r"[<>=;\[ ]", exigence)[0] for exigence in exigences)
    return {re.sub(r"[-_.]+", "-", nom).lower() for nom in noms}


@pytest.fixture(scope="module")
def reglages() -> dict[str, Any]:
    """Ce que dit `pyproject.toml`."""
    return tomllib.loads(lire("pyproject.toml"))


def test_le_second_verrou_etend_le_premier() -> None:
    """Il commence par lui, et n'en redit rien : les versions ne peuvent pas différer."""
    assert lire(SECOND).startswith(f"-r {PREMIER}\n")
    rien(sorted(figes(PREMIER) & figes(SECOND)))


@VERROUS
def test_chaque_version_a_ses_empreintes_et_aucune_adresse(verrou: str) -> None:
    """Pip refuse un verrou dont une ligne n'a pas d'empreinte ; aucun registre ne s'y nomme."""
    lignes = [li for li in lire(verrou).splitlines() if not li.lstrip().startswith("#")]
    blocs = re.split(r"\n(?=\S)", "\n".join(lignes).removeprefix(f"-r {PREMIER}\n"))
    assert blocs
    rien(bloc for bloc in blocs if not FIGE.match(bloc) or "--hash=sha256:" not in bloc)
    assert "://" not in lire(verrou)


def test_chaque_dependance_directe_est_figee(reglages: dict[str, Any]) -> None:
    """Celles du paquet et de ses extras dans le premier, celles des tests dans l'un ou l'autre."""
    paquet, groupes = reglages["project"], reglages["dependency-groups"]
    voulues = demandes(
        [
            *paquet["dependencies"],
            *(e for extra in paquet["optional-dependencies"].values() for e in extra),
            *groupes["construction"],
        ]
    )
    rien(sorted(voulues - {"projet-social"} - figes(PREMIER)))
    rien(sorted(demandes(groupes["tests"]) - figes(PREMIER) - figes(SECOND)))
