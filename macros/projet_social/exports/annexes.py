"""Les fichiers d'un site à côté de ses pages : à suivre, à emporter, à charger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from ..pages.annonce import Annonce, Annonces
from ..pages.publication import Publication
from ..texte.typographie import poids_ecrit
from .fichier import Fichier
from .registre import Export, exports_suivis_de, tous_les_exports


@dataclass(frozen=True, slots=True)
class Telechargement:
    """Un document à emporter.

    Attributes:
        page: adresse d'ensemble de la page qui le propose.
        titre: ce que dit le lien (« Télécharger cette page »).
        format: PDF, DOCX ou ODT.
        adresse: adresse d'ensemble du fichier.
        octets: son poids.
    """

    page: str
    titre: str
    format: str
    adresse: str
    octets: int

    @property
    def poids(self) -> str:
        """Le poids, à dire avant que l'on télécharge : 85 Ko, 1,2 Mo."""
        return poids_ecrit(self.octets)


@dataclass(frozen=True)
class Annexes:
    """Ce qui est publié à côté des pages, et que certaines annoncent.

    Attributes:
        publication: ce qui est publié, et où ; sans elle, il n'y a ni export ni annonce.
        documents: ce que les pages proposent d'emporter.
        fichiers: styles et scripts (nom, octets, octets compressés).
        poids_de: le nombre d'octets d'un fichier de données ; c'est à qui les écrit de le dire.
    """

    publication: Publication | None = None
    documents: Sequence[Telechargement] = ()
    fichiers: Sequence[tuple[str, int, int]] = ()
    poids_de: Callable[[Fichier], int] = attrgetter("poids")

    @property
    def exports(self) -> Sequence[Export]:
        """Les fichiers de données, calendriers, flux, extraits, images…"""
        return tous_les_exports(self.publication) if self.publication else ()

    @cached_property
    def annonces(self) -> Annonces:
        """Par page, les calendriers et les flux auxquels s'abonner, dans leur ordre.

        Les autres exports n'y sont pour rien : l'aperçu d'une page n'attend pas leur liste.
        """
        par_page: dict[str, list[tuple[str, Annonce]]] = {}
        for export in exports_suivis_de(self.publication) if self.publication else ():
            if annonce := export.annonce:
                par_page.setdefault(annonce.page, []).append((export.adresse, annonce))
        return par_page

    @cached_property
    def telechargements(self) -> dict[str, list[Telechargement]]:
        """Par page, les documents qu'elle propose."""
        par_page: dict[str, list[Telechargement]] = {}
        for document in self.documents:
            par_page.setdefault(document.page, []).append(document)
        return par_page
