"""Le script qui suit les intercommunalités accompagnées, sur des éditions inventées."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fabrique import RACINE

pytestmark = pytest.mark.lent

ACTUELLES = ("53090", "53148", "53135", "17345", "2B134")
"""De vraies communes : le script lit la liste embarquée pour savoir où elles sont."""
COMMUNES = [
    *({"code": code, "type": "commune-actuelle"} for code in ACTUELLES),
    {"code": "53012", "type": "commune-actuelle", "anciensCodes": ["53998"]},
    {"code": "53999", "type": "commune-deleguee", "chefLieu": "53090"},
]
"""53998 a changé de code ; 53999 est entrée dans une commune nouvelle."""
EDITION = """siren;nom;nb_com;insee
200000008;CC du Pays d'Essai;4;53999
200000008;CC du Pays d'Essai;4;53998
200000008;CC du Pays d'Essai;4;53148
200000008;CC du Pays d'Essai;4;17345
200000016;CC des Jumelles;1;53135
200000024;CC Jumelles;1;53135
200000032;CC du Rivage;1;2B134
200000040;CC de l'Autre Bord;1;53135
"""


def ligne(nom: str, departement: str, **autres: Any) -> dict[str, Any]:
    """Une ligne non rapprochée."""
    return {
        "nom": f"Communauté de communes {nom}",
        "departements": [departement],
        "etat": "non_rapprochee",
        **autres,
    }


def lancer(
    dossier: Path, lignes: list[dict[str, Any]], edition: str = EDITION
) -> subprocess.CompletedProcess[str]:
    """Lance le script sur ces lignes et cette édition."""
    (dossier / "paquet/data").mkdir(parents=True, exist_ok=True)
    (dossier / "paquet/data/communes.json").write_text(json.dumps(COMMUNES), encoding="utf-8")
    membres = [{"code": code} for code in ("53148", "53135")]
    epci = [{"code": "200000057", "nom": "CC du Paquet", "membres": membres}]
    (dossier / "paquet/data/epci.json").write_text(json.dumps(epci), encoding="utf-8")
    (dossier / "2012.csv").write_text(edition, encoding="utf-8")
    arbre = {"groupes": [{"titre": "G", "accompagnements": lignes}]}
    texte = yaml.safe_dump(arbre, allow_unicode=True, sort_keys=False)
    (dossier / "a.yml").write_text(texte, encoding="utf-8")
    commande = [sys.executable, "macros/suivre_accompagnes.py", dossier / "a.yml"]
    commande += [dossier / "paquet", f"2012={dossier / '2012.csv'}", f"2019={dossier / 'paquet'}"]
    return subprocess.run(
        list(map(str, commande)),
        capture_output=True,
        text=True,
        check=False,
        cwd=RACINE,
        env={**os.environ, "PYTHONPATH": "macros"},
    )


def suivre(dossier: Path, *lignes: dict[str, Any]) -> list[dict[str, Any]]:
    """Les lignes que le script a écrites."""
    sortie = lancer(dossier, list(lignes))
    assert sortie.returncode == 0, sortie.stderr
    arbre = yaml.safe_load((dossier / "a.yml").read_text(encoding="utf-8"))
    suivies: list[dict[str, Any]] = arbre["groupes"][0]["accompagnements"]
    return suivies


def test_les_communes_menent_a_leurs_intercommunalites(tmp_path: Path) -> None:
    """Commune nouvelle, code changé, commune restée : chacune compte une fois."""
    (suivie,) = suivre(tmp_path, ligne("de l'Essai", "53"))

    assert suivie["etat"] == "disparue"
    assert suivie["devenir"] == {
        "edition": 2012,
        "anciennes": [{"siren": 200000008, "nom": "CC du Pays d'Essai", "communes": 4}],
        "successeurs": [
            {"siren": 200048551, "communes": 3},
            {"siren": 200041523, "communes": 1},
        ],
    }


@pytest.mark.parametrize(
    ("nom", "departement", "suivi"),
    [
        ("de l'Essai", "53", True),
        ("de l'Essais", "53", False),
        ("de l'Essai", "29", False),
        ("des Jumelles", "53", False),
        ("du Rivage", "20", True),
        ("du Paquet", "53", True),
    ],
)
def test_un_nom_se_trouve_ou_ne_se_devine_pas(
    tmp_path: Path, nom: str, departement: str, suivi: bool
) -> None:
    """Ni une lettre de plus, ni un autre département, ni deux du même nom ; 20 est la Corse."""
    (suivie,) = suivre(tmp_path, ligne(nom, departement))

    assert ("devenir" in suivie) == suivi
    assert (suivie["etat"] == "disparue") == suivi


def test_un_doute_se_dit_a_la_main_et_reste(tmp_path: Path) -> None:
    """Le script compte les communes, et ne dit pas disparue une ligne douteuse."""
    ecrit = {"edition": 2012, "anciennes": [{"siren": 200000040}], "doute": "un mot de trop"}
    (suivie,) = suivre(tmp_path, ligne("du Bord", "53", devenir=ecrit))

    assert suivie["etat"] == "non_rapprochee"
    assert suivie["devenir"]["doute"] == "un mot de trop"
    assert suivie["devenir"]["anciennes"][0]["nom"] == "CC de l'Autre Bord"
    assert suivie["devenir"]["successeurs"] == [{"siren": 200048551, "communes": 1}]


def test_refaire_ne_change_rien(tmp_path: Path) -> None:
    """Relancé sur ce qu'il a écrit, le script écrit la même chose."""
    premier = suivre(tmp_path, ligne("de l'Essai", "53"), ligne("de Nulle Part", "53"))

    assert suivre(tmp_path, *premier) == premier


@pytest.mark.parametrize(
    ("edition", "devenir", "message"),
    [
        (EDITION.replace("53998", "53000"), None, "Communes sans suite dans le paquet du jour"),
        (EDITION.replace(";4;", ";5;"), None, "compte 4 lignes, et sa colonne nb_com annonce 5"),
        (EDITION, {"edition": 1999, "anciennes": [], "doute": "d"}, "demande l'édition de 1999"),
        (
            EDITION,
            {"edition": 2012, "anciennes": [{"siren": 200000099}], "doute": "d"},
            "SIREN absents de l'édition de 2012 : 200000099",
        ),
    ],
)
def test_ce_qui_manque_se_dit(
    tmp_path: Path, edition: str, devenir: dict[str, Any] | None, message: str
) -> None:
    """Une commune perdue, un fichier tronqué, une édition ou un SIREN absents arrêtent tout."""
    autres = {"devenir": devenir} if devenir else {}
    sortie = lancer(tmp_path, [ligne("de l'Essai", "53", **autres)], edition)

    assert sortie.returncode == 1
    assert message in sortie.stderr
