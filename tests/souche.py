"""Lancer une commande Python comme un processus neuf, sans en repayer les imports.

Un processus, la souche, importe une fois le paquet et MkDocs, puis se dédouble à chaque commande :
chacune a sa mémoire, son dossier et son environnement, et ne laisse rien à la suivante. Seul le
grain des empreintes (`PYTHONHASHSEED`) est commun : `lancer(…, neuf=True)` en donne un autre, à qui
compare deux constructions.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import sys
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

RACINE = Path(__file__).resolve().parents[1]
LANCEMENT = "tests.souche"
"""L'événement d'audit d'une commande lancée."""
SOUCHE = multiprocessing.get_context("forkserver")
SOUCHE.set_forkserver_preload(["tests.seve"])


def _executer(commande: tuple[str, ...], dans: str, sorties: str, env: dict[str, str]) -> None:
    """Dans le processus dédoublé : ce que ferait `python -m commande`, lancé de `dans`."""
    for rang, nom in ((1, "out"), (2, "err")):
        ouvert = os.open(f"{sorties}/{nom}", os.O_WRONLY | os.O_CREAT)
        os.dup2(ouvert, rang)
        os.close(ouvert)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(dans)
    sys.path[:] = [dans, *(un for un in sys.path if un not in ("", str(RACINE)))]
    sys.argv = [*commande]
    try:
        runpy.run_module(commande[0], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()  # un processus dédoublé s'arrête sans ce dernier geste


def lancer_de_la_souche(
    commande: tuple[str, ...], dans: Path, env: dict[str, str]
) -> CompletedProcess[str]:
    """Lance `python -m commande` depuis la souche et rend ce qu'elle a dit."""
    sys.audit(LANCEMENT, *commande)
    with TemporaryDirectory() as sorties:
        arguments = (commande, str(dans.resolve()), sorties, env)
        processus = SOUCHE.Process(target=_executer, args=arguments)
        processus.start()
        processus.join()
        assert processus.exitcode is not None
        dit, err = ((Path(sorties) / nom).read_text(encoding="utf-8") for nom in ("out", "err"))
        return CompletedProcess(commande, processus.exitcode, dit, err)
