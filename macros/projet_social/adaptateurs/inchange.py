"""Ce qui n'a pas changé ne se refait pas : pages finies et exports de la construction d'avant."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..exports.annexes import Annexes
from ..exports.registre import Export
from ..pages.adresse import adresse_de
from ..pages.dependances import Dependances
from ..pages.page import Page
from ..pages.publication import Publication
from ..pages.titre import titres_d_onglet
from .empreinte import empreinte_de
from .garde import Garde

if TYPE_CHECKING:
    from ..impression.tirage import Tirage

FEUILLE = "\0feuille-de-material\0"
"""Tient lieu, dans une page gardée, d'une adresse qui n'est sûre qu'à la fin."""


@dataclass
class Inchange:
    """Ce que la construction d'avant a publié, et qui vaut encore.

    Attributes:
        contexte: l'empreinte de ce dont tout dépend (programme, gabarits, réglages).
        feuille: l'adresse de la feuille de Material : elle ne compte pas dans la clé d'une page,
            et s'y remet à jour.
        annexes: ce qui se publie à côté des pages, une fois connu.
        version: l'empreinte des styles et des scripts, une fois connue.
    """

    garde: Garde
    publication: Publication
    contexte: str
    feuille: str
    annexes: Annexes = field(default_factory=Annexes)
    version: str = ""
    _cles: dict[str, str] = field(init=False, default_factory=dict)
    _territoires: dict[str, str] = field(init=False, default_factory=dict)

    def page(self, page: Page) -> str | None:
        """Une page telle qu'on la referait ; None s'il faut la faire."""
        trouvee = self.garde.trouver(page.publique, self._cle(page))
        return trouvee.decode().replace(FEUILLE, self.feuille) if trouvee else None

    def garder(self, page: Page, html: str) -> None:
        """Garde une page que l'on vient de faire."""
        octets = html.replace(self.feuille, FEUILLE).encode()
        self.garde.garder(page.publique, self._cle(page), octets)

    def export(self, export: Export) -> bytes:
        """Les octets d'un export, refaits si quelque chose a changé dans ce qu'il lit."""
        cle = self._lu_de(export.territoire)
        octets = self.garde.trouver(export.publique, cle)
        if octets is None:
            octets = export.contenu()
            self.garde.garder(export.publique, cle, octets)
        return octets

    def empreinte(self, tirage: Tirage) -> str:
        """L'empreinte d'un document, recomposé si quelque chose a changé dans ce qu'il lit.

        Il ne montre rien d'ailleurs : le papier ne garde pas ce qu'une page cite d'autres plans.
        """
        adresse, cle = f"{tirage.adresse}#empreinte", self._lu_de(tirage.territoire)
        if (gardee := self.garde.trouver(adresse, cle)) is not None:
            return gardee.decode()
        empreinte = tirage.empreinte()
        self.garde.garder(adresse, cle, empreinte.encode())
        return empreinte

    def _lu_de(self, slug: str) -> str:
        """L'empreinte de ce que lit tout ce qui ne parle que d'un territoire ; vide, de tout."""
        if not slug:
            return self._tout
        if slug not in self._territoires:
            lus = sorted(self._dependances.fichiers_du_territoire(slug))
            self._territoires[slug] = empreinte_de(
                self._commun, *(self._empreintes[fichier] for fichier in lus)
            )
        return self._territoires[slug]

    def _cle(self, page: Page) -> str:
        if page.publique not in self._cles:
            territoire = self.publication.corpus.territoires.get(page.territoire)
            dossier = adresse_de(territoire) if territoire else ""
            cites = sorted(self._dependances.fichiers_cites(page))
            self._cles[page.publique] = empreinte_de(
                self._publie,
                self._lu_de(territoire.slug if territoire else ""),
                page,
                self._onglets[page.publique],
                *self._dependances.citations(page),
                len(cites),
                *(self._empreintes[fichier] for fichier in cites),
                *(d for d in self.annexes.documents if d.page.startswith(dossier)),
            )
        return self._cles[page.publique]

    @cached_property
    def _tout(self) -> str:
        return empreinte_de(self._commun, *sorted(self._empreintes.values()))

    @cached_property
    def _publie(self) -> str:
        """Ce qui compte dans la clé de toutes les pages : leur cadre."""
        return empreinte_de(self._commun, self.version, *self.annexes.fichiers)

    @cached_property
    def _dependances(self) -> Dependances:
        return Dependances(self.publication)

    @cached_property
    def _onglets(self) -> dict[str, str]:
        return titres_d_onglet(self.publication.pages, self.publication.nom)

    @cached_property
    def _empreintes(self) -> dict[str, str]:
        documents = self.publication.ensemble.documents
        return {nom: empreinte_de(nom, document.octets) for nom, document in documents.items()}

    @cached_property
    def _commun(self) -> str:
        """Ce dont dépend le cadre de toutes les pages : menu, liens, pages qui existent."""
        publication = self.publication
        return empreinte_de(
            self.contexte,
            publication.nom,
            publication.url,
            publication.federation,
            publication.fin,
            publication.adressage,
            *publication.ecrites,
            *sorted(publication.adresses | publication.adresses_d_ensemble),
        )
