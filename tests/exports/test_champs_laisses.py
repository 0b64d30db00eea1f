"""Chaque champ du modèle a sa colonne dans les tables, ou sa raison de ne pas en avoir."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from projet_social.chargement import SORTES
from projet_social.exports.champs_laisses import CONTENANTS, LAISSES, SANS_TABLE, est_laisse
from projet_social.exports.tables import DEFINITIONS
from projet_social.modele.catalogue import champs_du_modele
from projet_social.modele.introspection import classe_dans
from projet_social.modele.socle import Objet

CITEE = re.compile(r"table « (\w+) »")


def objets(modele: type[Objet], vus: set[type[Objet]]) -> Iterator[type[Objet]]:
    """Un objet du modèle et tous ceux qu'il contient, chacun une fois."""
    if modele in vus:
        return
    vus.add(modele)
    yield modele
    if modele in SANS_TABLE:
        return
    for champ in modele.model_fields.values():
        if contenu := classe_dans(champ.annotation, Objet):
            yield from objets(contenu, vus)


VUS: set[type[Objet]] = set()
MODELES = [objet for sorte in SORTES for objet in objets(sorte.modele, VUS)]
COLONNES = [c for definition in DEFINITIONS for c in definition.table.colonnes if c.champ]
EN_COLONNE = {(c.champ.modele, c.champ.champs[-1]) for c in COLONNES if c.champ}
DITS_ENSEMBLE = {c.champ.objet for c in COLONNES if c.champ and c.champ.objet}
"""Les objets qu'une case dit tout entiers."""


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele.__name__)
def test_chaque_champ_a_sa_colonne_ou_sa_raison(modele: type[Objet]) -> None:
    """Rien n'est absent des données ouvertes sans que ce soit voulu, et dit."""
    if modele in SANS_TABLE | CONTENANTS or modele in DITS_ENSEMBLE:
        return
    for nom, champ in modele.model_fields.items():
        contenu = classe_dans(champ.annotation, Objet)
        deplie = contenu is not None and any(m is contenu for m, _ in EN_COLONNE)
        par_mot = any(
            c.champ and c.champ.modele is modele and nom in c.champ.champs for c in COLONNES
        )
        dit = (modele, nom) in EN_COLONNE or deplie or par_mot or est_laisse(modele, nom)
        assert dit, f"{modele.__name__}.{nom} n'a ni colonne ni raison"


def test_ce_que_l_on_laisse_existe_et_n_a_pas_de_colonne() -> None:
    """Une raison ne survit pas à son champ, ni à la colonne qu'il finit par avoir."""
    for modele, raisons in LAISSES.items():
        for nom in raisons:
            assert modele is Objet or nom in modele.model_fields, (modele.__name__, nom)
            assert (modele, nom) not in EN_COLONNE, (modele.__name__, nom)
    assert not {modele for modele, _ in EN_COLONNE} & (SANS_TABLE | CONTENANTS).keys()
    assert (SANS_TABLE | CONTENANTS).keys() <= set(MODELES)


def test_une_table_citee_existe() -> None:
    """Ce que l'on dit être ailleurs y est."""
    noms = {definition.table.nom for definition in DEFINITIONS}
    raisons = [
        *SANS_TABLE.values(),
        *CONTENANTS.values(),
        *(r for dites in LAISSES.values() for r in dites.values()),
    ]
    assert {nom for raison in raisons for nom in CITEE.findall(raison)} <= noms


def test_le_catalogue_se_tait_sur_ce_que_l_on_laisse() -> None:
    """Un champ tu n'est pas parcouru, ni ce qu'il contient."""
    lus = [c.champs for c in champs_du_modele(MODELES[0], lambda _modele, nom: nom == "contact")]
    assert lus
    assert not [champs for champs in lus if champs[0] == "contact"]
