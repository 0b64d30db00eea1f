"""La police des pages : Source Sans 3 réduite aux signes d'un site, en WOFF2, sous un autre nom.

Sa licence réserve le nom « Source » aux fichiers d'origine : la version réduite s'appelle
autrement, et ne heurte donc pas non plus une police installée. Deux graisses, pas d'italique : le
navigateur penche le romain pour les rares mots qui le demandent, ce qui garde deux fichiers à
charger au plus.

Réduite aux signes de toute page, elle est livrée : la réduire prend plus d'une seconde, et presque
aucun site n'en emploie d'autres. Un test compare ce qui est livré à ce que l'on referait ;
`python -m projet_social.polices.web` le récrit, quand la police, ses signes ou fontTools changent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from . import GRAS, ROMAIN

FAMILLE_DES_PAGES = "Projet social"
"""Le nom de la famille dans les pages et dans ses fichiers."""


@dataclass(frozen=True)
class Graisse:
    """Une graisse publiée.

    Attributes:
        nom: dans le nom du fichier et celui de la police.
        poids: valeur de `font-weight`.
        source: le fichier d'origine.
        largeur: largeur moyenne d'un signe du témoin (`repli.py`), en cadratins.
    """

    nom: str
    poids: int
    source: Path
    largeur: float

    @property
    def livree(self) -> Path:
        """Le fichier déjà réduit aux signes de toute page."""
        return self.source.with_name(f"{self.nom}.woff2")


GRAISSES = (
    Graisse("romain", 400, ROMAIN, 0.40165660377358486),
    Graisse("gras", 700, GRAS, 0.42396603773584907),
)

SIGNES = frozenset(
    {
        *map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))),
        *"ŒœŸ–—‘’‚“”„…‹›•†‡‰€™−×÷≤≥≠≈∞′″№",
        *"←↑→↓↗↘↔⇒○◔◑●‖✕✓■□◧◆▲▼►◄·",
        *"\u2007\u2009\u200a\u2010\u2011\u202f\u0300\u0301\u0302\u0303\u0308\u0327",
        *"ᵉʳ⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾ĀāĂăĆćČčĐđĒēĘęĚěĞğĪīİıŁłŃńŇňŌōŐőŘřŚśŞşŠšŪūŮůŰűŴŵŶŷŹźŻżŽžȘșȚț",
    }
)
"""Ce que toute page peut écrire : le français, ses voisins d'Europe, les signes du site."""

TRAITS = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""Ce que l'on garde de sa mise en forme. Ses chiffres sont déjà tous de même largeur."""

_VERSION = 2
"""À augmenter quand les fichiers rendus ou leur feuille changent sans que rien d'autre change."""
_AVERTISSEMENTS, _LICENCE, _ADRESSE_DE_LA_LICENCE = 0, 13, 14
"""Numéros des noms que la licence fait garder dans tout fichier dérivé."""


@cache
def empreinte_de_la_police(signes: frozenset[str]) -> str:
    """Ce dont dépendent les fichiers rendus : polices, signes, version de fontTools."""
    somme = hashlib.blake2b(f"{_VERSION} {version('fonttools')}".encode(), digest_size=8)
    somme.update("".join(sorted(SIGNES | signes)).encode())
    for graisse in GRAISSES:
        somme.update(graisse.source.read_bytes())
    return somme.hexdigest()


def police_pour(graisse: Graisse, signes: frozenset[str]) -> bytes:
    """Une graisse en WOFF2, pour les signes de toute page et ceux qu'un site a de plus."""
    if signes and _possede(graisse, signes):
        return reduire_la_police(graisse, signes)
    return graisse.livree.read_bytes()


def _possede(graisse: Graisse, signes: frozenset[str]) -> bool:
    """Vrai si la police a l'un de ces signes."""
    from fontTools.ttLib import TTFont

    return not signes.isdisjoint(map(chr, TTFont(graisse.source, lazy=True).getBestCmap()))


def reduire_la_police(graisse: Graisse, signes: Iterable[str]) -> bytes:
    """Une graisse en WOFF2, pour les signes de toute page et ceux que l'on demande.

    Un signe que la police n'a pas est laissé. Mêmes signes, mêmes octets.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    from .signes import ajouter_les_signes

    police = TTFont(graisse.source, recalcTimestamp=False)
    ajouter_les_signes(police)
    options = Options(
        layout_features=list(TRAITS),
        hinting=False,
        notdef_outline=True,
        name_IDs=[_AVERTISSEMENTS, _LICENCE, _ADRESSE_DE_LA_LICENCE],
        name_languages=[0x409],
        drop_tables=[*Options().drop_tables, "BASE", "DSIG", "STAT", "gasp", "meta"],
        recalc_timestamp=False,
    )
    reducteur = Subsetter(options)
    reducteur.populate(unicodes=sorted(map(ord, SIGNES.union(signes))))
    reducteur.subset(police)
    nom = f"{FAMILLE_DES_PAGES} {graisse.nom}"
    for rang, texte in {1: nom, 2: "Regular", 4: nom, 6: nom.replace(" ", "-")}.items():
        police["name"].setName(texte, rang, 3, 1, 0x409)
    police.flavor = "woff2"
    sortie = BytesIO()
    police.save(sortie, reorderTables=False)
    return sortie.getvalue()


if __name__ == "__main__":
    for graisse in GRAISSES:
        graisse.livree.write_bytes(reduire_la_police(graisse, ""))
