"""Toutes les tables d'un site, dans l'ordre où elles se lisent, remplies une fois."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ..pages.publication import Publication
from . import tables_de_la_demarche as demarche
from . import tables_de_reference as reference
from . import tables_des_territoires as territoires
from . import tables_du_journal as journal
from . import tables_du_plan as plan
from . import tables_du_suivi as suivi
from .table import Definition, Table

DEFINITIONS: tuple[Definition, ...] = (
    territoires.TERRITOIRES,
    territoires.PROJETS,
    plan.LIGNES,
    plan.NIVEAUX,
    plan.ACTIONS,
    suivi.ETAPES,
    suivi.INDICATEURS,
    suivi.VALEURS,
    suivi.BUDGETS,
    suivi.BILANS,
    suivi.STATUTS_PASSES,
    demarche.ETAPES_DE_DEMARCHE,
    demarche.CHIFFRES,
    demarche.ACTEURS_ENTENDUS,
    demarche.ACTEURS_PRESENTS,
    demarche.ACTEURS_INVITES,
    demarche.MENTIONS,
    demarche.MATRICE,
    territoires.GOUVERNANCE,
    territoires.VALEURS,
    territoires.AMBITIONS,
    territoires.POINTS_TRANSVERSAUX,
    territoires.SECTEURS,
    demarche.RESSEMBLANCES,
    territoires.POPULATIONS,
    territoires.HISTOIRE,
    territoires.COMMUNES,
    reference.ACCOMPAGNEMENTS,
    reference.DEVENIRS,
    reference.DOSSIERS,
    reference.THEMES,
    reference.PUBLICS,
    reference.SITUATIONS,
    reference.ACTEURS,
    reference.SOURCES,
    reference.GLOSSAIRE,
    journal.JOURNAL,
    territoires.PROJETS_DES_TERRITOIRES,
    reference.TERRITOIRES_DES_DOSSIERS,
    plan.RATTACHEMENTS,
    plan.THEMES_DES_LIGNES,
    plan.PUBLICS_DES_LIGNES,
    demarche.TEMPS_DE_DEMARCHE,
)
"""Les tables : d'abord ce que l'on cherche, à la fin ce qui ne fait que relier."""


@lru_cache(maxsize=1)
def tables_de(publication: Publication) -> tuple[Table, ...]:
    """Les tables d'un site, remplies une fois pour tous ses fichiers.

    Une table sans ligne n'est d'aucun fichier, et rien ne renvoie à elle.
    """
    remplies = [definition.remplir(publication) for definition in DEFINITIONS]
    publiees = {table.nom for table in remplies if table.lignes}
    return tuple(
        replace(table, renvois=tuple(r for r in table.renvois if r.table in publiees))
        for table in remplies
        if table.lignes
    )


def tables_vides(publication: Publication) -> list[Table]:
    """Les tables dont ce site n'a aucune ligne."""
    publiees = {table.nom for table in tables_de(publication)}
    return [d.table for d in DEFINITIONS if d.table.nom not in publiees]
