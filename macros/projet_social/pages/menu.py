"""Ce que montrent les onglets et le pied de toutes les pages, selon ce que le site publie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .adresse import adresse_de, adresse_de_suivi, adresse_de_synthese
from .arbre import Branche
from .de_comparaison import COMPARAISON
from .de_conformite import DONNEES_PERSONNELLES, MENTIONS_LEGALES
from .des_agents import DONNEES
from .des_territoires import TERRITOIRES
from .des_themes import THEMES
from .du_site import GLOSSAIRE, PLAN_DU_SITE
from .fixe import AdresseFixe
from .page import LienDePage
from .publication import Publication

MENU = (
    LienDePage("Que cherchez-vous ?", AdresseFixe.SITUATIONS),
    LienDePage("Ma commune", AdresseFixe.COMMUNES),
    TERRITOIRES,
    THEMES,
    COMPARAISON,
)
"""Les onglets, les habitants d'abord ; une rubrique qui n'est pas publiée n'y paraît pas."""

PIED = (
    PLAN_DU_SITE.lien,
    GLOSSAIRE,
    DONNEES,
    LienDePage("Contact", f"{MENTIONS_LEGALES.adresse}#contact"),
    MENTIONS_LEGALES,
    DONNEES_PERSONNELLES,
)
"""Le pied, après les pages écrites à la main que la navigation met au premier rang."""

DU_PLAN = ("axes/", "enjeux/", "actions/")
"""Les rubriques où se lit le plan d'un territoire, sur son propre site."""


@dataclass(frozen=True, slots=True)
class EntreeDuMenu:
    """Un onglet.

    Attributes:
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


def menu(publication: Publication, ecrites: Sequence[Branche] = ()) -> list[EntreeDuMenu]:
    """Les onglets ; sur le site d'un territoire, son plan et sa synthèse d'abord.

    Args:
        ecrites: les pages écrites à la main ; une rubrique de la navigation est un onglet.
    """
    rubriques = [
        EntreeDuMenu(lien.titre, lien.adresse, (lien.adresse,))
        for lien in MENU
        if publication.publie(lien.adresse)
    ]
    return [*_du_territoire(publication), *rubriques, *_des_rubriques_ecrites(ecrites)]


def _des_rubriques_ecrites(ecrites: Sequence[Branche]) -> Iterator[EntreeDuMenu]:
    for rubrique in ecrites:
        contenues = [page.adresse for page in rubrique.branches if page.adresse]
        if contenues:
            debuts = dict.fromkeys(f"{adresse.partition('/')[0]}/" for adresse in contenues)
            yield EntreeDuMenu(rubrique.titre, contenues[0], tuple(debuts))


def _du_territoire(publication: Publication) -> Iterator[EntreeDuMenu]:
    territoire = publication.territoire
    if territoire is None:
        return
    if territoire.plans:
        ancre = adresse_de(territoire.plans[0]).partition("#")[2]
        yield EntreeDuMenu("Le plan", f"{publication.adressage.accueil}#{ancre}", DU_PLAN)
    if publication.publie(synthese := adresse_de_synthese(territoire)):
        yield EntreeDuMenu("La synthèse", synthese, ("synthese/",))
    if publication.publie(suivi := adresse_de_suivi(territoire)):
        yield EntreeDuMenu("Le suivi", suivi, ("suivi/",))


def pied(publication: Publication, ecrites: Sequence[Branche] = ()) -> list[LienDePage]:
    """Les liens du pied que ce site publie, puis ceux qui mènent au site d'ensemble.

    Args:
        ecrites: les pages écrites à la main ; celles du premier rang paraissent au pied.
    """
    seules = [LienDePage(page.titre, page.adresse) for page in ecrites if not page.branches]
    utiles = [*seules, *(lien for lien in PIED if publication.publie(lien.adresse))]
    if publication.federation and publication.mene(COMPARAISON.adresse):
        utiles.append(LienDePage("Comparer avec d’autres territoires", COMPARAISON.adresse))
    return utiles


def rubrique(adresse: str) -> str:
    """L'entrée du menu où l'on est : « / » à l'accueil, « themes/ » ou « themes/… » ailleurs.

    L'en-tête n'est rendu qu'une fois par entrée du menu et par profondeur de page.

    Args:
        adresse: adresse publique de la page.
    """
    tete, _, suite = adresse.partition("/")
    return f"{tete}/{'…' if suite else ''}"
