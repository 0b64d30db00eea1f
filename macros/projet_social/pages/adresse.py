"""Les adresses publiques, définitives, relatives à la racine du site."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from ..comparaison.selection import Selection
from ..corpus.corpus import DossierPublie
from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..modele.referentiel import Public, Situation, Terme, Theme
from ..modele.source import DocumentSource
from ..modele.vocabulaire import TypeNiveau
from ..texte.identifiant import identifiant_de
from .fixe import AdresseFixe

AVEC_PAGE = {TypeNiveau.AXE, TypeNiveau.ENJEU, TypeNiveau.ACTION}
"""Types de lignes qui ont une page ; les autres ont une ancre sur la page qui les contient."""


def a_une_page(ligne: Ligne) -> bool:
    """Vrai si la ligne a une page à elle."""
    return ligne.type in AVEC_PAGE and not ligne.est_sous_point


@singledispatch
def adresse_de(objet: Any) -> str:
    """L'adresse publique d'un objet, relative à la racine du site, ancre comprise.

    Raises:
        TypeError: l'objet n'a pas d'adresse.
    """
    raise TypeError(f"{type(objet).__name__} n'a pas d'adresse")


@adresse_de.register
def _(objet: TerritoirePublie) -> str:
    return f"{AdresseFixe.TERRITOIRES}{objet.slug}/"


@adresse_de.register
def _(objet: Plan) -> str:
    return f"{AdresseFixe.TERRITOIRES}{objet.territoire.slug}/#plan-{objet.id}"


@adresse_de.register
def _(objet: Ligne) -> str:
    racine = f"{AdresseFixe.TERRITOIRES}{objet.territoire.slug}/"
    if a_une_page(objet):
        return f"{racine}{objet.type.pluriel}/{objet.id}/"
    for ancetre in reversed(objet.ancetres):
        if a_une_page(ancetre):
            return f"{adresse_de(ancetre)}#{objet.id}"
    return f"{racine}#{objet.id}"


@adresse_de.register
def _(objet: Theme) -> str:
    return f"{AdresseFixe.THEMES}{objet.id}/"


@adresse_de.register
def _(objet: Public) -> str:
    return f"{AdresseFixe.PUBLICS}{objet.id}/"


@adresse_de.register
def _(objet: Situation) -> str:
    return f"{AdresseFixe.SITUATIONS}{objet.id}/"


@adresse_de.register
def _(objet: DossierPublie) -> str:
    return f"{AdresseFixe.COMPARAISON}{objet.id}/"


@adresse_de.register
def _(objet: Selection) -> str:
    return adresse_de(objet.dossier) if objet.dossier else AdresseFixe.COMPARAISON


@adresse_de.register
def _(objet: DocumentSource) -> str:
    return f"{AdresseFixe.SOURCES}#{objet.id}"


@adresse_de.register
def _(objet: Terme) -> str:
    return f"{AdresseFixe.GLOSSAIRE}#{identifiant_de(objet.sigle)}"


def adresse_de_synthese(territoire: TerritoirePublie) -> str:
    """L'adresse de la synthèse d'un territoire."""
    return f"{AdresseFixe.TERRITOIRES}{territoire.slug}/synthese/"
