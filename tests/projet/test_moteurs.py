"""Ce qui construira après MkDocs et Material : les mêmes octets, ou un refus que l'on voit.

Les moteurs s'installent à côté, aux versions et aux empreintes de `requirements-moteurs.txt`, par
le registre que pip connaît. Sans lui le test s'abstient, ou échoue si TESTS_COMPLETS=1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace

import pytest

from projet_social.adaptateurs.mkdocs_macros import ConstructeurInconnu, define_env

from ..banc.pairs import PairAbsent, installer
from ..fabrique import RACINE, Chantier, batir_une_fois, fichiers, lancer
from ..lenteur import lente
from ..visiteur import rien

VERROU = RACINE / "requirements-moteurs.txt"


def s_abstenir(raison: str) -> None:
    """Ne pas essayer, sauf là où tout doit l'être."""
    if os.environ.get("TESTS_COMPLETS") == "1":
        pytest.fail(raison, pytrace=False)
    pytest.skip(raison)


def installer_les_moteurs(dossier: Path) -> None:
    """ProperDocs seul, et ProperDocs avec MaterialX, par-dessus ce qui est déjà installé."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    ensemble = dossier / "materialx"
    fini = subprocess.run(
        [*pip, "--target", str(ensemble), "-r", str(VERROU)],
        capture_output=True,
        text=True,
        check=False,
    )
    if fini.returncode:
        s_abstenir(f"les moteurs ne s'installent pas : {fini.stderr.strip().splitlines()[-1]}")
    for part in ensemble.glob("properdocs*"):
        shutil.copytree(part, dossier / "properdocs" / part.name)


@pytest.fixture(scope="module")
@lente
def moteurs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Où ils sont installés."""
    return batir_une_fois(tmp_path_factory, "moteurs", installer_les_moteurs)


def construire(
    dossier: Path, module: str, devant: Path | None = None, theme: str = "material"
) -> dict[str, bytes]:
    """Les fichiers du petit site, construit par ce module."""
    chantier = Chantier(dossier)
    chantier.garnir()
    chantier.regler(theme={"name": theme, "language": "fr"})
    chemins = [*([str(devant)] if devant else []), os.environ.get("PYTHONPATH", "")]
    fini = lancer(
        module,
        "build",
        dans=dossier,
        environnement={"PYTHONPATH": os.pathsep.join(chemins), "SOURCE_DATE_EPOCH": "1795392000"},
        neuf=True,
    )
    assert fini.returncode == 0, fini.stdout + fini.stderr
    return fichiers(chantier.site)


@pytest.fixture(scope="module")
@lente
def temoin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Le site que construit MkDocs."""
    return construire(tmp_path_factory.mktemp("temoin"), "mkdocs")


@pytest.mark.parametrize("moteur", ["properdocs", "materialx"])
def test_un_autre_moteur_ecrit_les_memes_octets(
    tmp_path: Path, moteurs: Path, temoin: dict[str, bytes], moteur: str
) -> None:
    """ProperDocs, puis ProperDocs et MaterialX : feuille de style et index compris."""
    autre = construire(tmp_path, "properdocs", moteurs / moteur)
    rien(sorted(autre.keys() ^ temoin.keys()))
    rien(sorted(nom for nom in temoin if autre[nom] != temoin[nom]))
    assert len(temoin) > 300


SANS_MATERIAL = """\
from importlib.machinery import PathFinder

trouver = PathFinder.find_spec
PathFinder.find_spec = lambda nom, *ou: None if nom == "material" else trouver(nom, *ou)
"""
"""Un `sitecustomize.py` : Python ne trouve plus Material, comme s'il n'était pas installé."""


@pytest.mark.lent
def test_sans_material_les_memes_octets(tmp_path: Path, temoin: dict[str, bytes]) -> None:
    """Le thème que MkDocs a toujours suffit : feuille et icônes sont les nôtres."""
    devant = tmp_path / "devant"
    devant.mkdir()
    (devant / "sitecustomize.py").write_text(SANS_MATERIAL, encoding="utf-8")
    autre = construire(tmp_path / "chantier", "mkdocs", devant, theme="mkdocs")
    rien(sorted(autre.keys() ^ temoin.keys()))
    rien(sorted(nom for nom in temoin if autre[nom] != temoin[nom]))


@pytest.mark.lent
def test_zensical_est_arrete_et_dit_pourquoi(tmp_path: Path) -> None:
    """Il ignore notre greffon sans un mot, et dirait réussi un site presque vide."""
    try:
        commande = installer("zensical") / "zensical"
    except PairAbsent as absent:
        s_abstenir(str(absent))
    Chantier(tmp_path).garnir()
    # Le lien vers nos sources que pip laisse là ne se lit pas d'un PYTHONPATH.
    chemins = (str(RACINE / "macros"), sysconfig.get_path("purelib"))
    fini = subprocess.run(
        [str(commande), "build"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(chemins)},
    )
    assert fini.returncode != 0
    assert "ce constructeur ignore le greffon projet-social" in fini.stdout + fini.stderr
    assert not list((tmp_path / "site").rglob("index.html"))


def test_un_constructeur_qui_n_est_pas_mkdocs_est_refuse() -> None:
    """On le reconnaît à ce que lui seul, et qui en descend, dit de ses réglages."""
    with pytest.raises(ConstructeurInconnu, match="projet-social construire"):
        define_env(SimpleNamespace(conf={"plugins": {}}, macros={}))
    env = SimpleNamespace(conf={"config_file_path": "mkdocs.yml"}, macros={})
    define_env(env)
    assert "fiche" in env.macros
