"""Mesurer un processus fils (temps, mémoire) et peser le site qu'il a écrit."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

DEPOT = Path(__file__).resolve().parents[2]
"""La racine du dépôt : d'où partent les processus fils."""

PROJET_SOCIAL = (
    sys.executable,
    "-c",
    "import sys; from projet_social.adaptateurs.ligne_de_commande import principal; "
    "sys.exit(principal())",
)
"""La commande `projet-social` de cet environnement."""
PAGES_CITEES = 4
EXTRAITS = "integration"
"""Le dossier des extraits à insérer ailleurs : ils ne se pèsent pas avec les pages."""
ADRESSE = re.compile(r"\S*(?:://|/[^\s/]+/)\S*")
ENTRE_DEUX_RELEVES = 0.05
"""Secondes entre deux relevés de la mémoire."""
SESSION, TEMPS = 3, slice(11, 15)
"""Places, dans `/proc/…/stat`, de la session et des temps, ceux des fils finis compris."""


class ConstructionManquee(RuntimeError):
    """Un processus a échoué ou n'a pas fini à temps ; le message dit lequel et pourquoi."""


@dataclass(frozen=True)
class Mesure:
    """Ce qu'un processus et ceux qu'il a lancés ont coûté."""

    cpu: float
    """Secondes de processeur, utilisateur et système."""
    mural: float
    """Secondes à la montre."""
    memoire: int = 0
    """Octets de mémoire vive, au plus haut, tous processus réunis."""


@dataclass(frozen=True)
class Poids:
    """Ce que pèse un site construit ; tout est en octets."""

    pages: int
    fichiers: int
    octets: int
    median: int
    les_plus_lourdes: list[tuple[str, int]]
    """Les pages les plus lourdes, la plus lourde d'abord."""


def lancer(*arguments: str, limite: float | None = None) -> tuple[Mesure, str]:
    """Lance Python avec ces arguments, depuis la racine du dépôt ; voir `executer`."""
    return executer([sys.executable, *arguments], limite=limite)


def executer(
    commande: Sequence[str], dossier: Path = DEPOT, limite: float | None = None
) -> tuple[Mesure, str]:
    """Lance une commande dans un processus à part.

    Args:
        commande: le programme et ses arguments.
        dossier: d'où le lancer.
        limite: secondes de processeur au-delà desquelles on l'arrête, sous Linux.

    Returns:
        Ce que le processus a coûté, et ce qu'il a imprimé.

    Raises:
        ConstructionManquee: il a échoué, ou n'a pas fini à temps.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as sortie:
        depart = time.perf_counter()
        processus = subprocess.Popen(
            list(commande),
            cwd=dossier,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=sortie,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        veilleur = _Veilleur(processus.pid, limite)
        veilleur.start()
        _, etat, usage = os.wait4(processus.pid, 0)
        mural = time.perf_counter() - depart
        veilleur.fini.set()
        veilleur.join()
        processus.returncode = os.waitstatus_to_exitcode(etat)
        sortie.seek(0)
        imprime = sortie.read()
    if veilleur.arrete:
        raise ConstructionManquee(f"pas fini en {limite:.0f} secondes de processeur")
    if processus.returncode:
        raise ConstructionManquee(f"{' '.join(commande)} a échoué :\n{imprime[-2000:]}")
    # Le maximum que dit le noyau part de la mémoire du banc, dont le fils est né : faute de mieux.
    memoire = veilleur.memoire or usage.ru_maxrss * 1024
    return Mesure(usage.ru_utime + usage.ru_stime, mural, memoire), imprime


class _Veilleur(threading.Thread):
    """Relève la mémoire d'un processus et de ses fils, et les arrête passé la limite."""

    def __init__(self, session: int, limite: float | None) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.limite = limite or float("inf")
        self.fini = threading.Event()
        self.memoire = 0
        self.arrete = False

    def run(self) -> None:
        """Veille jusqu'à la fin du processus."""
        while not self.fini.wait(ENTRE_DEUX_RELEVES):
            memoire, secondes = relever(self.session)
            self.memoire = max(self.memoire, memoire)
            if secondes > self.limite:
                self.arrete = True
                with suppress(ProcessLookupError):
                    os.killpg(self.session, signal.SIGKILL)
                return


def relever(session: int) -> tuple[int, float]:
    """Ce que tiennent à cet instant les processus d'une session.

    Returns:
        Leurs octets de mémoire, ce qu'ils partagent compté une fois (ou ce que le plus gros a
        tenu jusqu'ici, si c'est davantage), et leurs secondes de processeur. Rien ailleurs que
        sous Linux.
    """
    octets, pointe, secondes = 0, 0, 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # L'état, le père, le groupe et la session suivent le nom ; les temps viennent après.
            mots = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(mots[SESSION]) == session:
                secondes += sum(map(int, mots[TEMPS])) / os.sysconf("SC_CLK_TCK")
                octets += _nombre(stat.parent / "smaps_rollup", "Pss:")
                pointe = max(pointe, _nombre(stat.parent / "status", "VmHWM:"))
        except OSError:  # il vient de finir
            continue
    return max(octets, pointe), secondes


def _nombre(fichier: Path, cle: str) -> int:
    """Les octets que dit une ligne, en kilo-octets, d'un fichier de `/proc` ; 0 si elle manque."""
    lignes = fichier.read_text(encoding="utf-8").splitlines()
    return next((int(ligne.split()[1]) * 1024 for ligne in lignes if ligne.startswith(cle)), 0)


def taire_la_machine(texte: str) -> str:
    """Le texte sans adresse ni chemin : rien de la machine ne va dans un tableau publié."""
    return ADRESSE.sub("…", texte)


def peser(site: Path) -> Poids:
    """Compte et pèse les fichiers d'un site ; 404 comprise, extraits à insérer à part."""
    fichiers = [(f.stat().st_size, f.relative_to(site)) for f in site.rglob("*") if f.is_file()]
    pages = [(o, f) for o, f in fichiers if f.suffix == ".html" and f.parts[0] != EXTRAITS]
    lourdes = sorted(pages, reverse=True)[:PAGES_CITEES]
    return Poids(
        pages=len(pages),
        fichiers=len(fichiers),
        octets=sum(octets for octets, _ in fichiers),
        median=int(median(octets for octets, _ in pages)),
        les_plus_lourdes=[(f.as_posix(), octets) for octets, f in lourdes],
    )
