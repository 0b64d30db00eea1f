"""Les recettes de publication : bien formées, à leur place, et leurs commandes marchent."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from projet_social.depart.recettes import RECETTES, fichiers_des_recettes
from projet_social.securite import EN_TETES
from projet_social.serveur import ENDROITS, EXTRAITS

from ..visiteur import rien
from .conftest import SiteNeuf, environnement_neuf

pytestmark = pytest.mark.lent


class _CommeLesForges(yaml.SafeLoader):
    """Comme les forges lisent : « true » est un booléen, la clé « on » n'est qu'un mot."""

    yaml_implicit_resolvers: ClassVar = {
        lettre: [regle for regle in regles if lettre in "tf" or not regle[0].endswith(":bool")]
        for lettre, regles in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


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
    assert set(ENDROITS) == {EXTRAITS, "admin/"}


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


def commandes_de_gitlab(dossier: Path) -> list[str]:
    """Les commandes du travail `pages`."""
    recette = lire((dossier / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert recette["pages"]["artifacts"]["paths"] == ["public"]
    return [*recette["verifier"]["script"], *recette["pages"]["script"]]


def commandes_de_github(dossier: Path) -> list[str]:
    """Les commandes du travail qui construit."""
    travaux = lire((dossier / ".github/workflows/publier.yml").read_text(encoding="utf-8"))["jobs"]
    assert travaux["publier"]["needs"] == "construire"
    etapes = travaux["construire"]["steps"]
    assert [e["with"]["path"] for e in etapes if "upload-pages" in e.get("uses", "")] == ["public"]
    return [etape["run"] for etape in etapes if "run" in etape]


def commandes_du_conteneur(dossier: Path) -> list[str]:
    """Les lignes de la première étape de l'image, dans un dossier où rien n'est d'avance."""
    texte = (dossier / "Containerfile").read_text(encoding="utf-8")
    sources = dossier.rename(dossier.with_name(f"{dossier.name}-sources"))
    dossier.mkdir()
    etape = texte[texte.index("FROM ") :].split("FROM ")[1]
    copies = [(sorte, reste) for sorte, reste in re.findall(r"^(COPY|RUN) (.+)$", etape, re.M)]
    return [reste if sorte == "RUN" else f"cp -r {sources}/{reste}" for sorte, reste in copies]


LIGNES = {
    "gitlab": commandes_de_gitlab,
    "github": commandes_de_github,
    "conteneur": commandes_du_conteneur,
}


@pytest.mark.parametrize("recette", LIGNES)
def test_les_lignes_de_la_recette_publient_le_site(
    recette: str, site_avec_sa_roue: SiteNeuf, neuf_du_verrou: Path, tmp_path: Path
) -> None:
    """Toutes, l'une après l'autre, installation comprise, comme la forge : le site est publié."""
    dossier = site_avec_sa_roue(publication=[recette])
    lignes = LIGNES[recette](dossier)
    assert sum("pip install" in ligne for ligne in lignes) >= 1
    for ligne in lignes:
        sortie = subprocess.run(
            ["sh", "-ec", ligne],
            cwd=dossier,
            env=environnement_neuf(neuf_du_verrou) | {"HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert sortie.returncode == 0, (ligne, sortie.stdout, sortie.stderr)
    assert (dossier / "public" / "index.html").is_file()
    if recette == "gitlab":
        assert (dossier / "public" / "index.html.gz").is_file()


@pytest.mark.parametrize(
    ("recette", "schema"), [("gitlab", "gitlab-ci"), ("github", "github-workflows")]
)
def test_la_recette_suit_le_schema_de_sa_forge(recette: str, schema: str) -> None:
    """Le schéma que publie la forge accepte le fichier, et refuse une faute."""
    (texte,) = RECETTES[recette].fichiers().values()
    paquet = find_spec("check_jsonschema")
    assert paquet
    assert paquet.submodule_search_locations
    schemas = Path(paquet.submodule_search_locations[0]) / "builtin_schemas" / "vendor"
    regle = Draft7Validator(json.loads((schemas / f"{schema}.json").read_text(encoding="utf-8")))
    contenu = yaml.load(texte, _CommeLesForges)

    rien(f"{e.json_path} {e.message[:100]}" for e in regle.iter_errors(contenu))
    faute = {"pages": {"script": 1}} if recette == "gitlab" else {"jobs": {"construire": {}}}
    assert not regle.is_valid(contenu | faute)


def test_tout_est_a_une_version_exacte() -> None:
    """Images et actions : une version entière ou une empreinte, la même image partout."""
    (gitlab,) = RECETTES["gitlab"].fichiers().values()
    (github,) = RECETTES["github"].fichiers().values()
    conteneur = RECETTES["conteneur"].fichiers()["Containerfile"]

    actions = re.findall(r"uses: (\S+)@(\S+) # v\d+\.\d+\.\d+$", github, re.M)
    assert len(actions) == github.count("uses:") == 4
    assert all(re.fullmatch(r"[0-9a-f]{40}", empreinte) for _, empreinte in actions)
    assert "-latest" not in github
    images = re.findall(r"^FROM (\S+)", conteneur, re.M)
    (image,) = re.findall(r"^image: (\S+)$", gitlab, re.M)
    assert images[0] == f"docker.io/library/{image}"
    assert all(re.search(r":\d+\.\d+\.\d+-", nom) for nom in (*images, image))


def test_le_conteneur_ne_copie_que_ce_qui_existe(site_avec_sa_roue: SiteNeuf) -> None:
    """Chaque COPY a sa source, dans le site ou l'étape d'avant ; le port est celui de nginx."""
    dossier = site_avec_sa_roue(publication=["conteneur"])
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
