"""Savoir que rien n'a changé depuis la dernière construction, et ne rien refaire alors.

Ce que la construction a lu et ce qu'elle a écrit tiennent dans un petit fichier JSON, à côté du
cache de lecture. Il ne sert qu'à s'abstenir : perdu, abîmé ou d'une autre version, on construit.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

FICHIER = "construction.json"
DOSSIER = ".cache"
"""Où le greffon range ce qu'il garde, si `mkdocs.yml` n'en dit rien d'autre."""
VARIABLES = "PROJET_SOCIAL_"
IGNORES = {"__pycache__", ".git"}


def retenir_la_construction(memoire: Path, dossiers: Iterable[Path], site: Path) -> None:
    """Retient une construction réussie.

    Args:
        memoire: le fichier où la retenir.
        dossiers: ce que la construction a lu, dossiers et fichiers.
        site: ce qu'elle a écrit.
    """
    lus = sorted({str(dossier.resolve()) for dossier in dossiers})
    retenue = {
        "lus": lus,
        "entrees": _empreinte_des_entrees(map(Path, lus)),
        "site": str(site.resolve()),
        "sorties": _empreinte_des_sorties(site),
    }
    memoire.parent.mkdir(parents=True, exist_ok=True)
    provisoire = memoire.with_suffix(f".{os.getpid()}.tmp")
    provisoire.write_text(json.dumps(retenue), encoding="utf-8")
    provisoire.replace(memoire)


def est_a_jour(racine: Path, site: Path | None, production: bool) -> bool:
    """Vrai si le site est exactement ce que donnerait une construction.

    Args:
        racine: dossier de `mkdocs.yml`.
        site: où l'on veut le site ; None pour où il a été construit.
        production: vrai si l'on demande un site sans rien qui manque.
    """
    try:
        retenue = json.loads((racine / DOSSIER / FICHIER).read_text(encoding="utf-8"))
        ou, lus = Path(retenue["site"]), [Path(lu) for lu in retenue["lus"]]
        return bool(
            (site is None or site.resolve() == ou)
            and retenue["entrees"] == _empreinte_des_entrees(lus, production=production)
            and retenue["sorties"] == _empreinte_des_sorties(ou)
        )
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _empreinte_des_entrees(lus: Iterable[Path], *, production: bool = False) -> str:
    """Le contenu de tout ce qui a été lu, le programme, ses bibliothèques, et le jour."""
    empreinte = hashlib.blake2b(digest_size=16)
    paquets = sorted(n for n in os.listdir(sysconfig.get_path("purelib")) if n.endswith("-info"))
    variables = {nom: valeur for nom, valeur in os.environ.items() if nom.startswith(VARIABLES)}
    if production:
        variables[f"{VARIABLES}PRODUCTION"] = "1"
    contexte = [sys.version, date.today().isoformat(), paquets, sorted(variables.items())]
    empreinte.update(json.dumps(contexte).encode())
    for fichier in _fichiers(lus):
        empreinte.update(f"{fichier}\0".encode(errors="surrogateescape"))
        empreinte.update(hashlib.blake2b(fichier.read_bytes()).digest())
    return empreinte.hexdigest()


def _empreinte_des_sorties(site: Path) -> str:
    """Les fichiers du site, leur taille et leur date : assez pour voir que l'on y a touché."""
    empreinte = hashlib.blake2b(digest_size=16)
    for fichier in _fichiers([site]):
        etat = fichier.stat()
        empreinte.update(f"{fichier}\0{etat.st_size}\0{etat.st_mtime_ns}\0".encode())
    return empreinte.hexdigest()


def _fichiers(chemins: Iterable[Path]) -> Iterator[Path]:
    """Tous les fichiers, dans un ordre qui ne dépend pas du disque."""
    for chemin in chemins:
        if not chemin.is_dir():
            yield chemin
            continue
        for dossier, sous, noms in os.walk(chemin):
            sous[:] = sorted(nom for nom in sous if nom not in IGNORES)
            yield from (Path(dossier, nom) for nom in sorted(noms))
