"""Installer les programmes auxquels on se compare, chacun dans un environnement à lui.

Leurs versions sont figées, empreintes comprises, dans `verrous/`. Le registre de paquets est celui
que pip connaît sur la machine : aucune adresse ne s'écrit ici. Un programme qui ne s'installe pas
n'arrête rien : le tableau le dit.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

from .mesure import DEPOT, ConstructionManquee, executer, taire_la_machine

VERROUS = Path(__file__).parent / "verrous"
ENVIRONNEMENTS = DEPOT / ".cache/banc"
FIGE = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
INSTALLATION = 600
"""Secondes de processeur au-delà desquelles on renonce à installer."""


class PairAbsent(RuntimeError):
    """Un programme qui ne s'installe pas ; le message, sans adresse, dit pourquoi."""


def installer(pair: str, verrous: Path = VERROUS) -> Path:
    """Installe un programme si ce n'est déjà fait.

    Args:
        pair: son nom, qui est celui de son verrou.
        verrous: le dossier de ce verrou.

    Returns:
        Le dossier de ses commandes.

    Raises:
        PairAbsent: il ne s'installe pas.
    """
    verrou = verrous / f"{pair}.txt"
    environnement = ENVIRONNEMENTS / f"{pair}-{empreinte_de(verrou)}"
    commandes, fait = environnement / "bin", environnement / "installe"
    if fait.exists():
        return commandes
    shutil.rmtree(environnement, ignore_errors=True)
    pip = (str(commandes / "python"), "-m", "pip", "install", "--quiet", "--require-hashes")
    try:
        executer([sys.executable, "-m", "venv", str(environnement)], limite=INSTALLATION)
        executer([*pip, "-r", str(verrou)], limite=INSTALLATION)
    except ConstructionManquee as manque:
        raise PairAbsent(raison_de_pip(str(manque))) from manque
    fait.touch()
    return commandes


def empreinte_de(verrou: Path) -> str:
    """De quoi reconnaître un verrou qui a changé."""
    return hashlib.sha256(verrou.read_bytes()).hexdigest()[:12]


def version_de(pair: str) -> str:
    """La version que fige son verrou."""
    versions = FIGE.findall((VERROUS / f"{pair}.txt").read_text(encoding="utf-8"))
    return next(version for nom, version in versions if nom == pair)


def raison_de_pip(imprime: str) -> str:
    """La dernière erreur que pip a dite, sans adresse ni chemin."""
    erreurs = [ligne for ligne in imprime.splitlines() if ligne.startswith("ERROR: ")]
    dite = erreurs[-1].removeprefix("ERROR: ") if erreurs else imprime.splitlines()[0]
    return "pas installé : " + taire_la_machine(dite)
