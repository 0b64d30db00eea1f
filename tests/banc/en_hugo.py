"""Écrire les mêmes territoires pour Hugo, avec une mise en page à nous.

Deux mises en page, dans `hugo/` : `complet` donne ce que donnent nos pages (en-tête, arbre du
territoire, fil d'Ariane, sommaire, thèmes, pages proches, voisines, pied) ; `minimal` n'écrit que
le titre et le texte.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .corpus import TerritoireInvente
from .en_markdown import pages_markdown

MISES_EN_PAGE = Path(__file__).parent / "hugo"
INDEX = "_index.md"
"""Le fichier d'une section, que Hugo veut sous ce nom."""


def ecrire_hugo(territoires: Iterable[TerritoireInvente], projet: Path, mise_en_page: str) -> None:
    """Écrit un projet Hugo entier ; `mise_en_page` est un dossier de `hugo/`."""
    shutil.copytree(MISES_EN_PAGE / mise_en_page, projet)
    contenu = projet / "content"
    _ecrire(contenu / INDEX, {"title": "Territoires"}, "")
    for territoire in territoires:
        adresses = adresses_de_hugo(territoire)
        for rang, page in enumerate(pages_markdown(territoire, adresses.__getitem__), 1):
            texte = f"{page.texte}\n## Faits\n\n{page.faits}\n"
            entete = {"title": page.titre, "weight": rang, "themes": page.themes}
            _ecrire(contenu / page.adresse, entete, texte)


def adresses_de_hugo(territoire: TerritoireInvente) -> dict[str, str]:
    """Le fichier de chaque page : un axe est une section, ses objectifs aussi."""
    slug = territoire.slug
    dossiers = {niveau.id: f"{slug}/{niveau.id}" for niveau in territoire.annexes}
    for axe in territoire.axes:
        dossiers[axe.id] = f"{slug}/{axe.id}"
        dossiers |= {o.id: f"{slug}/{axe.id}/{o.id}" for o in axe.objectifs}
    fichiers = {"": f"{slug}/{INDEX}", "synthese": f"{slug}/synthese.md"}
    fichiers |= {niveau: f"{dossier}/{INDEX}" for niveau, dossier in dossiers.items()}
    return fichiers | {a.id: f"{dossiers[a.sert[0]]}/{a.id}.md" for a in territoire.actions}


def _ecrire(fichier: Path, entete: dict[str, Any], texte: str) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_text(f"{json.dumps(entete, ensure_ascii=False)}\n\n{texte}", encoding="utf-8")
