"""Ce que le cadre d'une page imprime autour d'elle : onglets, arbre, pied, balises, contacts.

Reçoit les pages que MkDocs tient, sans le connaître : une page y a un fichier, une rubrique des
enfants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..corps import Corps
from ..exports.couleurs import couleurs
from ..exports.jumeaux import adresse_du_jumeau
from ..macros.vue import Vue
from ..pages.adresse import adresse_de
from ..pages.annonce import Annonce, annonces_de
from ..pages.arbre import Branche, arbre_de, arbre_des_agents
from ..pages.contact import Interlocuteur, interlocuteurs, interlocuteurs_de
from ..pages.de_comparaison import COMPARAISON
from ..pages.de_conformite import ACCESSIBILITE
from ..pages.fixe import AdresseFixe
from ..pages.menu import EntreeDuMenu, menu, pied, rubrique
from ..pages.page import LienDePage, Page
from ..pages.publication import Publication
from ..pages.titre import titre_d_onglet, titres_d_onglet
from ..rendu import icone
from ..tete.balises import Balises, balises_d_une_page_ecrite, balises_de
from ..tete.dates import Dates
from ..tete.donnees_liees import donnees_liees
from ..texte.typographie import typographier
from .habillage import Habillage
from .theme import scripts_de

FAVICON_DE_MATERIAL = "assets/images/favicon.png"
"""Celle que Material donne d'office ; la nôtre la remplace, pas celle que l'on a choisie."""


@dataclass(frozen=True, eq=False)
class Cadre:
    """Le cadre des pages d'un site.

    Attributes:
        logo: adresse publique du logo ; vide s'il n'y en a pas.
        navigation: les pages écrites à la main, dans l'ordre et les rubriques de la navigation.
        generees: les pages générées, par fichier Markdown.
    """

    corps: Corps
    habillage: Habillage = field(default_factory=Habillage)
    logo: str = ""
    navigation: Sequence[Branche] = ()
    generees: Mapping[str, Page] = field(default_factory=dict)

    def valeurs(self, theme: Mapping[str, Any], feuille: str, version: str) -> dict[str, Any]:
        """Ce que les gabarits du thème emploient, par nom.

        Args:
            feuille: adresse de la feuille de Material.
            version: empreinte des autres fichiers, qui fait voir aux navigateurs leurs changements.
        """
        return {
            "cadre": self,
            "AdresseFixe": AdresseFixe,
            "habillage": self.habillage,
            "favicon": favicon(theme),
            "feuille_de_material": feuille,
            "version_des_fichiers": version,
            "icone": icone,
            "scripts_de": scripts_de,
        }

    @property
    def publication(self) -> Publication:
        """Ce qui est publié, et où."""
        return self.corps.publication

    def vue(self, remontee: str) -> Vue:
        """La vue d'une page, d'après le chemin qui la relie à la racine du site."""
        return Vue(self.publication, remontee=remontee)

    @cached_property
    def menu(self) -> list[EntreeDuMenu]:
        """Les onglets."""
        return menu(self.publication, self.navigation)

    @cached_property
    def pied(self) -> list[LienDePage]:
        """Les liens du pied ; celui de l'accessibilité dit la mention que la loi demande."""
        mention = LienDePage(self.mention_d_accessibilite, ACCESSIBILITE.adresse)
        return [*pied(self.publication, self.navigation), mention]

    @property
    def mention_d_accessibilite(self) -> str:
        """La mention que la loi veut sur chaque page, jamais meilleure que l'audit enregistré."""
        editeur = self.publication.ensemble.editeur
        etat = editeur.conformite(self.publication.aujourd_hui)
        return typographier(f"Accessibilité : {etat.libelle}")

    @cached_property
    def incomplet(self) -> bool:
        """Vrai s'il manque une donnée légale : ce n'est qu'un aperçu."""
        return bool(self.publication.ensemble.editeur.manques())

    def montre_l_exemple(self, page: Any) -> bool:
        """Vrai si la page montre, ou peut montrer, des données inventées."""
        generee = self.generee(page)
        slug = generee.territoire if generee else ""
        return slug in self.exemples if slug else bool(self.exemples)

    @cached_property
    def exemples(self) -> frozenset[str]:
        """Les territoires où il reste de l'exemple inventé."""
        territoires = self.publication.ensemble.territoires
        return frozenset(slug for slug, t in territoires.items() if t.montre_un_exemple)

    @cached_property
    def couleurs(self) -> str:
        """L'adresse de la feuille des couleurs de territoires ; vide s'il n'y en a pas."""
        feuilles = (self.publication.place(e.adresse) for e in couleurs(self.publication))
        return next(feuilles, None) or ""

    @property
    def texte_du_logo(self) -> str:
        """Ce que dit le logo : le territoire, sauf si le nom du site, qui suit, le dit déjà."""
        territoire, site = self.publication.territoire, self.publication.nom
        nom = territoire.nom if territoire else self.publication.ensemble.editeur.nom or ""
        return "" if nom.casefold() in site.casefold() else nom

    def generee(self, page: Any) -> Page | None:
        """La page générée que MkDocs tient ; None si elle est écrite à la main."""
        return self.generees.get(page.file.src_uri) if page else None

    def arbre(self, page: Any) -> Branche | None:
        """Ce qui entoure une page ; celle qui en remplace une a l'arbre de la remplacée."""
        if page is None:
            return None
        generee = self.generee(page) or self._par_adresse.get(adresse_publique(page.file))
        if generee is None:
            return arbre_des_agents(self.publication, self.navigation)
        return arbre_de(generee, self.publication, self.navigation)

    def tout(self, page: Any) -> LienDePage:
        """Ce dont une page fait partie, que dit l'en-tête : le territoire, sinon le site."""
        generee = self.generee(page)
        if generee and generee.territoire and not self.publication.adressage.seul:
            territoire = self.publication.corpus.territoires[generee.territoire]
            return LienDePage(territoire.nom, adresse_de(territoire))
        if generee and generee.adresse.startswith(COMPARAISON.adresse):
            return COMPARAISON
        return LienDePage(self.publication.nom, "")

    def adresse(self, page: Any) -> str | None:
        """L'adresse d'ensemble d'une page, pour la reconnaître dans l'arbre."""
        generee = self.generee(page)
        return generee.adresse if generee else adresse_publique(page.file) if page else None

    def rubrique(self, page: Any) -> str:
        """L'entrée du menu où l'on est ; vide hors de toute page."""
        return rubrique(adresse_publique(page.file)) if page else ""

    def titre_d_onglet(self, generee: Page | None, titre: str) -> str:
        """Le titre d'onglet d'une page générée ; celui d'une page écrite, d'après son titre."""
        if generee:
            return self._onglets[generee.publique]
        return titre_d_onglet(titre, "", self.publication.nom)

    def annonces_de(self, generee: Page | None) -> Sequence[tuple[str, Annonce]]:
        """Ce qu'annonce une page ; une page écrite à la main annonce ce qu'annonce l'accueil."""
        adresse = generee.adresse if generee else self.publication.adressage.accueil
        return annonces_de(adresse, self.corps.annexes.annonces)

    def jumeau(self, generee: Page | None) -> str:
        """L'adresse d'ensemble de la même page en Markdown ; vide si elle n'en a pas."""
        return adresse_du_jumeau(generee) if generee else ""

    def balises(self, generee: Page | None, titre: str, description: str, url: str) -> Balises:
        """Les balises de partage ; titre, phrase et adresse valent pour une page écrite."""
        if generee:
            return balises_de(generee, self.publication)
        return balises_d_une_page_ecrite(titre, description, url, self.publication)

    def interlocuteurs(self, generee: Page | None, titre: str, url: str) -> list[Interlocuteur]:
        """Qui joindre depuis une page ; titre et adresse valent pour une page écrite."""
        if generee:
            return interlocuteurs_de(generee, self.publication)
        return interlocuteurs(titre, "", url, None, self.publication.ensemble.editeur)

    def donnees_liees(self, generee: Page) -> str:
        """Ce que la page dit aux machines, en JSON-LD ; vide si elle n'a rien à leur dire."""
        return donnees_liees(generee, self.publication)

    def a_signaler(self, fichiers: Iterable[Any]) -> Iterator[tuple[str, str]]:
        """Les pages que l'on signale aux moteurs de recherche.

        Args:
            fichiers: ceux des pages que tient MkDocs ; les autres viennent de la fois d'avant.

        Yields:
            L'adresse absolue d'une page, et le jour (ISO) où elle a changé s'il est connu.
        """
        for fichier in fichiers:
            if fichier.src_uri not in self.generees and fichier.page.canonical_url:
                yield fichier.page.canonical_url, ""
        for generee in self.generees.values():
            if not generee.signalee:
                continue
            yield self.publication.absolue(generee.adresse) or "", self.modifiee_le(generee)

    def modifiee_le(self, generee: Page) -> str:
        """Le jour de la dernière modification d'une page, en ISO ; vide s'il est inconnu."""
        jour = self._dates.de(generee)
        return jour.isoformat() if jour else ""

    @cached_property
    def _onglets(self) -> dict[str, str]:
        return titres_d_onglet(self.publication.pages, self.publication.nom)

    @cached_property
    def _dates(self) -> Dates:
        return Dates(self.publication.corpus)

    @cached_property
    def _par_adresse(self) -> dict[str, Page]:
        return {page.publique: page for page in self.publication.pages}


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
