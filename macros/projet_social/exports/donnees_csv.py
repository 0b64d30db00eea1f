"""Les tables en CSV, leurs schémas (Table Schema), le paquet et l'archive qui les réunissent.

Normes : Table Schema et Data Package, https://specs.frictionlessdata.io/ (version 1).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from ..archive import archiver
from ..classeur.classeur import NON, OUI
from ..classeur.ecriture_csv import VIRGULE, en_csv
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees, fichiers_de
from .json_serre import sans_vide
from .licence import AUTEURS, attribution, date_de_maj, licence_des_donnees
from .table import ColonneDeTable, Table, TypeDeColonne
from .tables import tables_de

CSV = f"{RACINE}csv/"
PAQUET = "datapackage.json"
ARCHIVE = f"{RACINE}projets-sociaux-csv.zip"
MOTS_CLES = (
    "action sociale",
    "projet social de territoire",
    "intercommunalité",
    "politique sociale",
)


def adresse_csv(nom: str) -> str:
    """L'adresse du CSV d'une table."""
    return f"{CSV}{nom}.csv"


def adresse_du_schema(nom: str) -> str:
    """L'adresse du schéma d'une table."""
    return f"{CSV}{nom}.schema.json"


@donnees
def archive_des_csv(publication: Publication) -> Iterator[Fichier]:
    """Les mêmes tables à emporter toutes, au moins quatre fois moins lourdes."""
    yield Fichier(
        ARCHIVE,
        "Tables",
        "Toutes les tables en CSV, leurs schémas et leur descripteur, en une archive ZIP.",
        FormatDeFichier.ZIP,
        Rayon.ENTIER,
        partial(_archiver, publication),
    )


def _archiver(publication: Publication) -> bytes:
    """L'archive, rangée comme les fichiers du site : le descripteur y trouve ses tables."""
    reunis = [f for f in fichiers_de(publication) if f.adresse.startswith(CSV)]
    descripteur = ecrire_json(decrire_le_paquet(publication))
    contenus = {fichier.adresse.removeprefix(RACINE): fichier.octets for fichier in reunis}
    return archiver({PAQUET: descripteur} | contenus)


@donnees
def tables_en_csv(publication: Publication) -> Iterator[Fichier]:
    """Chaque table, puis son schéma."""
    for table in tables_de(publication):
        yield Fichier(
            adresse_csv(table.nom),
            table.titre,
            table.description,
            FormatDeFichier.CSV,
            Rayon.TABLES,
            partial(en_csv, table.noms, table.lignes),
            table,
            adresse_du_schema(table.nom),
        )
        yield Fichier(
            adresse_du_schema(table.nom),
            f"Colonnes de {table.nom}.csv",
            f"Les colonnes de {table.nom}.csv : types, unités, clés (Table Schema).",
            FormatDeFichier.JSON,
            Rayon.MACHINES,
            partial(_schema, publication, table),
            table,
        )


@donnees
def paquet(publication: Publication) -> Iterator[Fichier]:
    """Le descripteur de toutes les tables."""
    yield Fichier(
        f"{RACINE}{PAQUET}",
        "Descripteur des CSV",
        "Le descripteur de tous les CSV : fichiers, colonnes, clés, licence (Data Package).",
        FormatDeFichier.JSON,
        Rayon.MACHINES,
        lambda: ecrire_json(decrire_le_paquet(publication)),
    )


def _schema(publication: Publication, table: Table) -> bytes:
    droits = {
        "licenses": [decrire_la_licence(publication)],
        "attribution": attribution(publication),
    }
    return ecrire_json(schema_de_la_table(table) | droits)


def ecrire_json(valeurs: Any) -> bytes:
    """Un petit JSON, aéré pour qui le lit."""
    return (json.dumps(valeurs, ensure_ascii=False, indent=1) + "\n").encode()


def schema_de_la_table(table: Table) -> dict[str, Any]:
    """Le Table Schema d'une table."""
    cle = table.cle[0] if len(table.cle) == 1 else list(table.cle)
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "title": table.titre,
        "description": table.description,
        "fields": [_decrire(colonne) for colonne in table.colonnes],
        "missingValues": [""],
        "primaryKey": cle,
        "foreignKeys": [
            {
                "fields": list(renvoi.colonnes),
                "reference": {
                    "resource": "" if renvoi.table == table.nom else renvoi.table,
                    "fields": list(renvoi.cibles),
                },
            }
            for renvoi in table.renvois
        ],
    }


def _decrire(colonne: ColonneDeTable) -> dict[str, Any]:
    contraintes: dict[str, Any] = {"required": True} if colonne.obligatoire else {}
    mots = "".join(f" {mot} : {libelle.lower()} ;" for mot, libelle in colonne.mots).rstrip(";")
    description = colonne.description + (f" Mots :{mots.rstrip()}." if mots else "")
    if colonne.liste:
        description += " Plusieurs valeurs se séparent par « | »."
    elif colonne.mots:
        contraintes["enum"] = [mot for mot, _ in colonne.mots]
    champ: dict[str, Any] = {
        "name": colonne.nom,
        "type": colonne.genre.value,
        "description": description,
    }
    if colonne.unite:
        champ["unit"] = colonne.unite
    if colonne.genre is TypeDeColonne.OUI_NON:
        champ |= {"trueValues": [OUI], "falseValues": [NON]}
    if colonne.genre is TypeDeColonne.NOMBRE:
        champ |= {"decimalChar": VIRGULE}
    return champ | ({"constraints": contraintes} if contraintes else {})


def decrire_le_paquet(publication: Publication) -> dict[str, Any]:
    """Le Data Package de toutes les tables."""
    corpus, licence = publication.corpus, licence_des_donnees(publication.corpus)
    maj = date_de_maj(corpus.plans)
    paquet = {
        "$schema": "https://specs.frictionlessdata.io/schemas/data-package.json",
        "profile": "tabular-data-package",
        "name": "projets-sociaux-de-territoire",
        "title": publication.nom,
        "description": attribution(publication),
        "homepage": publication.absolue(AdresseFixe.DONNEES),
        "version": maj.isoformat() if maj else None,
        "keywords": list(MOTS_CLES),
        "licenses": [decrire_la_licence(publication)] if licence else None,
        "sources": [
            {"title": source.titre}
            | ({"path": source.url} if source.url else {})
            | ({"license": source.licence} if source.licence else {})
            for source in corpus.sources.values()
        ],
        "contributors": [{"title": corpus.editeur.nom or AUTEURS, "role": "publisher"}],
        "resources": [
            _ressource(fichier.sujet, fichier)
            for fichier in fichiers_de(publication)
            if fichier.rayon is Rayon.TABLES
        ],
    }
    return sans_vide(paquet)


def decrire_la_licence(publication: Publication) -> dict[str, str]:
    """La licence, comme un Data Package la nomme ; vide si l'éditeur n'en déclare aucune."""
    licence = licence_des_donnees(publication.corpus)
    if licence is None:
        return {}
    return sans_vide({"name": licence.identifiant, "title": licence.nom, "path": licence.url})


def _ressource(table: Table, fichier: Fichier) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.nom,
        "title": table.titre,
        "description": table.description,
        "path": fichier.adresse.removeprefix(RACINE),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "bytes": fichier.poids,
        "hash": f"sha256:{fichier.empreinte}",
        "schema": fichier.schema.removeprefix(RACINE),
    }
