"""Passer d'un format au suivant : des arbres purs, rien de perdu, rien de deviné."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from projet_social.corpus.officiel import texte_embarque
from projet_social.inscription import inscrire_le_paquet
from projet_social.migration.registre import (
    FICHIER,
    MIGRATIONS,
    FormatTropRecent,
    migrations_depuis,
    migrer,
    version_declaree,
)
from projet_social.modele.format import FORMAT, FORMAT_NON_DECLARE

ICI = "territoires/val/territoire.yml"


def test_il_y_a_une_migration_par_version() -> None:
    """De la première à celle du programme, sans trou, chacune dite en une phrase."""
    inscrire_le_paquet("projet_social.migration")

    assert sorted(MIGRATIONS) == list(range(FORMAT_NON_DECLARE, FORMAT))
    assert [e.de for e in migrations_depuis(FORMAT_NON_DECLARE)] == sorted(MIGRATIONS)
    assert all(e.titre.endswith(".") for e in MIGRATIONS.values())
    assert migrations_depuis(FORMAT) == []


@pytest.mark.parametrize(
    ("contenu", "version"),
    [
        (None, None),
        ({"version": "2"}, 2),
        ({"version": 1}, 1),
        ({"version": " 12 "}, 12),
        ({"version": "deux"}, None),
        ({"version": "0"}, None),
        ({"version": "9" * 5000}, None),
        ({"version": "٢"}, None),
        ({"version": "-1"}, None),
        ({}, None),
        (["2"], None),
    ],
)
def test_la_version_se_lit_dans_format_yml(contenu: Any, version: int | None) -> None:
    """Un entier, écrit comme texte ou comme nombre ; le reste compte pour absent."""
    arbres = {} if contenu is None else {FICHIER: contenu}

    assert version_declaree(arbres) == version


def test_un_format_plus_recent_est_refuse() -> None:
    """On ne lit pas à moitié ce que l'on ne connaît pas."""
    with pytest.raises(FormatTropRecent, match=rf"format {FORMAT + 1} .* jusqu'au format {FORMAT}"):
        migrer({}, FORMAT + 1)


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        (
            {"nom": "V", "ville_principale": "Morlaàs", "siege": "oui", "notes": ["x"]},
            {"nom": "V", "siege": "Morlaàs", "notes": ["x"]},
        ),
        ({"siege": True, "ville_principale": "B"}, {"siege": "B"}),
        ({"siege": "non", "ville_principale": "B"}, {"ville_principale": "B"}),
        ({"siege": False}, {}),
        ({"siege": "Morlaàs"}, {"siege": "Morlaàs"}),
        ({"ville_principale": "B"}, {"ville_principale": "B"}),
    ],
)
def test_le_siege_se_nomme(avant: dict[str, Any], apres: dict[str, Any]) -> None:
    """De 1 à 2 : la ville qualifiée de siège passe dans « siege », à sa place."""
    migres = migrer({ICI: avant}, 1)

    assert migres == {ICI: apres}
    assert list(migres[ICI]) == list(apres)


def test_une_migration_ne_touche_ni_ses_arguments_ni_le_reste() -> None:
    """Fonction pure ; un arbre que rien ne change est le même objet ; la refaire ne change rien."""
    arbres = {
        ICI: {"ville_principale": "B", "siege": "oui"},
        "territoires/val/projet.yml": {"titre": "P", "siege": "oui"},
        "territoires/val/actions/a.yml": {"titre": "A"},
    }
    copie = deepcopy(arbres)

    migres = migrer(arbres, 1)

    assert arbres == copie
    assert all(migres[f] is arbres[f] for f in arbres if f != ICI)
    assert migrer(migres, 1) == migres


def test_la_version_dite_est_celle_dont_on_part() -> None:
    """Sans version donnée, celle de `format.yml` ; sans elle, la première."""
    vieux = {ICI: {"siege": "oui", "ville_principale": "B"}}

    assert migrer(vieux)[ICI] == {"siege": "B"}
    assert migrer(vieux | {FICHIER: {"version": "2"}})[ICI] == vieux[ICI]


COMMUNES_V1 = (
    "insee,nom,departement,siren_epci,population_municipale,codes_postaux\n"
    "56123,Malansac,56,245614383,2215,56220\n"
)
DEPARTEMENTS_V1 = "code,nom,region\n56,Morbihan,Bretagne\n"


def test_l_extrait_officiel_disparait_s_il_n_apprend_rien() -> None:
    """Ce que le programme sait déjà se retire, avec son LISEZMOI."""
    arbres = {
        ICI: {"nom": "V"},
        "officiel/epci.csv": texte_embarque("epci"),
        "officiel/communes.csv": COMMUNES_V1,
        "officiel/departements.csv": DEPARTEMENTS_V1,
        "officiel/LISEZMOI.md": "x",
    }

    assert migrer(arbres, 1) == {ICI: {"nom": "V"}}


@pytest.mark.parametrize(
    ("fichier", "texte"),
    [
        ("officiel/communes.csv", COMMUNES_V1.replace("Malansac", "Malansac-le-Neuf")),
        ("officiel/departements.csv", DEPARTEMENTS_V1 + "99,Inventé,Ailleurs\n"),
        (
            "officiel/epci.csv",
            "siren,nom,type,population_municipale,population_totale,communes\n"
            "999000001,CC Inventée,CC,1,1,1\n",
        ),
    ],
)
def test_une_liste_qui_dit_autre_chose_reste(fichier: str, texte: str) -> None:
    """Un territoire inventé, une fusion plus récente : la liste des données remplace la nôtre."""
    arbres = {"officiel/departements.csv": DEPARTEMENTS_V1, fichier: texte}

    assert migrer(arbres, 1) == arbres
