"""Une version se publie sans se contredire : le code, le journal, la fiche, l'adresse."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from projet_social import __version__

from ..fabrique import RACINE
from ..visiteur import rien

DATEE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
EN_ATTENTE = {"url": "https://exemple.fr/depot", "maintenance": {"type": "none"}}
"""Ce que la norme exige de la fiche, et que personne n'a encore décidé."""

LANGUE = {
    "type": "object",
    "required": ["shortDescription", "longDescription", "features"],
    "properties": {
        "shortDescription": {"maxLength": 150, "pattern": "^.*$"},
        "longDescription": {"minLength": 150, "maxLength": 10_000},
        "features": {"type": "array", "minItems": 5, "maxItems": 20},
    },
}
FICHE = {
    "type": "object",
    "required": [
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    ],
    "properties": {
        "publiccodeYmlVersion": {"const": "0"},
        "url": {"type": "string", "pattern": "^https://"},
        "platforms": {"type": "array", "minItems": 1},
        "categories": {"type": "array", "minItems": 1, "uniqueItems": True},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"enum": ["standalone/other", "standalone/web", "addon", "library"]},
        "description": {"type": "object", "required": ["fr"], "additionalProperties": LANGUE},
        "legal": {"required": ["license"], "properties": {"license": {"const": "MIT"}}},
        "maintenance": {
            "required": ["type"],
            "properties": {"type": {"enum": ["internal", "contract", "community", "none"]}},
            "if": {"properties": {"type": {"enum": ["internal", "community"]}}},
            "then": {"required": ["contacts"]},
        },
        "localisation": {
            "required": ["localisationReady", "availableLanguages"],
            "properties": {"localisationReady": {"type": "boolean"}},
        },
        "dependsOn": {
            "properties": {"open": {"items": {"type": "object", "required": ["name"]}}},
        },
    },
}
"""Ce que la norme publiccode.yml exige d'une fiche."""


def lire(nom: str) -> str:
    """Le texte d'un fichier de la racine."""
    return (RACINE / nom).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def paquet() -> dict[str, Any]:
    """Ce que `pyproject.toml` dit du paquet."""
    return dict(tomllib.loads(lire("pyproject.toml"))["project"])


@pytest.fixture(scope="module")
def fiche() -> dict[str, Any]:
    """La fiche pour les catalogues publics."""
    return dict(yaml.safe_load(lire("publiccode.yml")))


def test_la_version_ne_s_ecrit_qu_une_fois(paquet: dict[str, Any], fiche: dict[str, Any]) -> None:
    """Dans le paquet ; le reste la lit, ou n'en parle pas."""
    assert "version" in paquet["dynamic"]
    assert "version" not in paquet
    assert "softwareVersion" not in fiche


def test_le_journal_suit_la_version() -> None:
    """La dernière version datée est celle du code ; avant la première, le journal l'annonce."""
    journal = lire("CHANGELOG.md")
    datees = DATEE.findall(journal)
    assert journal.count("\n## [") == 1 + len(datees), "un titre de version est mal écrit"
    assert "\n## [Non publié]\n" in journal
    if datees:
        assert datees[0][0] == __version__
        assert [jour for _, jour in datees] == sorted((jour for _, jour in datees), reverse=True)
    else:
        assert f"Première version, {__version__}." in journal


def test_la_fiche_est_conforme_hors_ce_qui_attend(fiche: dict[str, Any]) -> None:
    """Ce qui manque est nommé dans le fichier ; le reste tient déjà devant la norme."""
    absentes = {cle for cle in EN_ATTENTE if cle not in fiche}
    rien(cle for cle in absentes if f"\n# {cle}:" not in lire("publiccode.yml"))
    completee = EN_ATTENTE | fiche
    rien(e.message for e in Draft202012Validator(FICHE).iter_errors(completee))


@pytest.mark.parametrize(
    ("cle", "faux"),
    [
        ("url", "git@exemple.fr:depot"),
        ("developmentStatus", "presque"),
        ("maintenance", {"type": "community"}),
        ("description", {"fr": {"shortDescription": "x" * 151}}),
    ],
)
def test_une_fiche_fausse_est_vue(fiche: dict[str, Any], cle: str, faux: object) -> None:
    """Le schéma du test refuse bien ce que la norme refuse."""
    assert list(Draft202012Validator(FICHE).iter_errors(EN_ATTENTE | fiche | {cle: faux}))


def test_l_adresse_publique_est_dite_partout_ou_nulle_part(
    paquet: dict[str, Any], fiche: dict[str, Any]
) -> None:
    """Le jour où elle est choisie, `HACKING.md` dit où l'écrire : aucun endroit ne s'oublie."""
    reglages = re.search(r"^repo_url: (\S+)$", lire("mkdocs.yml"), re.MULTILINE)
    dites = {
        "pyproject.toml": paquet.get("urls", {}).get("Source"),
        "publiccode.yml": fiche.get("url"),
        "mkdocs.yml": reglages and reglages[1],
    }
    assert len({adresse and adresse.removesuffix(".git") for adresse in dites.values()}) == 1, dites


def fichiers_de_la_racine() -> list[Path]:
    """Les pages que l'on lit dans la forge."""
    return [*RACINE.glob("*.md"), *(RACINE / ".github").glob("*.md")]


@pytest.mark.parametrize("page", fichiers_de_la_racine(), ids=lambda page: page.name)
def test_chaque_lien_mene_quelque_part(page: Path) -> None:
    """Un fichier qui existe, un titre qui existe."""
    texte = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for cible in re.findall(r"\]\(([^)\s]+)\)", texte):
        if "://" in cible or "…" in cible:
            continue
        chemin, _, ancre = cible.partition("#")
        fichier = (page.parent / chemin) if chemin else page
        assert fichier.exists(), cible
        if ancre:
            titres = re.findall(r"^#+ (.+)$", fichier.read_text(encoding="utf-8"), re.MULTILINE)
            ancres = {re.sub(r"[^\w -]", "", titre.lower()).replace(" ", "-") for titre in titres}
            assert ancre in ancres, cible
