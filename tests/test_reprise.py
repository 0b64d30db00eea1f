"""Relire le JSON d'un autre : rien n'y est cru sur parole, et tout refus se dit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projet_social.chargement import examiner_des_arbres
from projet_social.corpus.officiel import EntiteOfficielle
from projet_social.lecture.yaml_marque import EMBOITEMENT_MAXIMUM, VALEURS_MAXIMUM
from projet_social.reprise import ContenuRepris, emboiter, lire_json

NOM = "https://exemple.test/projet.json"
TERRITOIRE = {"nom": "Val", "nom_court": "Val", "type": "commune", "departements": ["99"]}


def lire(donnees: Any, **autres: Any) -> tuple[ContenuRepris | None, list[str]]:
    """Lit un JSON fait de ces données."""
    texte = json.dumps({"format": 2, "donnees": donnees, **autres})
    reprise, anomalies = lire_json(texte.encode(), NOM)
    return reprise, [str(anomalie) for anomalie in anomalies]


def test_un_fichier_de_donnees_par_chemin() -> None:
    """Le dossier des données revient, fichier par fichier, sans rien de calculé."""
    territoire = {"territoire": TERRITOIRE | {"calcule": {"id": "val"}}, "projet": {"titre": "P"}}
    reprise, anomalies = lire(
        {"territoires": {"val": territoire}, "calcule": {"x": 1}},
        maj="2026-11-21",
        site={"nom": " Un  site ", "adresse": "https://exemple.test/"},
    )

    assert anomalies == []
    assert reprise is not None
    assert reprise.arbres == {
        "territoires/val/territoire.yml": TERRITOIRE,
        "territoires/val/projet.yml": {"titre": "P"},
    }
    assert (reprise.format, reprise.maj) == (2, "2026-11-21")
    assert (reprise.site, reprise.adresse) == ("Un site", "https://exemple.test/")
    assert examiner_des_arbres(reprise.arbres).publiable


def test_emboiter_range_comme_le_dossier() -> None:
    """L'écriture et la lecture ont le même rangement."""
    feuilles = {"territoires/val/actions/x.yml": 1, "territoires/val/projet.yml": 2, "a.yml": 3}
    assert emboiter(feuilles) == {
        "territoires": {"val": {"actions": {"x": 1}, "projet": 2}},
        "a": 3,
    }


def test_un_vide_n_est_rien() -> None:
    """Comme en YAML : un champ vide, une liste vide, un blanc ne sont pas écrits."""
    reprise, _ = lire(
        {
            "territoires": {
                "val": {
                    "projet": {
                        "titre": "P",
                        "axes": [],
                        "maj": None,
                        "porteur": " ",
                        "notes": [None, ""],
                    }
                }
            }
        }
    )
    assert reprise is not None
    assert reprise.arbres == {"territoires/val/projet.yml": {"titre": "P"}}


@pytest.mark.parametrize(
    ("octets", "constat"),
    [
        (b"", "ce n'est pas du JSON"),
        (b'{"format": 2, "donnees": {', "ce n'est pas du JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[]", "ce n'est pas le JSON d'un projet social"),
        (b'{"format": 2}', "ce n'est pas le JSON d'un projet social"),
        (b'{"donnees": {}}', "version du format absente"),
        (b'{"format": true, "donnees": {}}', "version du format absente"),
        (b'{"format": 0, "donnees": {}}', "version du format absente"),
        (b'{"format": 2, "donnees": {}, "donnees": {}}', "\xab donnees \xbb \xe9crite deux fois"),
        (b'{"format": NaN, "donnees": {}}', "n'est pas un nombre"),
        (b'{"format": ' + b"9" * 5000 + b', "donnees": {}}', "nombre de trop de chiffres"),
        (b"[" * 100_000, "embo\xeetement"),
    ],
)
def test_ce_qui_ne_se_lit_pas_se_dit(octets: bytes, constat: str) -> None:
    """Une anomalie qui nomme la source et dit que faire, jamais une exception."""
    reprise, anomalies = lire_json(octets, NOM)

    assert reprise is None
    (anomalie,) = anomalies
    assert anomalie.fichier == NOM
    assert constat in anomalie.constat
    assert anomalie.conseil


@pytest.mark.parametrize(
    "chemin",
    [
        ("..", "secret"),
        ("territoires", "../../etc", "projet"),
        ("territoires", "val", "actions", "a/../b"),
        ("territoires", "Val", "projet"),
        ("territoires", "val", "projet.yml"),
        ("\ud800",),
        ("territoires", "val", "ailleurs", "x"),
    ],
)
def test_un_chemin_inconnu_est_refuse(chemin: tuple[str, ...]) -> None:
    """Aucun fichier ne s'écrit hors de sa place, quoi que dise le JSON."""
    noeud: Any = {"titre": "P"}
    for nom in reversed(chemin):
        noeud = {nom: noeud}
    reprise, anomalies = lire(noeud)

    assert reprise is None
    assert all("n'est pas un fichier de données" in dite for dite in anomalies)
    assert anomalies
    "\n".join(anomalies).encode()  # tout se laisse imprimer


@pytest.mark.parametrize(
    ("projet", "constat"),
    [
        ({"titre": "a\u0000b"}, "signe illisible (U+0000)"),
        ({"titre": "\ud800"}, "signe illisible (U+D800)"),
        ({"\u0007": "x"}, "signe illisible (U+0007)"),
        ({"axes": [{"titre": "x", "avancement": float("1e999")}]}, "n'est pas un nombre"),
    ],
)
def test_un_signe_que_rien_ne_porte_est_refuse(projet: dict[str, Any], constat: str) -> None:
    """Contrôles, moitiés de signes et infinis n'entrent pas."""
    reprise, anomalies = lire({"territoires": {"val": {"projet": projet}}})

    assert reprise is None
    assert constat in anomalies[0]


def test_un_infini_ecrit_en_chiffres_est_refuse() -> None:
    """« 1e999 » est du JSON, mais n'est pas un nombre que l'on garde."""
    texte = b'{"format": 2, "donnees": {"territoires": {"val": {"projet": {"titre": 1e999}}}}}'
    _, anomalies = lire_json(texte, NOM)
    assert "nombre sans limite" in str(anomalies[0])


def test_trop_profond_ou_trop_grand() -> None:
    """Les mêmes bornes que le YAML."""
    profond: Any = "x"
    for _ in range(EMBOITEMENT_MAXIMUM + 2):
        profond = [profond]
    _, anomalies = lire({"territoires": {"val": {"projet": {"notes": profond}}}})
    assert "emboîtement" in anomalies[0]

    _, anomalies = lire({"territoires": {"val": {"projet": {"notes": ["x"] * VALEURS_MAXIMUM}}}})
    assert f"plus de {VALEURS_MAXIMUM} valeurs" in anomalies[0]


def test_toutes_les_fautes_sont_dites() -> None:
    """Une par fichier, d'un coup."""
    _, anomalies = lire(
        {
            "territoires": {"a": {"projet": {"titre": "\u0001"}}, "b": {"projet": {"x": "\u0002"}}},
            "ailleurs": 3,
        }
    )
    assert len(anomalies) == 3


def test_la_liste_officielle_vient_avec() -> None:
    """Les lignes bien faites ; une ligne mal faite se dit, avec son rang."""
    bonne = {
        "siren": "200000172",
        "nom": "CC",
        "type": "CC",
        "population_municipale": 1,
        "population_totale": 2,
        "communes": 3,
    }
    reprise, _ = lire({}, officiel={"epci": [bonne]})
    assert reprise is not None
    assert reprise.officiel.entites == {"200000172": EntiteOfficielle(**bonne)}

    _, anomalies = lire({}, officiel={"epci": [bonne, bonne | {"communes": "trois"}, 7]})
    assert len(anomalies) == 2
    assert "officiel › epci 2" in anomalies[0]


valeurs = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(), v, max_size=4),
    max_leaves=20,
)


@given(st.binary(max_size=200) | valeurs.map(lambda v: json.dumps(v).encode()))
def test_n_importe_quels_octets_se_lisent_ou_se_refusent(octets: bytes) -> None:
    """Aucune entrée ne provoque autre chose qu'une anomalie."""
    reprise, anomalies = lire_json(octets, NOM)
    assert (reprise is None) == bool(anomalies)


@pytest.mark.lent
@given(st.dictionaries(st.sampled_from(["titre", "axes", "maj", "niveaux", "demarche"]), valeurs))
def test_n_importe_quel_projet_se_valide_ou_se_refuse(projet: dict[str, Any]) -> None:
    """Ce qui passe la lecture passe par le modèle, qui refuse sans planter."""
    try:
        texte = json.dumps({"format": 2, "donnees": {"territoires": {"v": {"projet": projet}}}})
    except ValueError:
        return
    reprise, _ = lire_json(texte.encode(), NOM)
    if reprise is not None:
        examiner_des_arbres({"territoires/v/territoire.yml": TERRITOIRE, **reprise.arbres})
