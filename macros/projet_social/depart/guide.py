"""Le guide, en pages que l'on ouvre d'un double clic : il se lit avant toute installation.

Ce sont les pages de `docs/guide/`, sans le site autour. Ce qui ne se lit que dans un site construit
(une macro, la référence des données) y est nommé, sans lien mort.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape
from pathlib import Path

from ..texte.finition import finir
from ..texte.prose import page_en_html
from .gabarits import remplir

ACCUEIL = "index"
POUR_QUI_PROGRAMME = {"material"}
"""Les pages qui emploient ce que seul un site construit sait montrer."""
ENTETE = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
MACRO = re.compile(r"^\{\{.*\}\}$", re.MULTILINE)
LIEN = re.compile(r'<a href="([^":]+)">(.*?)</a>', re.DOTALL)
TITRE = re.compile(r"^# (.+)$", re.MULTILINE)
TABLEAU = re.compile(r"<table>.*?</table>", re.DOTALL)
AILLEURS = "*Cette partie se lit dans le site construit.*"


def dossier_du_guide() -> Path:
    """Les pages : dans la roue à côté des modèles, sinon dans les pages du dépôt."""
    ici = Path(__file__).parent
    dossier = ici / "guide"
    return dossier if dossier.is_dir() else ici.parents[2] / "docs" / "guide"


def composer_le_guide() -> dict[str, bytes]:
    """Toutes les pages et leurs images, par leur place."""
    dossier = dossier_du_guide()
    pages = {
        page.stem: page.read_text(encoding="utf-8")
        for page in sorted(dossier.glob("*.md"))
        if page.stem not in POUR_QUI_PROGRAMME
    }
    fichiers = {
        f"{nom}.html": _page(nom, texte, pages.keys()).encode("utf-8")
        for nom, texte in pages.items()
    }
    images = sorted((dossier / "images").iterdir())
    return fichiers | {f"images/{image.name}": image.read_bytes() for image in images}


def _page(nom: str, texte: str, pages: Collection[str]) -> str:
    contenu = MACRO.sub(AILLEURS, ENTETE.sub("", texte))
    titre = TITRE.search(contenu)
    assert titre, f"{nom}.md n'a pas de titre"

    def relier(lien: re.Match[str]) -> str:
        but, ancre, suite = lien[1].partition("#")
        if but.removesuffix(".md") in pages:
            return f'<a href="{but.removesuffix(".md")}.html{ancre}{suite}">{lien[2]}</a>'
        return lien[2] if but else lien[0]

    corps = LIEN.sub(relier, page_en_html(contenu))
    corps = corps.replace("<li>[ ] ", "<li>☐ ")
    corps = TABLEAU.sub(lambda t: f'<div class="tableau" tabindex="0">{t[0]}</div>', corps)
    retour = "" if nom == ACCUEIL else '<p><a href="index.html">Le guide</a></p>'
    return remplir(
        "installation/guide.html", titre=escape(titre[1]), retour=retour, corps=finir(corps)[0]
    )
