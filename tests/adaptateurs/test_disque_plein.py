"""Un disque plein arrête la construction en une phrase : l'ancien site reste, et rien d'autre.

Une écriture est refusée là où l'on dit, dans la commande comme dans ce qu'elle lance. Le même essai
a été fait sur un vrai disque plein (un tmpfs), de 300 Ko libres à assez.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..fabrique import REGLAGES, Chantier, batir_une_fois, fichiers
from ..lenteur import lente

PLEIN = """\
import builtins, errno, io, os, re

vraie, refuses = io.open, re.compile(os.environ["DISQUE_PLEIN"])


def refuser(_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def ouvrir(fichier, mode="r", *reste, **options):
    ouvert = vraie(fichier, mode, *reste, **options)
    if mode[0] != "r" and refuses.search(str(fichier)):
        ouvert.write = refuser
    return ouvert


builtins.open = io.open = ouvrir
"""
"""Un `sitecustomize.py` : écrire dans certains fichiers est refusé, comme d'un disque plein."""
COMMANDE = "from projet_social.adaptateurs.ligne_de_commande import principal; exit(principal())"
REFUS = "plus de place sur le disque : en libérer, puis recommencer ; rien du site n'a changé"


def construire(chantier: Chantier, refuses: str, ou: Path) -> subprocess.CompletedProcess[str]:
    """Lance `projet-social construire`, écrire dans ces fichiers étant refusé."""
    ou.mkdir(exist_ok=True)
    (ou / "sitecustomize.py").write_text(PLEIN, encoding="utf-8")
    chemins = os.pathsep.join((str(ou), os.environ.get("PYTHONPATH", "")))
    return subprocess.run(
        [sys.executable, "-c", COMMANDE, "construire"],
        cwd=chantier.dossier,
        env=os.environ | {"PYTHONPATH": chemins, "DISQUE_PLEIN": refuses},
        capture_output=True,
        text=True,
        check=False,
    )


def batir(dossier: Path) -> None:
    """Un site construit, documents compris ; ce qu'il a retenu nomme un dossier qui s'en va."""
    chantier = Chantier(dossier)
    dossier.mkdir()
    chantier.garnir()
    macros = REGLAGES["plugins"][1]
    chantier.regler(plugins=[{"projet-social": {"donnees": "data", "pdf": True}}, macros])
    fini = construire(chantier, "$^", dossier.parent / "vide")
    assert fini.returncode == 0, fini.stderr
    (dossier / ".cache/construction.json").unlink()


@pytest.fixture(scope="module")
@lente
def construit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ce site, que les processus de test se partagent."""
    return batir_une_fois(tmp_path_factory, "disque-plein", batir)


@pytest.fixture
def a_refaire(construit: Path, tmp_path: Path) -> Chantier:
    """Le même dossier, où une page écrite à la main a changé."""
    shutil.copytree(construit, tmp_path / "chantier")
    chantier = Chantier(tmp_path / "chantier")
    chantier.ecrire({"docs/a-propos.md": "# À propos\n\nUn autre texte.\n"})
    return chantier


def restes(chantier: Chantier) -> set[str]:
    """Ce que la construction a laissé à côté du site, ou à moitié écrit dans le cache."""
    permis = {"data", "docs", "mkdocs.yml", "site", ".cache"}
    laisses = {f.name for f in chantier.dossier.iterdir()} - permis
    return laisses | {f.name for f in (chantier.dossier / ".cache").rglob("*.tmp")}


@pytest.mark.lent
@pytest.mark.parametrize(
    ("refuses", "efface"),
    [
        (r"nouveau\.\d+/a-propos/index\.html", ""),
        (r"nouveau\.\d+/donnees/.*\.csv", ""),
        (r"nouveau\.\d+/.*\.pdf", ""),
        (r"nouveau\.\d+/pagefind/", ""),
        (r"nouveau\.\d+/assets/material\.css", ""),
        (r"\.cache/projet-social\.json", "projet-social.json"),
        (r"\.cache/site/", "site"),
        (r"\.cache/exports/", "exports"),
        (r"\.cache/material", "material"),
    ],
)
def test_l_ancien_site_reste_et_l_on_dit_quoi_faire(
    a_refaire: Chantier, tmp_path: Path, refuses: str, efface: str
) -> None:
    """Pages, exports, documents, recherche, feuille, et chaque cache."""
    if efface:
        garde = a_refaire.dossier / ".cache" / efface
        shutil.rmtree(garde) if garde.is_dir() else garde.unlink()
    avant = fichiers(a_refaire.site)

    fini = construire(a_refaire, refuses, tmp_path / "plein")

    assert fini.returncode == 1, fini.stdout
    assert fini.stderr.strip() == f"erreur : {REFUS}"
    assert fichiers(a_refaire.site) == avant
    assert not restes(a_refaire)


@pytest.mark.lent
def test_un_site_pose_reste_pose_si_rien_ne_peut_en_etre_retenu(
    a_refaire: Chantier, tmp_path: Path
) -> None:
    """La place a manqué une fois le site en place : on le dit, et la commande a réussi."""
    fini = construire(a_refaire, r"construction\.json", tmp_path / "plein")

    assert fini.returncode == 0, fini.stderr
    assert "site construit, mais la prochaine fois refera tout : plus de place" in fini.stdout
    assert "Un autre texte." in (a_refaire.site / "a-propos/index.html").read_text("utf-8")
    assert not restes(a_refaire)
