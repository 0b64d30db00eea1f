"""Mesurer un processus : ce qu'il coûte avec ses fils, et ce qui arrive quand il manque."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from .mesure import ConstructionManquee, executer, lancer, peser, relever, taire_la_machine

pytestmark = pytest.mark.lent
MO = 1_000_000
LINUX = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="hors de Linux")
DEUX_FILS = """
import multiprocessing, time
def tenir():
    tenus = bytearray(60_000_000)
    time.sleep(1.5)
fils = [multiprocessing.Process(target=tenir) for _ in range(2)]
[f.start() for f in fils]
[f.join() for f in fils]
"""


def test_le_travail_et_les_mots_d_un_processus() -> None:
    """Le temps de processeur est celui du fils, ses mots sont rendus."""
    mesure, imprime = lancer("-c", "print(sum(range(3_000_000)))")
    assert imprime.strip() == "4499998500000"
    assert mesure.cpu > 0
    assert mesure.memoire > MO


@LINUX
def test_la_memoire_de_plusieurs_processus_s_additionne() -> None:
    """Deux fils de 60 Mo en demandent 120, ce que ne dit pas le plus gros des deux."""
    mesure, _ = lancer("-c", DEUX_FILS)
    assert mesure.memoire > 120 * MO


def test_un_echec_dit_la_commande_et_la_raison() -> None:
    """Le message donne la fin de ce que le processus a imprimé."""
    with pytest.raises(ConstructionManquee, match="panne inventée"):
        lancer("-c", "raise SystemExit('panne inventée')")


@LINUX
def test_la_memoire_du_banc_n_est_pas_celle_du_fils() -> None:
    """Un petit programme lancé par un gros reste petit."""
    tenus = bytearray(200 * MO)
    mesure, _ = lancer("-c", "import time; time.sleep(0.5)")
    assert mesure.memoire < 60 * MO < len(tenus)


@LINUX
def test_la_limite_arrete_le_processus_et_ses_fils(tmp_path: Path) -> None:
    """Un petit-fils ne survit pas à l'arrêt."""
    temoin = tmp_path / "temoin"
    petit_fils = (
        "import time, pathlib\n"
        "while time.process_time() < 4: pass\n"
        f"pathlib.Path({str(temoin)!r}).touch()"
    )
    fils = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {petit_fils!r}])"
    avant = os.times()
    with pytest.raises(ConstructionManquee, match="pas fini en 1 secondes de processeur"):
        executer([sys.executable, "-c", fils], limite=1)
    depense = sum(os.times()[2:4]) - sum(avant[2:4])
    assert depense < 3
    assert not temoin.exists()


def test_une_session_finie_ne_tient_plus_de_memoire() -> None:
    """Un numéro que personne ne porte vaut zéro."""
    assert relever(2**22 + 1) == (0, 0)


def test_les_extraits_ne_se_pesent_pas_avec_les_pages(tmp_path: Path) -> None:
    """Ils comptent dans les fichiers et les octets du site, pas dans la page médiane."""
    for nom, octets in (("index.html", 300), ("a/index.html", 100), ("integration/a.html", 1)):
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).write_text("x" * octets, encoding="utf-8")
    poids = peser(tmp_path)
    assert (poids.pages, poids.fichiers, poids.octets, poids.median) == (2, 3, 401, 200)
    assert poids.les_plus_lourdes == [("index.html", 300), ("a/index.html", 100)]


@pytest.mark.parametrize(
    "texte",
    ["voir https://registre.invalid/simple/x", "dans /srv/essai/site", "file:///srv/paquets"],
)
def test_aucune_adresse_de_la_machine_ne_se_publie(texte: str) -> None:
    """Adresses et chemins deviennent des points de suspension."""
    assert taire_la_machine(texte).split()[-1] == "…"
    assert taire_la_machine("paquet et/ou version absents") == "paquet et/ou version absents"
