"""Les adresses publiques, définitives, relatives à la racine du site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..comparaison.selection import Selection
from ..corpus.corpus import DossierPublie, VersionPubliee
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..modele.referentiel import Public, Situation, Terme, Theme
from ..modele.source import DocumentSource
from ..modele.vocabulaire import TypeNiveau
from ..texte.identifiant import identifiant_de
from .fixe import AdresseFixe

VERSIONS = "versions/"
"""La rubrique des versions figées, sous l'adresse d'un territoire."""
AVEC_PAGE = {TypeNiveau.AXE, TypeNiveau.ENJEU, TypeNiveau.ACTION}
"""Types de lignes qui ont une page ; les autres ont une ancre sur la page qui les contient."""


def a_une_page(ligne: Ligne) -> bool:
    """Vrai si la ligne a une page à elle."""
    return ligne.type in AVEC_PAGE and not ligne.est_sous_point


def adresse_de(cible: Any) -> str:
    """L'adresse publique d'un objet, relative à la racine du site, ancre comprise.

    Une adresse déjà écrite reste la même.

    Raises:
        TypeError: l'objet n'a pas d'adresse.
    """
    if isinstance(cible, str):
        return cible
    if type(cible) not in ADRESSES:
        raise TypeError(f"{type(cible).__name__} n'a pas d'adresse")
    return ADRESSES[type(cible)](cible)


def _adresse_de_la_ligne(ligne: Ligne) -> str:
    """La page de la ligne ; à défaut, son ancre sur la page qui la contient."""
    if a_une_page(ligne):
        return f"{adresse_de(ligne.territoire)}{ligne.type.pluriel}/{ligne.id}/"
    contenant = next(filter(a_une_page, reversed(ligne.ancetres)), ligne.territoire)
    return f"{adresse_de(contenant)}#{ligne.id}"


ADRESSES: dict[type, Callable[[Any], str]] = {
    TerritoirePublie: lambda territoire: f"{AdresseFixe.TERRITOIRES}{territoire.slug}/",
    Plan: lambda plan: f"{adresse_de(plan.territoire)}#plan-{plan.id}",
    Ligne: _adresse_de_la_ligne,
    Theme: lambda theme: f"{AdresseFixe.THEMES}{theme.id}/",
    Public: lambda public: f"{AdresseFixe.PUBLICS}{public.id}/",
    Situation: lambda situation: f"{AdresseFixe.SITUATIONS}{situation.id}/",
    DossierPublie: lambda dossier: f"{AdresseFixe.COMPARAISON}{dossier.id}/",
    Selection: lambda selection: adresse_de(selection.dossier or AdresseFixe.COMPARAISON),
    DocumentSource: lambda document: f"{AdresseFixe.SOURCES}#{document.id}",
    VersionPubliee: lambda version: (
        f"{AdresseFixe.TERRITOIRES}{version.territoire}/{VERSIONS}{version.id}/"
    ),
    Terme: lambda terme: f"{AdresseFixe.GLOSSAIRE}#{identifiant_de(terme.sigle)}",
}
"""La règle qui donne son adresse à chaque sorte d'objet."""


def _sous(page: str) -> Callable[[TerritoirePublie | DossierPublie], str]:
    """L'adresse d'une page d'un territoire, ou d'un dossier."""
    return lambda objet: f"{adresse_de(objet)}{page}"


adresse_de_synthese = _sous("synthese/")
"""La synthèse d'un territoire."""
adresse_des_versions = _sous(VERSIONS)
"""Ce qui a changé d'une version d'un plan à l'autre."""
adresse_du_budget = _sous("budget/")
"""Le budget d'un territoire, s'il en a un."""
adresse_du_calendrier = _sous("calendrier/")
"""Le calendrier des actions d'un territoire, s'il en a un."""
adresse_de_suivi = _sous("suivi/")
"""Le tableau de bord d'un territoire, ou d'un dossier."""
adresse_du_bulletin = _sous("donner-son-avis/")
"""Le bulletin à imprimer d'un territoire, s'il a un contact."""
