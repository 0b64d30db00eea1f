"""Publier la police des pages : ses deux graisses, et la feuille qui les nomme.

Les fichiers portent dans leur nom l'empreinte de ce dont ils dépendent : une police qui change
change d'adresse, et un navigateur peut garder la sienne un an.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..exports.registre import Export
from ..polices import LICENCE
from ..polices.repli import feuille
from ..polices.web import GRAISSES, SIGNES, empreinte_de_la_police, police_pour
from .reserve import Reserve

DOSSIER = "assets/polices"
"""Où paraissent les fichiers, relativement à la racine du site."""


@dataclass(frozen=True)
class PoliceDesPages:
    """La police, prête à publier.

    Attributes:
        fichiers: octets par adresse publiée, licence comprise.
        feuille: à mettre en tête de la feuille de style du site, dans `assets/`.
    """

    fichiers: dict[str, bytes]
    feuille: str


def preparer_la_police(textes: Iterable[Path], reserve: Reserve) -> PoliceDesPages:
    """La police réduite aux signes d'un site.

    Args:
        textes: les fichiers dont les pages impriment le contenu (UTF-8).
        reserve: garde les octets d'une construction à l'autre.
    """
    signes = signes_rares(textes)
    cle = empreinte_de_la_police(signes)
    noms = {graisse.nom: f"{graisse.nom}.{cle}.woff2" for graisse in GRAISSES}
    exports = [
        Export(
            f"{DOSSIER}/{noms[graisse.nom]}",
            "Une graisse de la police des pages.",
            partial(police_pour, graisse, signes),
            empreinte=noms[graisse.nom],
        )
        for graisse in GRAISSES
    ]
    adresses = {nom: f"{Path(DOSSIER).name}/{fichier}" for nom, fichier in noms.items()}
    regles = Export(
        "police.css",
        "Les règles qui nomment la police.",
        lambda: feuille(adresses).encode(),
        empreinte=f"police.{cle}.css",
    )
    publies = {export.adresse: reserve.contenu(export) for export in exports}
    publies[f"{DOSSIER}/{LICENCE.name}"] = LICENCE.read_bytes()
    return PoliceDesPages(publies, reserve.contenu(regles).decode())


def textes_de(*dossiers: Path) -> Iterator[Path]:
    """Les fichiers YAML et Markdown de dossiers."""
    for dossier in dossiers:
        for suffixe in ("yml", "md"):
            yield from dossier.rglob(f"*.{suffixe}")


def signes_rares(textes: Iterable[Path]) -> frozenset[str]:
    """Les signes que toute page n'a pas : une lettre d'un nom étranger, un symbole."""
    vus: set[str] = set()
    for texte in textes:
        vus.update(texte.read_text(encoding="utf-8", errors="ignore"))
    return frozenset(signe for signe in vus - SIGNES if signe.isprintable())
