"""La feuille de style de Material : entière en aperçu, réduite à l'emploi du site à la fin.

Son adresse porte l'empreinte de ce qui est publié : un navigateur peut la garder un an.
Or les pages l'écrivent avant que l'on sache ce qu'elles emploient : elles portent celle de la
construction d'avant, et ne sont récrites que si l'empreinte a changé.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from ...de_material import FEUILLE, LICENCE_DE_MATERIAL, LICENCE_DES_ICONES
from ..empreinte import fichiers_sous
from .analyse import Noeud, ecrire_la_feuille, lire_la_feuille
from .elagage import attributs_des_selecteurs, elaguer
from .emploi import MOT, relever

FICHIER = "assets/material.css"
EMPREINTE = re.compile("[0-9a-f]{8}")
AVIS = f"/*! Material for MkDocs (MIT), (c) Martin Donath : {LICENCE_DE_MATERIAL.name} */"
"""Ce que sa licence demande à toute copie, même réduite ; à la fin : rien ne précède `@charset`."""
RECHERCHE = "pagefind"
"""Le dossier de la recherche, dont les feuilles et les scripts sont sans effet sur les pages."""


class FeuilleDeMaterial:
    """La feuille publiée, tirée de celle que Material apportait."""

    fichier = FICHIER
    """Où elle est publiée, relativement à la racine du site."""

    def __init__(self, memoire: Path | None, source: Path = FEUILLE) -> None:
        """Lit la feuille et l'empreinte de la construction d'avant.

        Args:
            memoire: le fichier qui garde l'empreinte ; None s'en passe.
            source: la feuille, avant toute réduction.
        """
        self._source = source.read_text(encoding="utf-8")
        self._memoire = memoire
        self.empreinte = _retenue(memoire) or _empreinte(self._source)

    @cached_property
    def _arbre(self) -> tuple[Noeud, ...]:
        return lire_la_feuille(self._source)

    @cached_property
    def entiere(self) -> str:
        """Toute la feuille, sans autre commentaire que son avis de licence."""
        return ecrire_la_feuille(self._arbre) + AVIS

    @property
    def fichiers(self) -> dict[str, str]:
        """Ce qu'il y a à publier, avant que les pages soient construites, licences comprises."""
        licences = (LICENCE_DE_MATERIAL, LICENCE_DES_ICONES)
        return {
            FICHIER: self.entiere,
            **{f"assets/{licence.name}": licence.read_text("utf-8") for licence in licences},
        }

    @property
    def adresse(self) -> str:
        """L'adresse à écrire dans les pages, relative à la racine du site."""
        return f"{FICHIER}?v={self.empreinte}"

    def elaguer(self, site: Path) -> None:
        """Réduit la feuille publiée à ce que le site construit emploie.

        Args:
            site: le dossier construit ; ses pages sont récrites si l'empreinte a changé.
        """
        fichiers = _ranger(site)
        places: dict[Path, list[int]] = {}
        emploi = relever(
            _lire_en_notant(fichiers[".html"], self.adresse.encode(), places),
            (script.read_text(encoding="utf-8", errors="replace") for script in fichiers[".js"]),
            attributs_des_selecteurs(self._arbre),
        )
        lus = emploi.mots.union(
            *(map(MOT.findall, emploi.valeurs.get("style", ()))),
            *(
                MOT.findall(feuille.read_text(encoding="utf-8", errors="replace"))
                for feuille in fichiers[".css"]
                if feuille != site / FICHIER
            ),
        )
        reduite = ecrire_la_feuille(elaguer(self._arbre, emploi.permet, lus)) + AVIS
        (site / FICHIER).write_text(reduite, encoding="utf-8")
        ancienne, self.empreinte = self.empreinte, _empreinte(reduite)
        if self.empreinte != ancienne:
            _changer(places, self.adresse.encode())
        if self._memoire is not None:
            self._memoire.parent.mkdir(parents=True, exist_ok=True)
            self._memoire.write_text(self.empreinte, encoding="ascii")


def _ranger(site: Path) -> dict[str, list[Path]]:
    """Les pages, les scripts et les feuilles d'un site, sauf ceux de la recherche."""
    ranges: dict[str, list[Path]] = {".html": [], ".js": [], ".css": []}
    for dossier in sorted(site.iterdir()):
        if dossier.name != RECHERCHE:
            for fichier in fichiers_sous([dossier]):
                if fichier.suffix in ranges:
                    ranges[fichier.suffix].append(fichier)
    return ranges


def _lire_en_notant(
    pages: Iterable[Path], adresse: bytes, places: dict[Path, list[int]]
) -> Iterator[bytes]:
    """Le contenu des pages ; note au passage où chacune porte une adresse."""
    motif = re.compile(re.escape(adresse))
    for page in pages:
        octets = page.read_bytes()
        if portees := [trouvee.start() for trouvee in motif.finditer(octets)]:
            places[page] = portees
        yield octets


def _changer(places: Mapping[Path, Iterable[int]], nouvelle: bytes) -> None:
    """Écrit une adresse sur une autre, de même longueur : aucune page ne se récrit en entier."""
    for page, portees in places.items():
        with page.open("r+b", buffering=0) as fichier:
            for place in portees:
                fichier.seek(place)
                fichier.write(nouvelle)


def _empreinte(feuille: str) -> str:
    return hashlib.blake2b(feuille.encode(), digest_size=4).hexdigest()


def _retenue(memoire: Path | None) -> str:
    """L'empreinte de la construction d'avant ; vide si elle est perdue ou abîmée."""
    if memoire is None or not memoire.is_file():
        return ""
    texte = memoire.read_text(encoding="ascii", errors="replace")
    return texte if EMPREINTE.fullmatch(texte) else ""
