"""Écrire les pages générées sur le disque, pour tout constructeur qui lit du Markdown.

Material cesse d'être suivi en mai 2027 : ces fichiers se construisent avec Zensical, ProperDocs
ou un autre, sans greffon.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from ..pages.page import Page
from ..site import Site


def ecrire_les_pages(site: Site, dossier: Path) -> int:
    """Écrit une page Markdown par page générée, les exports et les renvois ; tout ou rien.

    Un renvoi est un fichier HTML, que tout constructeur recopie à la même adresse.

    Args:
        site: le site à écrire.
        dossier: dossier à remplir ; il doit être vide ou absent.

    Returns:
        Le nombre de pages écrites.

    Raises:
        FileExistsError: le dossier contient déjà quelque chose.
    """
    if dossier.exists() and any(dossier.iterdir()):
        raise FileExistsError(f"le dossier « {dossier} » n'est pas vide")
    dossier.parent.mkdir(parents=True, exist_ok=True)
    provisoire = Path(tempfile.mkdtemp(dir=dossier.parent, prefix=f".{dossier.name}."))
    try:
        for page in site.pages:
            _ecrire(provisoire / page.fichier_markdown, page_markdown(site, page).encode())
        for export in site.exports:
            _ecrire(provisoire / export.publique, export.contenu())
        for uri, html in site.renvois():
            _ecrire(provisoire / uri, html.encode())
        if dossier.exists():
            dossier.rmdir()
        provisoire.chmod(0o755)
        provisoire.rename(dossier)
    except BaseException:
        shutil.rmtree(provisoire, ignore_errors=True)
        raise
    return len(site.pages)


def _ecrire(fichier: Path, octets: bytes) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(octets)


def page_markdown(site: Site, page: Page) -> str:
    """Une page en Markdown : en-tête, titre, puis le corps en HTML d'un seul bloc.

    Les accolades du corps sont écrites en entités : aucun moteur de macros n'y trouve de code.
    """
    lignes = (ligne.strip() for ligne in site.corps(page).splitlines())
    corps = "\n".join(ligne for ligne in lignes if ligne)
    corps = corps.replace("{", "&#123;").replace("}", "&#125;")
    titre = json.dumps(site.titre(page), ensure_ascii=False)
    description = json.dumps(page.description, ensure_ascii=False)
    surtitre = f'<p class="surtitre">{page.surtitre}</p>\n' if page.surtitre else ""
    return (
        f"---\ntitle: {titre}\ndescription: {description}\n---\n\n"
        f"<div>\n{surtitre}<h1>{_echapper(site.titre(page))}</h1>\n{corps}\n</div>\n"
    )


def _echapper(texte: str) -> str:
    return texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def remplacer(nouveau: Path, ancien: Path) -> None:
    """Met un dossier à la place d'un autre, par renommage."""
    ecarte = ancien.with_name(f"{ancien.name}.ancien.{os.getpid()}")
    if ancien.exists():
        ancien.rename(ecarte)
    nouveau.rename(ancien)
    shutil.rmtree(ecarte, ignore_errors=True)
