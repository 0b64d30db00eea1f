"""Les adresses des pages et des rubriques qui existent une fois : elles ne s'écrivent qu'ici.

Celles des objets (un territoire, un thème) s'en tirent, dans `adresse.py`. Les gabarits reçoivent
`AdresseFixe` : `vue.vers(AdresseFixe.DONNEES)`.
"""

from __future__ import annotations

from enum import StrEnum


class AdresseFixe(StrEnum):
    """Une adresse d'ensemble, relative à la racine du site ; chacune est un texte."""

    ACCUEIL = ""
    ACCESSIBILITE = "accessibilite/"
    SCHEMA_PLURIANNUEL = "accessibilite/schema-pluriannuel/"
    RGAA = "accessibilite/rgaa/"
    ACTEURS = "acteurs/"
    COMMUNES = "communes/"
    COMPARAISON = "comparaison/"
    ACCOMPAGNEMENTS = "comparaison/accompagnements/"
    IDEES = "comparaison/idees/"
    RESSEMBLANCES = "comparaison/ressemblances/"
    DONNEES = "donnees/"
    COLONNES = "donnees/colonnes/"
    DONNEES_PERSONNELLES = "donnees-personnelles/"
    ECOCONCEPTION = "ecoconception/"
    GLOSSAIRE = "glossaire/"
    MENTIONS_LEGALES = "mentions-legales/"
    PLAN_DU_SITE = "plan-du-site/"
    PUBLICS = "publics/"
    RECHERCHE = "recherche/"
    REFERENCE_DES_DONNEES = "reference/donnees/"
    REFERENCE_DES_MACROS = "reference/macros/"
    SITUATIONS = "situations/"
    SOURCES = "sources/"
    TERRITOIRES = "territoires/"
    THEMES = "themes/"
