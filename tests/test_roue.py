"""La roue suffit : installée dans un environnement vide, hors du dépôt, elle construit un site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from projet_social import __version__
from projet_social.depart.gabarits import REFERENTIELS

from .fabrique import RACINE, Chantier
from .lenteur import lente
from .visiteur import SiteConstruit, rien


def lancer(*commande: str | Path, dans: Path) -> subprocess.CompletedProcess[str]:
    """Lance une commande qui ne voit rien des sources du dépôt."""
    environnement = {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONPATH"}
    environnement["NO_MKDOCS_2_WARNING"] = "1"
    return subprocess.run(
        [str(mot) for mot in commande],
        cwd=dans,
        env=environnement,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
@lente
def publies(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """L'archive des sources et la roue, construites comme par `make paquet`."""
    dossier = tmp_path_factory.mktemp("publies")
    sortie = lancer(sys.executable, "-m", "hatchling", "build", "-d", dossier, dans=RACINE)
    assert sortie.returncode == 0, sortie.stderr
    return (
        dossier / f"projet_social-{__version__}.tar.gz",
        dossier / f"projet_social-{__version__}-py3-none-any.whl",
    )


@pytest.fixture(scope="module")
def roue(publies: tuple[Path, Path]) -> Path:
    """La roue du paquet."""
    return publies[1]


@pytest.fixture(scope="module")
def archive(publies: tuple[Path, Path]) -> Path:
    """L'archive des sources."""
    return publies[0]


def entete(roue: Path) -> Message:
    """Ce que la roue dit d'elle-même."""
    with zipfile.ZipFile(roue) as contenu:
        (nom,) = [n for n in contenu.namelist() if n.endswith(".dist-info/METADATA")]
        return message_from_bytes(contenu.read(nom))


@pytest.fixture(scope="module")
def bac(roue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Un environnement neuf : la roue, et les dépendances de celui qui teste.

    Un fichier `.pth` montre les dépendances déjà installées, pour aller vite ; le paquet, lui,
    vient de la roue, placée devant.
    """
    dossier = tmp_path_factory.mktemp("bac") / "venv"
    venv.create(dossier, with_pip=False, symlinks=True)
    chez_lui = Path(
        sysconfig.get_path("purelib", vars={"base": str(dossier), "platbase": str(dossier)})
    )
    cible = ("--target", chez_lui, "--no-deps", "--no-compile", "--quiet")
    sortie = lancer(sys.executable, "-m", "pip", "install", *cible, roue, dans=dossier)
    assert sortie.returncode == 0, sortie.stderr
    dependances = sysconfig.get_path("purelib")
    (chez_lui / "dependances.pth").write_text(f"{dependances}\n", encoding="utf-8")
    return dossier


def test_la_roue_porte_tout_ce_qui_sert(roue: Path) -> None:
    """Le code, les gabarits, le thème et la licence ; ni tests, ni données, ni caches."""
    noms = set(zipfile.ZipFile(roue).namelist())

    attendus = {
        f"projet_social/{f.relative_to(RACINE / 'macros' / 'projet_social').as_posix()}"
        for f in (RACINE / "macros" / "projet_social").rglob("*")
        if f.is_file() and "__pycache__" not in f.parts
    } | {
        f"projet_social/overrides/{f.relative_to(RACINE / 'overrides').as_posix()}"
        for f in (RACINE / "overrides").rglob("*")
        if f.is_file()
    }
    attendus |= {f"projet_social/depart/referentiels/{nom}.yml" for nom in REFERENTIELS}
    attendus |= {
        f"projet_social/depart/guide/{f.relative_to(RACINE / 'docs' / 'guide').as_posix()}"
        for f in (RACINE / "docs" / "guide").rglob("*")
        if f.is_file()
    }
    attendus.add("projet_social/depart/verrou.txt")
    rien(sorted(attendus - noms))
    rien(sorted(nom for nom in noms - attendus if ".dist-info/" not in nom))
    assert any(nom.endswith("LICENSE") for nom in noms)


def test_la_roue_dit_qui_elle_est(roue: Path) -> None:
    """Version, auteurs, licences de tout ce qu'elle porte ; et des types que mypy peut lire."""
    dit = entete(roue)
    assert dit["Version"] == __version__
    assert dit["Author"] == "Les contributeurs du projet"
    assert set(dit["License-Expression"].split(" AND ")) == {
        "MIT",  # le code
        "etalab-2.0",  # les référentiels, la liste officielle
        "CC-BY-4.0",  # les contours des départements
        "OFL-1.1",  # la police
        "Apache-2.0",  # les icônes
    }
    textes = {Path(chemin).name for chemin in dit.get_all("License-File", [])}
    assert textes == {
        *("LICENSE", "LICENCE-DONNEES.md", "OFL.txt", "APACHE-2.0.txt"),
        *("LICENCE-MATERIAL.txt", "LICENCE-ICONES.txt"),
    }
    assert "projet_social/py.typed" in zipfile.ZipFile(roue).namelist()


def test_l_archive_des_sources_redonne_la_roue(archive: Path, roue: Path, tmp_path: Path) -> None:
    """Ce qu'il faut pour la construire, et rien d'autre : ni tests, ni données des territoires."""
    with tarfile.open(archive) as contenu:
        dedans = {Path(nom).parts[1] for nom in contenu.getnames()}
    assert dedans == {
        *("macros", "overrides", "data", "docs", "pyproject.toml", "PKG-INFO", ".gitignore"),
        "requirements.txt",
        *("README.md", "CHANGELOG.md", "LICENSE", "LICENCE-DONNEES.md"),
    }
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", tmp_path)
    sortie = lancer(sys.executable, "-m", "pip", "wheel", *options, archive, dans=tmp_path)
    assert sortie.returncode == 0, sortie.stderr
    assert (tmp_path / roue.name).read_bytes() == roue.read_bytes()


def test_les_dependances_sont_celles_qui_sont_figees(roue: Path) -> None:
    """Tout ce que la roue demande est dans `requirements.txt`, avec son empreinte."""
    voulues = {
        re.split(r"[\[<>=; ]", ligne)[0].lower()
        for ligne in entete(roue).get_all("Requires-Dist", [])
    } - {"projet-social"}  # un supplément qui en réunit d'autres
    figees = (RACINE / "requirements.txt").read_text(encoding="utf-8").lower()
    assert voulues
    rien(nom for nom in voulues if f"\n{nom}==" not in f"\n{figees}")


def test_le_paquet_vient_de_la_roue(bac: Path) -> None:
    """L'environnement ne lit pas les sources du dépôt."""
    ou = "import projet_social; print(projet_social.__file__)"
    sortie = lancer(bac / "bin" / "python", "-c", ou, dans=bac)

    assert Path(sortie.stdout.strip()).is_relative_to(bac), sortie.stdout + sortie.stderr


def test_la_commande_est_installee(bac: Path, chantier: Chantier) -> None:
    """`projet-social verifier` marche d'un dossier quelconque."""
    chantier.garnir()
    appel = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"

    sortie = lancer(bac / "bin" / "python", "-c", appel, "verifier", dans=chantier.dossier)

    assert sortie.returncode == 0, sortie.stderr
    assert "0 erreur" in sortie.stdout


def test_un_site_se_construit_hors_du_depot(bac: Path, chantier: Chantier) -> None:
    """Données, `mkdocs.yml` et une page : rien d'autre à copier pour publier."""
    chantier.garnir()
    mkdocs = (bac / "bin" / "python", "-m", "mkdocs", "build", "--strict")

    sortie = lancer(*mkdocs, dans=chantier.dossier)

    assert sortie.returncode == 0, sortie.stderr
    assert "WARNING" not in sortie.stderr
    site = SiteConstruit(chantier.site)
    rien(site.liens_morts())
    assert (chantier.site / "assets" / "projet-social.css").is_file()
    fiche = site.pages["territoires/val-imaginaire/actions/navette-du-samedi/index.html"]
    assert "Pilotée par" in fiche.texte
    assert "projet-social.css" in fiche.html


def test_un_nouvel_usager_part_de_la_roue_seule(bac: Path, tmp_path: Path) -> None:
    """Un dossier vide, deux commandes : le site de départ se construit, strictement, et se lit."""
    python = bac / "bin" / "python"
    commande = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"
    nom = "Questembert Communauté"

    cree = lancer(python, "-c", commande, "nouveau", "site-neuf", "--nom", nom, dans=tmp_path)
    assert cree.returncode == 0, cree.stderr
    assert "13 communes" in cree.stdout
    neuf = tmp_path / "site-neuf"
    construit = lancer(python, "-m", "mkdocs", "build", "--strict", dans=neuf)

    assert construit.returncode == 0, construit.stderr
    assert "WARNING" not in construit.stderr
    site = SiteConstruit(neuf / "site")
    rien(site.liens_morts())
    assert "exemple inventé" in site.pages["index.html"].texte.lower()
    assert "Rochefort-en-Terre" in site.pages["index.html"].texte
    fiche = site.pages["actions/navette-des-marches/index.html"].texte
    assert "Une navette les jours de marché" in fiche


def test_chaque_commande_marche_avec_la_roue_seule(bac: Path, tmp_path: Path) -> None:
    """Fiche, migration, archive et complétion trouvent leurs modèles dans la roue."""
    python = bac / "bin" / "python"
    commande = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"
    site = tmp_path / "site-neuf"
    for dans, mots in (
        (tmp_path, ("nouveau", "site-neuf", "--chercher", "29061", "--publication", "zip")),
        (site, ("verrouiller", "--supplement", "documents")),
        (site, ("fiche", "se-deplacer", "Une action de plus")),
        (site, ("verifier",)),
        (site, ("migrer", "--essai")),
        (site, ("construire",)),
        (site, ("archiver", "site.zip", "--htaccess")),
        (site, ("completion", "bash")),
        (site, ("completion", "powershell")),
        (site, ("guide",)),
        (tmp_path, ("remettre", "a-remettre")),
    ):
        sortie = lancer(python, "-c", commande, *mots, dans=dans)
        assert sortie.returncode == 0, (mots, sortie.stdout, sortie.stderr)
    with zipfile.ZipFile(site / "site.zip") as archive:
        assert {"index.html", ".htaccess", "404.html"} <= set(archive.namelist())
