"""Les macros des données ouvertes : tous les fichiers, leurs colonnes, ceux d'une page."""

from __future__ import annotations

from typing import Any

from ..exports import donnees_csv, donnees_json, donnees_sqlite, licence
from ..exports.fichier import Fichier, FormatDeFichier, Rayon, fichiers_de, fichiers_sur
from ..exports.journal import editions_de
from ..exports.tables import tables_de, tables_vides
from ..modele.date_partielle import jour_en_francais
from ..pages.adresse import adresse_des_versions
from ..pages.publication import Publication
from .registre import macro
from .vue import Vue

ORDRE = (
    FormatDeFichier.XLSX,
    FormatDeFichier.ODS,
    FormatDeFichier.ZIP,
    FormatDeFichier.SQLITE,
    FormatDeFichier.JSON,
)
"""Ce que le plus de personnes savent ouvrir d'abord."""


@macro
def donnees(vue: Vue) -> str:
    """Tous les fichiers de données : poids, formats, exemples d'emploi, licence."""
    publication, corpus = vue.publication, vue.corpus
    fichiers = fichiers_de(publication)
    rayons: dict[Rayon, list[Fichier]] = {rayon: [] for rayon in Rayon}
    for fichier in fichiers:
        rayons[fichier.rayon].append(fichier)
    machines = rayons[Rayon.MACHINES]
    return vue.rendre(
        "donnees.html",
        entiers=_entiers(publication),
        tables=[f for f in rayons[Rayon.TABLES] if not f.sujet.liaison],
        liaisons=[f for f in rayons[Rayon.TABLES] if f.sujet.liaison],
        vides=tables_vides(publication),
        editions=editions_de(corpus),
        jour=jour_en_francais,
        figes=[corpus.territoires[slug] for slug in corpus.versions],
        adresse_des_versions=adresse_des_versions,
        parties=[
            ("Par territoire", [f for f in rayons[Rayon.PARTIES] if "/territoires/" in f.adresse]),
            ("Par dossier", [f for f in rayons[Rayon.PARTIES] if _compare(f)]),
            ("Par thème", [f for f in rayons[Rayon.PARTIES] if "/themes/" in f.adresse]),
        ],
        machines=[f for f in machines if f.sujet is None and "/yaml/" not in f.adresse],
        modeles=[f for f in machines if "/yaml/" in f.adresse],
        licence=licence.licence_des_donnees(corpus),
        attribution=licence.attribution(publication),
        licences_des_sources=licence.licences_des_sources(corpus),
        base=donnees_sqlite.ADRESSE.rsplit("/", 1)[-1],
        entier=donnees_json.ENTIER,
        lien=publication.absolue(donnees_csv.adresse_csv("territoires")),
    )


@macro
def donnees_colonnes(vue: Vue) -> str:
    """Chaque colonne de chaque table : son type, son unité, ce qu'elle contient."""
    publication = vue.publication
    par_table = {f.sujet.nom: f for f in fichiers_de(publication) if f.rayon is Rayon.TABLES}
    return vue.rendre(
        "donnees_colonnes.html",
        tables=[(table, par_table[table.nom]) for table in tables_de(publication)],
        titres={table.nom: table.titre for table in tables_de(publication)},
    )


@macro
def emporter(vue: Vue, territoire: str = "", dossier: str = "", theme: str = "") -> str:
    """Les fichiers de données d'un territoire, d'un dossier, d'un thème, ou du site, en une ligne.

    Args:
        territoire: identifiant d'un territoire
        dossier: identifiant d'un dossier
        theme: identifiant d'un thème
    """
    publication = vue.publication
    if territoire or dossier or theme:
        fichiers = fichiers_sur(publication, _sujet(vue, territoire, dossier, theme))
    else:
        fichiers = _entiers(publication)
    return vue.rendre("emporter.html", fichiers=fichiers)


def _compare(fichier: Fichier) -> bool:
    """Vrai pour ce qui réunit plusieurs territoires : un dossier, une comparaison."""
    return "/dossiers/" in fichier.adresse or fichier.nom == "comparaison.xlsx"


def _entiers(publication: Publication) -> list[Fichier]:
    """Les fichiers qui portent tout le site, du plus au moins courant."""
    entiers = [f for f in fichiers_de(publication) if f.rayon is Rayon.ENTIER]
    return sorted(entiers, key=lambda fichier: ORDRE.index(fichier.format))


def _sujet(vue: Vue, territoire: str, dossier: str, theme: str) -> Any:
    if territoire:
        return vue.corpus.territoire(territoire)
    if theme:
        return vue.corpus.theme(theme)
    return vue.corpus.dossier(dossier)
