"""Ce que les tables de données laissent, et pourquoi : le reste du modèle y a sa colonne.

Le champ d'un objet que l'on laisse est dit autrement, par une autre table ou une colonne calculée ;
ou ce n'est pas une donnée. Un champ neuf n'est pas ici : il a donc sa colonne.
"""

from __future__ import annotations

from ..modele.dossier import Accompagnements, Devenir, Dossier, GroupeDAccompagnements, Successeur
from ..modele.editeur import Editeur
from ..modele.etape import Etape, Indicateur
from ..modele.fiche_action import FicheAction
from ..modele.format import Format
from ..modele.niveau import AvecNiveaux, Libelle, Niveau
from ..modele.projet import Demarche, EtapeDemarche, Mention, Projet
from ..modele.referentiel import (
    Acteurs,
    FamilleDActeurs,
    FamilleDeThemes,
    Glossaire,
    Publics,
    Situations,
    Sources,
    Themes,
)
from ..modele.seance import Seances
from ..modele.socle import Objet
from ..modele.source import DocumentSource, Reference
from ..modele.territoire import Territoire
from ..modele.version import VersionFigee


def _table(nom: str) -> str:
    return f"table « {nom} »"


HERITEE = "les colonnes « source_… » la disent, complétée par celle du plan"
RANG = "la colonne « rang », ou l'ordre des lignes, le dit"
REGLAGE = "réglage des pages, non une donnée"
UNE_LISTE = "un fichier qui n'est qu'une liste : chaque élément a sa ligne"

LAISSES: dict[type[Objet], dict[str, str]] = {
    Objet: {"id": "la colonne qui désigne la ligne le dit"},
    AvecNiveaux: {
        "ordre": RANG,
        **dict.fromkeys(("axes", "enjeux", "objectifs", "orientations"), _table("niveaux")),
        "actions": _table("actions"),
    },
    Niveau: {
        "rattachements": _table("rattachements"),
        "indicateurs": _table("indicateurs"),
        "source": HERITEE,
    },
    FicheAction: {
        "rang": RANG,
        "rattachements": _table("rattachements"),
        "projet": "la colonne « projet » dit celui du plan",
        "etapes": _table("etapes"),
        "budgets": _table("budgets"),
        "indicateurs": _table("indicateurs"),
        "bilans": _table("bilans"),
        "historique": _table("statuts_passes"),
        "source": HERITEE,
        "publication": "un brouillon n'est dans aucune table",
    },
    Etape: {"budgets": _table("budgets"), "indicateurs": _table("indicateurs")},
    Indicateur: dict.fromkeys(("initial", "cible", "valeurs"), _table("valeurs_d_indicateurs")),
    Territoire: {
        "populations": _table("populations"),
        "histoire": _table("histoire"),
        "couleur": REGLAGE,
    },
    Projet: {
        "rang": RANG,
        "territoires": _table("projets_des_territoires"),
        "niveaux": "la colonne « libelle » de chaque ligne du plan le dit",
        "niveau_de_lecture": "la colonne du même nom dit celui que la comparaison retient",
        "gouvernance": _table("gouvernance"),
        "valeurs": _table("valeurs"),
        "ambitions": _table("ambitions"),
        "points_transversaux": _table("points_transversaux"),
        "secteurs": _table("secteurs"),
        "mentions": _table("mentions"),
    },
    Demarche: {"chiffres": _table("chiffres"), "etapes": _table("etapes_de_demarche")},
    EtapeDemarche: {
        "acteurs": _table("acteurs_entendus"),
        "presents": _table("acteurs_presents"),
        "invites": _table("acteurs_invites"),
        "chiffres": _table("chiffres"),
    },
    Devenir: {"successeurs": _table("devenirs_des_accompagnements")},
    Dossier: {"territoires": _table("territoires_des_dossiers"), "vues": REGLAGE},
    DocumentSource: {"fichier": "nom d'un fichier gardé hors du site"},
    Reference: {"date": "la table « sources » dit celle du document"},
}
"""Par objet, chaque champ laissé et sa raison, qui valent aussi pour ses héritiers."""

CONTENANTS: dict[type[Objet], str] = {
    Accompagnements: UNE_LISTE,
    Acteurs: UNE_LISTE,
    Glossaire: UNE_LISTE,
    Publics: UNE_LISTE,
    Situations: UNE_LISTE,
    Sources: UNE_LISTE,
    Themes: UNE_LISTE,
    GroupeDAccompagnements: "la colonne « groupe » des accompagnements le nomme",
}
"""Les objets sans colonne, mais dont chaque élément a sa ligne."""

SANS_TABLE: dict[type[Objet], str] = {
    FamilleDActeurs: "la colonne « famille_nom » des acteurs la nomme",
    FamilleDeThemes: "la colonne « famille_nom » des thèmes la nomme",
    Libelle: "la colonne « libelle » de chaque ligne du plan le dit",
    Mention: "la table « mentions » réunit celles-ci et celles du plan",
    Successeur: "la table « devenirs_des_accompagnements » les nomme et les compte",
    Editeur: "qui publie le site : l'attribution de chaque fichier, et ses pages légales",
    Seances: "la page de conformité les dit",
    VersionFigee: "un plan d'autrefois : les tables disent celui d'aujourd'hui",
    Format: "la version des fichiers : rien n'y décrit un territoire",
}
"""Les objets dont rien n'est en colonne, ni ce qu'ils contiennent, et ce qui les dit."""


def est_laisse(modele: type[Objet], nom: str) -> bool:
    """Vrai si les tables laissent ce champ de cet objet."""
    return any(nom in LAISSES.get(classe, ()) for classe in modele.__mro__)
