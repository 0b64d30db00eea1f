"""`projet-social archiver` : tout le site dans un fichier zip, qui s'ouvre partout.

Ses liens sont relatifs et mènent à des fichiers : il marche dans un sous-dossier, sur une clé, dans
un partage de fichiers, avec ou sans serveur.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from ...archive import ArchiveFigee
from ...depart.recettes import htaccess
from ..console import avancer, conclure
from ..mkdocs_lance import arret_avec_les_programmes, construire
from .refus import RefusDeCommande


def archiver(choix: argparse.Namespace) -> int:
    """Construit le site à part, le range dans une archive, et dit la suite."""
    archive: Path = choix.archive
    if archive.suffix.lower() != ".zip":
        raise RefusDeCommande(f"« {archive} » ; donner un nom qui finit par .zip")
    if archive.is_dir() or not archive.parent.is_dir():
        raise RefusDeCommande(f"« {archive} » ne peut pas s'écrire ; vérifier le dossier")
    if archive.exists() and not choix.remplacer:
        raise RefusDeCommande(f"« {archive} » existe déjà ; donner un autre nom, ou --remplacer")
    with tempfile.TemporaryDirectory() as provisoire:
        site = Path(provisoire) / "site"
        with arret_avec_les_programmes():
            construire(choix.site, site, "--no-directory-urls", production=choix.production)
        if choix.htaccess:
            (site / ".htaccess").write_text(htaccess(), encoding="utf-8")
        nombre = _ranger(site, archive)
    poids = f"{archive.stat().st_size / 1e6:.1f}".replace(".", ",")
    conclure(
        f"« {archive} » contient le site : {nombre} fichiers, {poids} Mo.",
        "le décompresser où l'on veut, puis ouvrir index.html",
        "ou déposer ce qu'il contient chez son hébergeur",
    )
    return 0


def _ranger(site: Path, archive: Path) -> int:
    """Écrit l'archive d'un coup : l'ancienne reste si quelque chose échoue."""
    fichiers = sorted(fichier for fichier in site.rglob("*") if fichier.is_file())
    neuve = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        with ArchiveFigee(neuve, "w") as zip_:
            for fichier in avancer(fichiers, "fichiers rangés", len(fichiers)):
                zip_.write(fichier, fichier.relative_to(site).as_posix())
        neuve.replace(archive)
    finally:
        neuve.unlink(missing_ok=True)
    return len(fichiers)
