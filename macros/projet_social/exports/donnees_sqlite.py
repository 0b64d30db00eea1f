"""Toutes les tables en un fichier SQLite, prêt pour Datasette : clés, index, vues, métadonnées.

Deux constructions des mêmes données donnent les mêmes octets.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

from ..corpus.plan import Ligne
from ..modele.introspection import textes_ecrits
from ..pages.de_comparaison import QUESTIONS
from ..pages.fixe import AdresseFixe
from ..pages.publication import Publication
from .donnees_csv import ecrire_json
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees
from .json_serre import sans_vide
from .licence import attribution, licence_des_donnees
from .table import ColonneDeTable, Table, TypeDeColonne
from .tables import tables_de, tables_vides
from .tables_du_plan import LIGNES, cle_de_la_ligne, lignes_de
from .vues_sql import VueSql, vues_sql

BASE = "projets-sociaux"
ADRESSE = f"{RACINE}{BASE}.sqlite"
METADONNEES = f"{RACINE}metadata.json"
APPLICATION = 0x50534F43
"""La marque du fichier, que `file` et SQLite savent lire (« PSOC »)."""
TYPES = {
    TypeDeColonne.TEXTE: "TEXT",
    TypeDeColonne.ENTIER: "INTEGER",
    TypeDeColonne.NOMBRE: "REAL",
    TypeDeColonne.DATE: "TEXT",
    TypeDeColonne.OUI_NON: "INTEGER",
}
RECHERCHE = "recherche"
CODE = re.compile(r"[a-z0-9_-]+")
"""Un identifiant ou un mot de liste : rien qu'une personne ait écrit."""
ENTIER_MAXIMUM = 2**63 - 1


@donnees
def base_sqlite(publication: Publication) -> Iterator[Fichier]:
    """Le fichier SQLite, et les métadonnées que Datasette affiche."""
    yield Fichier(
        ADRESSE,
        "Base de données",
        "Toutes les tables et les questions de la comparaison, en un fichier SQLite.",
        FormatDeFichier.SQLITE,
        Rayon.ENTIER,
        lambda: remplir_la_base(publication),
    )
    yield Fichier(
        METADONNEES,
        "Métadonnées pour Datasette",
        "Ce que Datasette affiche du fichier SQLite : titres, colonnes, licence.",
        FormatDeFichier.JSON,
        Rayon.MACHINES,
        lambda: ecrire_json(decrire_la_base(publication)),
    )


def remplir_la_base(publication: Publication) -> bytes:
    """Les octets du fichier SQLite."""
    tables = tables_de(publication)
    # Sur le disque : en mémoire, un pays en laisserait des dizaines de Mo, page par page.
    with (
        TemporaryDirectory() as dossier,
        closing(sqlite3.connect(f"{dossier}/base", isolation_level=None)) as base,
    ):
        base.execute("PRAGMA page_size = 4096")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("BEGIN")
        for table in tables:
            base.execute(_creer(table))
            trous = ", ".join("?" * len(table.colonnes))
            base.executemany(
                f'INSERT INTO "{table.nom}" VALUES ({trous})',
                (tuple(map(_adapter, ligne)) for ligne in table.lignes),
            )
        for table in tables:
            for ordre in _indexer(table):
                base.execute(ordre)
        base.execute("CREATE TABLE a_propos (cle TEXT NOT NULL PRIMARY KEY, valeur TEXT NOT NULL)")
        base.executemany("INSERT INTO a_propos VALUES (?, ?)", _a_propos(publication))
        _preparer_la_recherche(base, publication)
        vides = tables_vides(publication)
        for vue in vues_de(publication):
            base.execute(f'CREATE VIEW "{vue.nom}" AS {combler(vue.requete, vides)}')
        base.execute("COMMIT")
        if orphelines := base.execute("PRAGMA foreign_key_check").fetchall():
            raise AssertionError(f"clés étrangères sans ligne : {orphelines[:5]}")
        base.execute("ANALYZE")
        return _sans_version(base.serialize())


def _preparer_la_recherche(base: sqlite3.Connection, publication: Publication) -> None:
    """L'index plein texte : une ligne d'un plan et tout ce qu'elle dit, accents indifférents.

    Son numéro est celui de la même ligne dans `lignes` : Datasette y cherche donc aussi.
    """
    base.execute(
        f"CREATE VIRTUAL TABLE {RECHERCHE} USING fts5(ligne UNINDEXED, territoire UNINDEXED, "
        'titre, texte, tokenize = "unicode61 remove_diacritics 2")'
    )
    base.executemany(
        f"INSERT INTO {RECHERCHE} VALUES (?, ?, ?, ?)",
        (
            (cle_de_la_ligne(ligne), ligne.territoire.slug, ligne.titre, _tout_ce_que_dit(ligne))
            for ligne in lignes_de(publication)
        ),
    )
    base.execute(f"INSERT INTO {RECHERCHE} ({RECHERCHE}) VALUES ('optimize')")


def _tout_ce_que_dit(ligne: Ligne) -> str:
    """Tous les textes d'une ligne d'un seul tenant, son titre et les identifiants exceptés."""
    dits = (texte for _, _, texte in textes_ecrits(ligne.contenu))
    return "\n".join(t for t in dict.fromkeys(dits) if t != ligne.titre and not CODE.fullmatch(t))


def _sans_version(base: bytes) -> bytes:
    """Une base sans compte de ses écritures ni version de SQLite : mêmes données, mêmes octets."""
    return base[:24] + bytes(4) + base[28:92] + bytes(8) + base[100:]


def _a_propos(publication: Publication) -> Iterator[tuple[str, str]]:
    """Ce que le fichier dit de lui-même : d'où il vient, sa licence, comment le citer."""
    licence = licence_des_donnees(publication.corpus)
    yield "site", publication.nom
    if publication.url:
        yield "adresse", publication.url
    if licence:
        yield "licence", f"{licence.nom} {licence.url}".strip()
    yield "attribution", attribution(publication)


def vues_de(publication: Publication) -> list[VueSql]:
    """Les vues d'un site."""
    return vues_sql(list(publication.corpus.themes))


def combler(requete: str, vides: Iterable[Table]) -> str:
    """La requête d'une vue, où les tables absentes qu'elle lit sont là, sans ligne."""
    creuses = []
    for table in vides:
        if re.search(rf"\b{table.nom}\b", requete):
            noms = ("rowid", *table.noms)
            rien = ", ".join(["NULL"] * len(noms))
            creuses.append(f"{table.nom} ({', '.join(noms)}) AS (SELECT {rien} WHERE 0)")
    if not creuses:
        return requete.strip()
    dites = re.sub(r"^WITH (RECURSIVE )?", "", requete.strip())
    suite = ", " if dites != requete.strip() else "\n"
    return f"WITH RECURSIVE {', '.join(creuses)}{suite}{dites}"


def _creer(table: Table) -> str:
    lignes = [_colonne(colonne, table) for colonne in table.colonnes]
    lignes.append(f"PRIMARY KEY ({_noms(table.cle)})")
    lignes += [
        f'FOREIGN KEY ({_noms(r.colonnes)}) REFERENCES "{r.table}" ({_noms(r.cibles)})'
        for r in table.renvois
    ]
    return f'CREATE TABLE "{table.nom}" (\n  ' + ",\n  ".join(lignes) + "\n)"


def _colonne(colonne: ColonneDeTable, table: Table) -> str:
    exigee = " NOT NULL" if colonne.obligatoire or colonne.nom in table.cle else ""
    return f'"{colonne.nom}" {TYPES[colonne.genre]}{exigee}'


def _indexer(table: Table) -> Iterator[str]:
    """Un index par clé étrangère que la clé principale ne sert pas déjà."""
    for renvoi in table.renvois:
        if renvoi.colonnes != table.cle[: len(renvoi.colonnes)]:
            nom = "_".join((table.nom, *renvoi.colonnes))
            yield f'CREATE INDEX "{nom}" ON "{table.nom}" ({_noms(renvoi.colonnes)})'


def _noms(colonnes: tuple[str, ...]) -> str:
    return ", ".join(f'"{nom}"' for nom in colonnes)


def _adapter(valeur: Any) -> Any:
    """Une valeur que SQLite sait tenir."""
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, int) and abs(valeur) > ENTIER_MAXIMUM:
        return float(valeur)
    return valeur


def decrire_la_base(publication: Publication) -> dict[str, Any]:
    """Les métadonnées, dans la forme de Datasette (`datasette fichier -m metadata.json`)."""
    licence = licence_des_donnees(publication.corpus)
    commun = {
        "license": licence.nom if licence else "",
        "license_url": licence.url if licence else "",
        "source": publication.nom,
        "source_url": publication.absolue(AdresseFixe.DONNEES) or "",
    }
    tables = {table.nom: _decrire(table) for table in tables_de(publication)}
    vues = {
        vue.nom: {
            "title": QUESTIONS[vue.vue] if vue.vue else vue.description,
            "description": vue.description,
        }
        for vue in vues_de(publication)
    }
    decrite = {"description": attribution(publication), "tables": tables | vues}
    return sans_vide(
        {
            "title": publication.nom,
            "description": attribution(publication),
            **commun,
            "databases": {BASE: decrite},
        }
    )


def _decrire(table: Table) -> dict[str, Any]:
    unites = {c.nom: c.unite for c in table.colonnes if c.unite}
    intitule = next((n for n in ("nom", "titre", "formulation", "texte") if n in table.noms), "")
    return {
        "title": table.titre,
        "description": table.description,
        "columns": {c.nom: c.description for c in table.colonnes},
        **({"units": unites} if unites else {}),
        **({"label_column": intitule} if intitule else {}),
        **({"fts_table": RECHERCHE} if table.nom == LIGNES.table.nom else {}),
        "hidden": table.liaison,
    }
