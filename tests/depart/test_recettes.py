"""Les recettes de publication : bien formées, à leur place, et leurs commandes marchent."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from projet_social.depart.recettes import RECETTES, fichiers_des_recettes
from projet_social.securite import EN_TETES

from ..visiteur import rien
from .conftest import SiteNeuf

pytestmark = pytest.mark.lent


def lire(texte: str) -> Any:
    """Le YAML d'une recette."""
    return yaml.safe_load(texte)


@pytest.mark.parametrize("recette", RECETTES)
def test_chaque_fichier_dit_ou_le_mettre_et_n_a_plus_de_trou(recette: str) -> None:
    """Tout est rempli, commenté en français, sans fin de ligne sale."""
    for chemin, texte in RECETTES[recette].fichiers().items():
        assert "@@" not in texte, chemin
        assert texte.startswith("#"), chemin
        assert texte.endswith("\n")
        assert not re.search(r"[ \t]$", texte, re.MULTILINE), chemin


def test_les_en_tetes_sont_ceux_des_pages() -> None:
    """Chaque serveur envoie chaque en-tête de `securite.py`, mot pour mot."""
    textes = [RECETTES[nom].fichiers() for nom in ("nginx", "apache", "conteneur")]
    confs = [t for f in textes for chemin, t in f.items() if "Containerfile" not in chemin]
    assert len(confs) == 4
    for nom, valeur in EN_TETES.items():
        assert all(f'{nom} "{valeur}"' in conf for conf in confs), nom


def test_sans_choix_toutes_les_recettes_sont_a_part() -> None:
    """Rien à la racine du site : une recette oubliée ne publie pas toute seule."""
    chemins = fichiers_des_recettes(())

    assert all(chemin.startswith("publication/") for chemin in chemins)
    assert {chemin.split("/")[1] for chemin in chemins} == {*RECETTES, "LISEZMOI.md"}
    assert all(f"`{nom}/`" in chemins["publication/LISEZMOI.md"] for nom in RECETTES)


def test_une_recette_choisie_est_a_sa_place() -> None:
    """Là où la forge la cherche."""
    chemins = fichiers_des_recettes(["gitlab", "github", "conteneur"])

    assert {".gitlab-ci.yml", ".github/workflows/publier.yml", "Containerfile"} <= set(chemins)


def commandes_de_gitlab() -> list[str]:
    """Les commandes du travail `pages`."""
    (texte,) = RECETTES["gitlab"].fichiers().values()
    recette = lire(texte)
    assert recette["pages"]["artifacts"]["paths"] == ["public"]
    return [*recette["verifier"]["script"], *recette["pages"]["script"]]


def commandes_de_github() -> list[str]:
    """Les commandes du travail qui construit."""
    (texte,) = RECETTES["github"].fichiers().values()
    travaux = lire(texte)["jobs"]
    assert travaux["publier"]["needs"] == "construire"
    etapes = travaux["construire"]["steps"]
    assert [e["with"]["path"] for e in etapes if "upload-pages" in e.get("uses", "")] == ["public"]
    return [etape["run"] for etape in etapes if "run" in etape]


def commandes_du_conteneur() -> list[str]:
    """Les commandes de la construction de l'image."""
    texte = RECETTES["conteneur"].fichiers()["Containerfile"]
    return re.findall(r"^RUN (.+)$", texte, re.MULTILINE)


@pytest.mark.parametrize(
    "commandes", [commandes_de_gitlab, commandes_de_github, commandes_du_conteneur]
)
def test_les_commandes_de_la_recette_publient_le_site(
    commandes: Any, site_neuf: SiteNeuf, tmp_path: Path
) -> None:
    """Lancées l'une après l'autre, comme la forge le fait ; seule l'installation est sautée."""
    dossier = site_neuf()
    outils = tmp_path / "outils"
    outils.mkdir()
    appel = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"
    (outils / "projet-social").write_text(f'#!/bin/sh\nexec {sys.executable} -c "{appel}" "$@"\n')
    (outils / "projet-social").chmod(0o755)
    lancees = 0
    for commande in commandes():
        if "pip install" in commande:
            assert "--requirement requirements.txt" in commande
            continue
        sortie = subprocess.run(
            ["sh", "-ec", commande],
            cwd=dossier,
            env={"PATH": f"{outils}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert sortie.returncode == 0, (commande, sortie.stdout, sortie.stderr)
        lancees += 1
    assert lancees
    assert (dossier / "public" / "index.html").is_file()
    if commandes is commandes_de_gitlab:
        assert (dossier / "public" / "index.html.gz").is_file()


def test_le_conteneur_ne_copie_que_ce_qui_existe(site_neuf: SiteNeuf) -> None:
    """Chaque COPY a sa source, dans le site ou l'étape d'avant ; le port est celui de nginx."""
    dossier = site_neuf(publication=["conteneur"])
    texte = (dossier / "Containerfile").read_text(encoding="utf-8")
    locales = re.findall(r"^COPY (?!--from)(\S+) ", texte, re.MULTILINE)

    assert "mkdocs.yml" in locales
    rien(source for source in locales if not (dossier / source).exists())
    conf = (dossier / "publication/conteneur/nginx.conf").read_text(encoding="utf-8")
    (port,) = re.findall(r"^EXPOSE (\d+)$", texte, re.MULTILINE)
    assert f"listen {port};" in conf
    (cible,) = re.findall(r"^COPY --from=construction \S+ (\S+)$", texte, re.MULTILINE)
    assert f"root {cible};" in conf
    etapes = re.findall(r"^FROM (\S+)", texte, re.MULTILINE)
    assert len(etapes) == 2
    assert not any(etape.endswith(":latest") or ":" not in etape for etape in etapes)


def test_le_dossier_construit_est_ignore_de_git(site_neuf: SiteNeuf) -> None:
    """Le site, les caches et les archives ne s'enregistrent pas."""
    if shutil.which("git") is None:
        pytest.skip("git n'est pas installé")
    dossier = site_neuf()
    subprocess.run(["git", "init", "-q"], cwd=dossier, check=True)
    ignores = ["site/index.html", ".cache/x", ".venv/x", "site.zip"]
    gardes = ["data/editeur.yml", "docs/a-propos.md", "mkdocs.yml", ".vscode/settings.json"]
    for chemin, code in [*((c, 0) for c in ignores), *((c, 1) for c in gardes)]:
        verdict = subprocess.run(["git", "check-ignore", "-q", chemin], cwd=dossier, check=False)
        assert verdict.returncode == code, chemin
