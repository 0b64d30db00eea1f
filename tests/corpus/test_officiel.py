"""La liste officielle embarquée : entière, cohérente, et lue par petits bouts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from projet_social.corpus.officiel import (
    ENTETE_DES_COMMUNES,
    ListeOfficielle,
    departement_de,
    lire_liste_officielle,
    lire_toute_la_liste,
    nom_lisible,
    texte_embarque,
)

from ..fabrique import RACINE


@pytest.fixture(scope="module")
def toute() -> ListeOfficielle:
    """Toute la France."""
    return lire_toute_la_liste()


def test_la_liste_est_entiere_et_coherente(toute: ListeOfficielle) -> None:
    """Chaque intercommunalité a ses communes, qui s'additionnent ; chacune, son département."""
    assert (len(toute.entites), len(toute.communes), len(toute.departements)) == (1255, 34969, 109)
    membres = Counter(c.siren_epci for c in toute.communes.values() if c.siren_epci)
    assert membres == {siren: entite.communes for siren, entite in toute.entites.items()}
    habitants: Counter[str] = Counter()
    for commune in toute.communes.values():
        assert all(len(code) == 5 and code.isdigit() for code in commune.codes_postaux.split()), (
            commune
        )
        habitants[commune.siren_epci] += commune.population_municipale
        assert commune.departement in toute.departements, commune
    for siren, entite in toute.entites.items():
        assert habitants[siren] == entite.population_municipale, entite
    assert toute.communes["29151"].codes_postaux == "29600"
    assert sum(not commune.codes_postaux for commune in toute.communes.values()) == 5


def test_les_communes_sont_rangees_pour_etre_trouvees() -> None:
    """La lecture partielle suppose l'ordre des lignes, et qu'aucun nom ne porte de virgule."""
    entete, *lignes = texte_embarque("communes").splitlines()

    assert entete == ENTETE_DES_COMMUNES
    assert lignes == sorted(lignes)
    assert all(ligne.count(",") == 5 and '"' not in ligne for ligne in lignes)


def test_une_lecture_partielle_dit_la_meme_chose(toute: ListeOfficielle) -> None:
    """Les communes demandées, toutes, et elles seules, par code Insee."""
    sirens = [*list(toute.entites)[::97], "999999999", ""]
    codes = ["29061", "29155", "97418", "2A004", "00000", "2292"]

    lue = lire_liste_officielle(None, sirens, codes)

    attendues = {
        code: commune
        for code, commune in sorted(toute.communes.items())
        if (commune.siren_epci and commune.siren_epci in sirens) or code in codes
    }
    assert lue.communes == attendues
    assert list(lue.communes) == list(attendues)
    assert lue.entites == toute.entites
    assert lire_liste_officielle(None, [], []).communes == {}
    assert (lue.partielle, toute.partielle) == (True, False)


def test_un_dossier_officiel_remplace_la_liste(tmp_path: Path) -> None:
    """Des données inventées, une fusion toute neuve ; un dossier vide ne remplace rien."""
    (tmp_path / "vide").mkdir()
    assert len(lire_liste_officielle(tmp_path / "vide", [], []).entites) == 1255

    (tmp_path / "departements.csv").write_text("code,nom,region\n99,Inventé,Ailleurs\n", "utf-8")
    lue = lire_liste_officielle(tmp_path, ["245614383"], [])
    assert (lue.entites, lue.communes) == ({}, {})
    assert lue.nom_du_departement("99") == "Inventé"


@pytest.mark.parametrize(("insee", "code"), [("29061", "29"), ("2A004", "2A"), ("97418", "974")])
def test_le_departement_se_lit_dans_le_code_insee(insee: str, code: str) -> None:
    """Deux signes en métropole, trois outre-mer."""
    assert departement_de(insee) == code


PAQUET = {
    "epci": [
        {
            "code": "200000001",
            "nom": "CC Inventée",
            "type": "CC",
            "populationMunicipale": 30,
            "populationTotale": 31,
            "membres": [
                {"code": "99002", "populationMunicipale": 10},
                {"code": "99001", "populationMunicipale": 20},
            ],
        }
    ],
    "communes": [
        {"code": "99002", "nom": "Bas", "type": "commune-actuelle", "departement": "99"},
        {
            "code": "99001",
            "nom": "Haut",
            "type": "commune-actuelle",
            "departement": "99",
            "siren": "219900011",
            "population": 25,
            "codesPostaux": ["99010", "99000"],
        },
        {
            "code": "99003",
            "nom": "Île",
            "type": "commune-actuelle",
            "departement": "99",
            "population": 7,
        },
        {"code": "99001", "nom": "Ancienne", "type": "commune-deleguee", "departement": "99"},
    ],
    "departements": [{"code": "99", "nom": "Inventé", "region": "1"}],
    "regions": [{"code": "1", "nom": "Ailleurs"}],
}
"""Un paquet npm inventé."""


def extraire(paquet: dict[str, object], dossier: Path) -> subprocess.CompletedProcess[str]:
    """Lance le script d'extraction sur un paquet."""
    (dossier / "paquet" / "data").mkdir(parents=True)
    for nom, contenu in paquet.items():
        fichier = dossier / "paquet" / "data" / f"{nom}.json"
        fichier.write_text(json.dumps(contenu), encoding="utf-8")
    script = RACINE / "macros" / "extraire_officiel.py"
    commande = [sys.executable, str(script), str(dossier / "paquet"), str(dossier / "liste")]
    return subprocess.run(commande, capture_output=True, text=True, check=False)


@pytest.mark.lent
def test_le_script_refait_la_liste(tmp_path: Path) -> None:
    """Communes rangées par intercommunalité, isolées d'abord, sans les communes déléguées."""
    sortie = extraire(PAQUET, tmp_path)

    assert sortie.returncode == 0, sortie.stderr
    assert (tmp_path / "liste/communes.csv").read_text(encoding="utf-8").splitlines() == [
        ENTETE_DES_COMMUNES,
        ",99003,,7,Île,",
        "200000001,99001,219900011,20,Haut,99000 99010",
        "200000001,99002,,10,Bas,",
    ]
    assert (tmp_path / "liste/epci.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "200000001,CC Inventée,CC,30,31,2"
    )
    assert (tmp_path / "liste/departements.csv").read_text("utf-8").splitlines()[1] == (
        "99,Inventé,Ailleurs"
    )


@pytest.mark.lent
def test_le_script_refuse_un_paquet_incoherent(tmp_path: Path) -> None:
    """Un membre absent de la liste des communes, un département qui ne se déduit plus."""
    communes = PAQUET["communes"]
    assert isinstance(communes, list)
    (tmp_path / "a").mkdir()
    sans = extraire(PAQUET | {"communes": communes[1:]}, tmp_path / "a")
    assert sans.returncode == 1
    assert "Membres absents de la liste des communes : 99002." in sans.stderr
    (tmp_path / "b").mkdir()
    faux = [{**communes[0], "departement": "98"}, *communes[1:]]
    assert "département de 99002" in extraire(PAQUET | {"communes": faux}, tmp_path / "b").stderr


def test_le_nom_d_une_intercommunalite_se_lit() -> None:
    """Son sigle est développé, sauf d'un nom qui dit déjà sa nature."""
    assert nom_lisible("CA Pays Basque") == "Communauté d’agglomération Pays Basque"
    assert nom_lisible("CA Morlaix Communauté") == "Morlaix Communauté"
    assert nom_lisible("CC Questembert Communauté") == "Questembert Communauté"
    assert nom_lisible("CA Lorient Agglomération") == "Lorient Agglomération"
    assert nom_lisible("Rennes Métropole") == "Rennes Métropole"


def test_aucun_nom_officiel_ne_dit_deux_fois_sa_nature(toute: ListeOfficielle) -> None:
    """De toutes les intercommunalités du pays."""
    nature = re.compile(r"communauté.*\bcommunauté\b|agglomération.*\bagglo(?:mération)?\b", re.I)
    noms = {nom_lisible(entite.nom) for entite in toute.entites.values()}
    assert [nom for nom in noms if nature.search(nom)] == []
