"""Ce que montrent l'en-tête et le pied de toutes les pages, selon ce que le site publie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .adresse import adresse_de, adresse_de_synthese
from .page import Lien
from .publication import Publication

MENU = (
    Lien("Territoires", "territoires/"),
    Lien("Que cherchez-vous ?", "situations/"),
    Lien("Thèmes", "themes/"),
    Lien("Comparaison", "comparaison/"),
    Lien("Ma commune", "communes/"),
    Lien("Chercher", "recherche/"),
)
"""L'en-tête ; une rubrique qui n'est pas publiée n'y paraît pas."""

PIED = (
    Lien("Plan du site", "plan-du-site/"),
    Lien("Publics", "publics/"),
    Lien("Glossaire", "glossaire/"),
    Lien("Acteurs entendus", "acteurs/"),
    Lien("Sources", "sources/"),
    Lien("Données ouvertes", "donnees/"),
    Lien("Référence des données", "reference/donnees/"),
    Lien("Référence des macros", "reference/macros/"),
    Lien("Mentions légales", "mentions-legales/"),
    Lien("Données personnelles", "donnees-personnelles/"),
    Lien("Écoconception", "ecoconception/"),
)
"""Le pied, après les pages écrites à la main que la navigation met au premier rang."""

DU_PLAN = ("axes/", "enjeux/", "actions/")
"""Les rubriques où se lit le plan d'un territoire, sur son propre site."""
POUR_ECRIRE = "reference/"
"""Ce qui ne sert qu'à écrire les données : le pied du site d'un territoire ne le montre pas."""


@dataclass(frozen=True, slots=True)
class Entree:
    """Une entrée de l'en-tête.

    Attributes:
        titre: ce qui se lit.
        adresse: adresse d'ensemble, ancre comprise.
        rubriques: débuts d'adresses publiques des pages où l'on est sous cette entrée.
    """

    titre: str
    adresse: str
    rubriques: tuple[str, ...]

    def etat(self, ici: str) -> str:
        """La valeur d'`aria-current` : « page », « true », ou rien.

        Args:
            ici: la rubrique de la page (« themes/ », ou « themes/… » plus bas).
        """
        if ici in self.rubriques and "#" not in self.adresse:
            return "page"
        return "true" if ici.startswith(self.rubriques) else ""


def menu(publication: Publication) -> list[Entree]:
    """Les entrées de l'en-tête ; sur le site d'un territoire, son plan et sa synthèse d'abord."""
    rubriques = [
        Entree(lien.titre, lien.adresse, (lien.adresse,))
        for lien in MENU
        if publication.publie(lien.adresse)
    ]
    return [*_du_territoire(publication), *rubriques]


def _du_territoire(publication: Publication) -> Iterator[Entree]:
    territoire = publication.territoire
    if territoire is None:
        return
    if territoire.plans:
        ancre = adresse_de(territoire.plans[0]).partition("#")[2]
        yield Entree("Le plan", f"{publication.adressage.accueil}#{ancre}", DU_PLAN)
    if publication.publie(synthese := adresse_de_synthese(territoire)):
        yield Entree("La synthèse", synthese, ("synthese/",))


def pied(publication: Publication) -> list[Lien]:
    """Les liens du pied que ce site publie, puis ceux qui mènent au site d'ensemble."""
    utiles = [
        lien
        for lien in PIED
        if publication.publie(lien.adresse)
        and not (publication.adressage.seul and lien.adresse.startswith(POUR_ECRIRE))
    ]
    if publication.federation and publication.mene("comparaison/"):
        utiles.append(Lien("Comparer avec d’autres territoires", "comparaison/"))
    return utiles


def rubrique(adresse: str) -> str:
    """L'entrée du menu où l'on est : « / » à l'accueil, « themes/ » ou « themes/… » ailleurs.

    L'en-tête n'est rendu qu'une fois par entrée du menu et par profondeur de page.

    Args:
        adresse: adresse publique de la page.
    """
    tete, _, suite = adresse.partition("/")
    return f"{tete}/{'…' if suite else ''}"
