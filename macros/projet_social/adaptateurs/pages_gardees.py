"""Les pages finies d'une construction à l'autre : celle dont rien n'a changé n'est pas refaite.

Une page se garde sous son adresse, avec la clé de tout ce dont elle dépend et la somme de ses
octets. Ce ne sont que des données : rien ne s'y exécute. Une page abîmée ou d'une autre clé est
refaite, et on le dit.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..corps import Corps
from ..pages.dependances import Dependances
from ..pages.page import Page
from ..pages.titre import titres_d_onglet
from .empreinte import empreinte_de
from .reserve import SECONDES_DE_GARDE


@dataclass
class PagesGardees:
    """Les pages finies d'un site.

    Attributes:
        dossier: où elles sont gardées.
        corps: ce que publie cette construction.
        contexte: l'empreinte de ce dont toutes dépendent (programme, gabarits, réglages).
        feuille: l'adresse de la feuille de Material, qui n'est sûre qu'à la fin : elle ne compte
            pas dans la clé, et se remet à jour dans la page.
        abimees: combien de pages gardées n'étaient plus lisibles.
    """

    dossier: Path
    corps: Corps
    contexte: str
    feuille: str
    abimees: int = 0
    _cles: dict[str, str] = field(default_factory=dict)

    def trouver(self, page: Page) -> str | None:
        """La page telle qu'on la referait ; None s'il faut la faire."""
        fichier = self._fichier(page)
        if not fichier.is_file():
            return None
        try:
            cle, somme, html = fichier.read_text(encoding="utf-8").split("\n", 2)
        except (ValueError, OSError):
            cle, somme, html = "", "", ""
        if somme != empreinte_de(html):
            self.abimees += 1
            return None
        if cle != self._cle(page):
            return None
        os.utime(fichier)
        return html.replace(FEUILLE, self.feuille)

    def garder(self, page: Page, html: str) -> None:
        """Garde une page que l'on vient de faire."""
        html = html.replace(self.feuille, FEUILLE)
        fichier = self._fichier(page)
        fichier.parent.mkdir(parents=True, exist_ok=True)
        provisoire = fichier.with_suffix(f".{os.getpid()}.tmp")
        provisoire.write_text(f"{self._cle(page)}\n{empreinte_de(html)}\n{html}", encoding="utf-8")
        provisoire.replace(fichier)

    def oublier(self) -> None:
        """Efface ce qui n'a pas servi depuis longtemps."""
        limite = time.time() - SECONDES_DE_GARDE
        for fichier in self.dossier.glob("*") if self.dossier.is_dir() else ():
            if fichier.stat().st_mtime < limite:
                fichier.unlink(missing_ok=True)

    def _fichier(self, page: Page) -> Path:
        return self.dossier / empreinte_de(page.publique)

    def _cle(self, page: Page) -> str:
        if page.publique not in self._cles:
            dependances = self._dependances
            dossier = f"territoires/{page.territoire}/" if page.territoire else ""
            documents = (d for d in self.corps.annexes.documents if d.page.startswith(dossier))
            self._cles[page.publique] = empreinte_de(
                self._commun,
                page,
                self._onglets[page.publique],
                *dependances.citations(page),
                *(self._empreintes[fichier] for fichier in sorted(dependances.fichiers(page))),
                *documents,
            )
        return self._cles[page.publique]

    @cached_property
    def _dependances(self) -> Dependances:
        return Dependances(self.corps.publication)

    @cached_property
    def _onglets(self) -> dict[str, str]:
        return titres_d_onglet(self.corps.publication.pages, self.corps.publication.nom)

    @cached_property
    def _empreintes(self) -> dict[str, str]:
        documents = self.corps.publication.ensemble.documents
        return {nom: empreinte_de(nom, document.octets) for nom, document in documents.items()}

    @cached_property
    def _commun(self) -> str:
        """Ce dont dépend le cadre de toutes les pages : menu, liens, pages qui existent."""
        publication = self.corps.publication
        return empreinte_de(
            self.contexte,
            publication.nom,
            publication.url,
            publication.federation,
            publication.fin,
            publication.adressage,
            *publication.ecrites,
            *sorted(publication.adresses | publication.adresses_d_ensemble),
            *self.corps.annexes.fichiers,
        )


FEUILLE = "\0feuille-de-material\0"
