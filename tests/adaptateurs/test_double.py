"""Un double travaille à côté, rend ce qu'il a fait ou ce qui l'a arrêté, et ne reste jamais."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from projet_social.adaptateurs.double import Double, DoubleTue

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ailleurs, il n'y a pas de double")


def sans_fin(lien: Connection) -> None:
    """Un travail qui attend une annonce qui ne vient pas."""
    lien.recv_bytes()


def vit(numero: int) -> bool:
    """Vrai si un processus vit encore."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{numero}/status").read_text()
    except FileNotFoundError:
        return False


def test_il_rend_ce_qu_il_a_fait_ailleurs() -> None:
    """Il a tout lu comme l'original, sans être lui."""
    lu = object()
    numero, meme = Double(lambda _: (os.getpid(), id(lu))).finir()
    assert numero != os.getpid()
    assert meme == id(lu)


def test_il_avance_d_un_pas_a_chaque_annonce() -> None:
    """Autant de messages que d'annonces, même faites avant qu'il n'écoute."""
    double = Double(lambda lien: [lien.recv_bytes() for _ in range(3)])
    for _ in range(3):
        double.annoncer()
    assert double.finir() == [b""] * 3


def test_ce_qui_l_arrete_se_dit_a_la_fin() -> None:
    """L'erreur est la sienne, même si on lui annonce encore des choses."""
    double = Double(lambda _: int("douze"))
    double._processus.join()
    double.annoncer()
    with pytest.raises(ValueError, match="douze"):
        double.finir()


def test_un_double_tue_par_le_systeme_se_reconnait() -> None:
    """La mémoire a pu manquer : l'original peut refaire le travail seul."""
    double = Double(sans_fin)
    assert double.vit
    os.kill(double._processus.pid or 0, signal.SIGKILL)
    with pytest.raises(DoubleTue):
        double.finir()
    assert not double.vit


def test_abandonner_l_arrete_et_deux_fois_ne_font_rien_de_plus() -> None:
    """Rien ne reste en marche, que le travail soit fini ou non."""
    for double in (Double(sans_fin), Double(lambda _: None)):
        double.abandonner()
        double.abandonner()
        assert not vit(double._processus.pid or 0)


@pytest.mark.lent
def test_il_ne_survit_pas_a_l_original() -> None:
    """L'original tué d'un coup, le double s'en va aussi."""
    programme = (
        "import os\n"
        "from projet_social.adaptateurs.double import Double\n"
        "double = Double(lambda lien: lien.recv_bytes())\n"
        "print('dédoublé', flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    chemins = os.pathsep.join(sys.path)
    commande = [sys.executable, "-c", programme]
    with subprocess.Popen(
        commande, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": chemins}
    ) as lance:
        # La sortie se ferme quand plus personne ne la tient : ni l'original, ni le double.
        assert lance.communicate(timeout=60)[0] == "dédoublé\n"


def test_un_processus_a_plusieurs_fils_ne_se_dedouble_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un verrou pris par un fil que le double n'a pas l'arrêterait pour toujours."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert Double.possible()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not Double.possible()


def test_un_seul_coeur_ne_se_partage_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deux processus n'y feraient que se gêner."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not Double.possible()
