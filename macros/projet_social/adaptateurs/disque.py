"""Écrire les pages générées sur le disque, pour tout constructeur qui lit du Markdown.

Material cesse d'être suivi en mai 2027 : ces fichiers se construisent avec Zensical, ProperDocs
ou un autre, sans greffon.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from ..corps import Corps, renvois
from ..pages.page import Page
from ..texte.typographie import typographier


def ecrire_les_pages(corps: Corps, dossier: Path) -> int:
    """Écrit une page Markdown par page générée, les exports et les renvois ; tout ou rien.

    Un renvoi est un fichier HTML, que tout constructeur recopie à la même adresse.

    Args:
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
        # Les pages disent le poids des fichiers : ils s'écrivent avant elles.
        for export in corps.annexes.exports:
            if not export.est_du_markdown:
                deposer(provisoire / export.publique, export.contenu())
        for page in corps.publication.pages:
            deposer(provisoire / page.fichier_markdown, page_markdown(corps, page).encode())
        for uri, html in renvois(corps.publication):
            deposer(provisoire / uri, html.encode())
        if dossier.exists():
            dossier.rmdir()
        provisoire.chmod(0o755)
        provisoire.rename(dossier)
    except BaseException:
        shutil.rmtree(provisoire, ignore_errors=True)
        raise
    return len(corps.publication.pages)


def deposer(fichier: Path, octets: bytes) -> Path:
    """Écrit un fichier à sa place, dossiers compris : personne n'a plus à en garder les octets."""
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(octets)
    return fichier


def page_markdown(corps: Corps, page: Page) -> str:
    """Une page en Markdown : en-tête, titre, puis le corps en HTML d'un seul bloc.

    Les accolades du corps sont écrites en entités : aucun moteur de macros n'y trouve de code.
    """
    lignes = (ligne.strip() for ligne in corps.de(page).splitlines())
    html = "\n".join(ligne for ligne in lignes if ligne)
    html = html.replace("{", "&#123;").replace("}", "&#125;")
    titre = typographier(page.titre)
    description = json.dumps(page.description, ensure_ascii=False)
    surtitre = f'<p class="surtitre">{page.surtitre}</p>\n' if page.surtitre else ""
    entete = f"title: {json.dumps(titre, ensure_ascii=False)}\ndescription: {description}\n"
    if not page.signalee:
        entete += "search:\n  exclude: true\n"
    return f"---\n{entete}---\n\n<div>\n{surtitre}<h1>{_echapper(titre)}</h1>\n{html}\n</div>\n"


def _echapper(texte: str) -> str:
    return texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
