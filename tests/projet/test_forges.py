"""Ce que lisent les forges : recettes d'essai, modèles de ticket, relecture avant envoi."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..fabrique import RACINE
from ..visiteur import rien

TICKETS = RACINE / ".github" / "ISSUE_TEMPLATE"
FORMULAIRES = sorted(set(TICKETS.glob("*.yml")) - {TICKETS / "config.yml"})
CIBLE = re.compile(r"^([a-z-]+):", re.MULTILINE)


def lire(nom: str | Path) -> Any:
    """Un YAML de la racine, en textes : la clé `on` d'une recette n'y devient pas un booléen."""
    return yaml.load((RACINE / nom).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def github() -> dict[str, Any]:
    """Le travail de GitHub."""
    (travail,) = lire(".github/workflows/essais.yml")["jobs"].values()
    return dict(travail)


@pytest.fixture(scope="module")
def gitlab() -> dict[str, Any]:
    """Le travail de GitLab."""
    (travail,) = lire(".gitlab-ci.yml").values()
    return dict(travail)


def test_chaque_forge_lance_la_commande_commune(
    github: dict[str, Any], gitlab: dict[str, Any]
) -> None:
    """Les tests sont dans `.ci/run`, nulle part ailleurs ; aucune action tierce ne s'y ajoute."""
    assert github["steps"][-1]["run"] == gitlab["script"][-1] == "bash .ci/run"
    assert not [etape for etape in github["steps"] if "uses" in etape]
    assert (RACINE / ".ci" / "run").is_file()


def test_les_forges_emploient_la_meme_image(github: dict[str, Any], gitlab: dict[str, Any]) -> None:
    """Celle de la plus ancienne version de Python promise : c'est là que l'on découvre un oubli."""
    promesse = tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))
    version = promesse["project"]["requires-python"].removeprefix(">=")
    assert github["container"] == gitlab["image"] == f"python:{version}-bookworm"


@pytest.mark.lent
def test_le_depot_se_prend_avec_git_seul(github: dict[str, Any], tmp_path: Path) -> None:
    """L'étape de GitHub, lancée pour de bon sur un dépôt d'ici."""
    source, espace = tmp_path / "groupe" / "projet", tmp_path / "espace"
    espace.mkdir()
    noms = [f"GIT_{qui}_{quoi}" for qui in ("AUTHOR", "COMMITTER") for quoi in ("NAME", "EMAIL")]
    environnement = (
        os.environ | dict.fromkeys(noms, "essai") | {"HOME": str(tmp_path), "JETON": "jeton"}
    )
    for mots in (
        ("init", "--quiet", str(source)),
        ("-C", str(source), "commit", "--quiet", "--allow-empty", "--message", "Un essai"),
    ):
        subprocess.run(["git", *mots], env=environnement, check=True)
    tete = ["git", "-C", str(source), "rev-parse", "HEAD"]
    empreinte = subprocess.run(tete, capture_output=True, text=True, check=True).stdout.strip()

    sortie = subprocess.run(
        ["sh", "-e", "-c", github["steps"][0]["run"]],
        cwd=espace,
        env=environnement
        | {
            "GITHUB_WORKSPACE": str(espace),
            "GITHUB_SERVER_URL": tmp_path.as_uri(),
            "GITHUB_REPOSITORY": "groupe/projet",
            "GITHUB_SHA": empreinte,
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert sortie.returncode == 0, sortie.stderr
    assert (espace / ".git" / "HEAD").read_text(encoding="utf-8").strip() == empreinte


def test_la_relecture_ne_telecharge_rien() -> None:
    """Des commandes du Makefile, sur des fichiers qui existent."""
    cibles = set(CIBLE.findall((RACINE / "Makefile").read_text(encoding="utf-8")))
    (depot,) = lire(".pre-commit-config.yaml")["repos"]
    assert depot["repo"] == "local"
    for geste in depot["hooks"]:
        assert geste["language"] == "system"
        commande, cible = geste["entry"].split()
        assert (commande, cible in cibles) == ("make", True)
        fichiers = (p.relative_to(RACINE).as_posix() for p in (RACINE / "data").rglob("*.yml"))
        assert any(re.search(geste["files"], nom) for nom in (*fichiers, "tests/projet/un.py"))


@pytest.mark.parametrize("formulaire", FORMULAIRES, ids=lambda f: f.stem)
def test_un_formulaire_de_ticket_est_complet(formulaire: Path) -> None:
    """Ce que GitHub exige, et le même modèle sur GitLab."""
    dit = lire(formulaire)
    assert {"name", "description", "body"} <= dit.keys()
    champs = [champ for champ in dit["body"] if champ["type"] != "markdown"]
    assert len({champ["id"] for champ in champs}) == len(champs)
    rien(champ for champ in champs if not champ["attributes"]["label"])
    assert any(champ.get("validations", {}).get("required") == "true" for champ in champs)
    assert (RACINE / ".gitlab" / "issue_templates" / f"{dit['name']}.md").is_file()


def test_les_modeles_des_deux_forges_vont_par_paires() -> None:
    """Aucun ticket n'existe sur une forge seule ; la proposition y pose les mêmes questions."""
    assert len(FORMULAIRES) == len([*(RACINE / ".gitlab" / "issue_templates").iterdir()]) == 3
    une, autre = (
        RACINE / ".github" / "pull_request_template.md",
        RACINE / ".gitlab" / "merge_request_templates" / "Default.md",
    )
    assert une.read_text(encoding="utf-8") == autre.read_text(encoding="utf-8")
