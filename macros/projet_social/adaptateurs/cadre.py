"""Ce que le cadre d'une page imprime autour d'elle : l'arbre, le nom du tout, sa place.

Reçoit les pages que MkDocs tient, sans le connaître : une page y a un fichier, une rubrique des
enfants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..pages.arbre import Arbre, Branche
from ..pages.menu import rubrique
from ..pages.page import Lien, Page
from ..rendu import icone
from ..site import Site
from .habillage import Habillage
from .theme import scripts_de

FAVICON_DE_MATERIAL = "assets/images/favicon.png"
"""Celle que Material donne d'office ; la nôtre la remplace, pas celle que l'on a choisie."""


@dataclass
class Cadre:
    """Le cadre des pages d'un site.

    Attributes:
        site: le site de la construction en cours.
        habillage: ce que demande `theme:`.
        generees: les pages générées, par fichier Markdown.
    """

    site: Site
    habillage: Habillage
    generees: Mapping[str, Page] = field(default_factory=dict)

    def valeurs(self, theme: Mapping[str, Any], feuille: str, version: str) -> dict[str, Any]:
        """Ce que les gabarits du thème emploient, par nom.

        Args:
            theme: les réglages de `theme:`.
            feuille: adresse de la feuille de Material.
            version: empreinte des autres fichiers, qui fait voir aux navigateurs leurs changements.
        """
        return {
            "site_social": self.site,
            "habillage": self.habillage,
            "favicon": favicon(theme),
            "feuille_de_material": feuille,
            "version_des_fichiers": version,
            "icone": icone,
            "scripts_de": scripts_de,
            "arbre_de": self.arbre,
            "nom_du_tout": self.tout,
            "adresse_de_la_page": self.adresse,
            "rubrique": lambda page: rubrique(adresse_publique(page.file)) if page else "",
        }

    def generee(self, page: Any) -> Page | None:
        """La page générée que MkDocs tient ; None si elle est écrite à la main."""
        return self.generees.get(page.file.src_uri) if page else None

    def arbre(self, page: Any) -> Arbre | None:
        """Ce qui entoure une page ; celle qui en remplace une a l'arbre de la remplacée."""
        if page is None:
            return None
        adresse = adresse_publique(page.file)
        return self.site.arbre(self.generee(page) or self._par_adresse.get(adresse))

    def tout(self, page: Any) -> Lien:
        """Ce dont une page fait partie, que dit l'en-tête."""
        return self.site.tout(self.generee(page))

    def adresse(self, page: Any) -> str | None:
        """L'adresse d'ensemble d'une page, pour la reconnaître dans l'arbre."""
        generee = self.generee(page)
        return generee.adresse if generee else adresse_publique(page.file) if page else None

    @cached_property
    def _par_adresse(self) -> dict[str, Page]:
        return {page.publique: page for page in self.site.pages}


def branches_ecrites(entrees: Iterable[Any], titre_de: Callable[[Any], str]) -> Iterator[Branche]:
    """Les pages écrites à la main, avec leurs rubriques ; l'accueil et les liens exceptés.

    Args:
        entrees: pages, rubriques et liens de la navigation de MkDocs.
        titre_de: le titre d'une page que la navigation ne titre pas.
    """
    for entree in entrees:
        if enfants := getattr(entree, "children", None):
            if contenues := tuple(branches_ecrites(enfants, titre_de)):
                yield Branche(entree.title, branches=contenues)
        elif hasattr(entree, "file") and not entree.is_homepage:
            titre = entree.title or titre_de(entree.file)
            icone = entree.meta.get("icon") or ""
            yield Branche(titre, adresse_publique(entree.file), icone=icone)


def favicon(theme: Mapping[str, Any]) -> str:
    """L'icône d'onglet que l'on a choisie ; vide si c'est celle que Material donne d'office."""
    choisie = str(theme.get("favicon") or "")
    return choisie if choisie != FAVICON_DE_MATERIAL else ""


def adresse_publique(fichier: Any) -> str:
    """L'adresse publique d'une page, que MkDocs écrit « ./ » ou « x/index.html »."""
    url = str(fichier.url)
    return url.removesuffix("index.html") if url != "./" else ""
