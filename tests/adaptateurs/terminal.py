"""Un vrai terminal (pty) où l'on répond aux questions d'une commande, comme une personne."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

APPEL = "from projet_social.adaptateurs.ligne_de_commande import principal as p; exit(p())"
ATTENTE = 30
"""Secondes sans un mot au bout desquelles la commande est tenue pour bloquée."""


def dialoguer(
    mots: Sequence[str], reponses: Sequence[str], dans: Path
) -> tuple[int, str, list[str]]:
    """Lance `projet-social` dans un terminal et répond à ses questions, dans l'ordre.

    Returns:
        Le code de sortie, tout ce qui fut affiché, et les réponses restées sans question.
    """
    maitre, esclave = pty.openpty()
    fcntl.ioctl(esclave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    commande = subprocess.Popen(
        [sys.executable, "-c", APPEL, *mots],
        cwd=dans,
        stdin=esclave,
        stdout=esclave,
        stderr=esclave,
        env={**os.environ, "TERM": "dumb"},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # Ctrl+C arrive alors
    )
    os.close(esclave)
    restantes, dit, depuis = list(reponses), b"", 0
    try:
        while True:
            pret, _, _ = select.select([maitre], [], [], ATTENTE)
            assert pret, f"bloquée après : {dit.decode('utf-8', 'replace')[-300:]}"
            try:
                morceau = os.read(maitre, 65536)
            except OSError:
                break
            if not morceau:
                break
            dit += morceau
            if dit[depuis:].endswith(b" : ") and restantes:
                time.sleep(0.02)
                depuis = len(dit)
                os.write(maitre, f"{restantes.pop(0)}\n".encode())
    finally:
        os.close(maitre)
        if commande.poll() is None:
            try:
                commande.wait(timeout=10)
            except subprocess.TimeoutExpired:
                commande.kill()
    return commande.wait(), dit.decode("utf-8", "replace"), restantes
