"""Une liste officielle déposée, enregistrée d'un tableur, se lit ou se refuse en clair."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.chargement import examiner
from projet_social.corpus.liste_deposee import lire_la_liste_deposee
from projet_social.modele.format import FORMAT
from tests.conftest import TERRITOIRE

EPCI = (
    "siren,nom,type,population_municipale,population_totale,communes\n"
    "111111111,CC Vallée,CC,1000,1010,2\n"
)


def deposer_la_liste(dossier: Path, octets: bytes, nom: str = "epci") -> Path:
    """Un dossier de données d'un territoire, et un fichier de sa liste officielle."""
    (dossier / "format.yml").write_text(f"version: {FORMAT}\n", encoding="utf-8")
    (dossier / "officiel").mkdir()
    (dossier / f"officiel/{nom}.csv").write_bytes(octets)
    (dossier / "territoires/val").mkdir(parents=True)
    territoire = TERRITOIRE.format(nom="Val") + "siren: 111111111\n"
    (dossier / "territoires/val/territoire.yml").write_text(territoire, encoding="utf-8")
    return dossier


@pytest.mark.parametrize(
    "texte",
    [
        EPCI,
        "\ufeff" + EPCI,
        EPCI.replace(",", ";"),
        EPCI.replace(",", "\t"),
        EPCI.replace("\n", "\r\n"),
        EPCI.replace("1000", "1 000"),
        EPCI.replace("1000", "1\u202f000"),
    ],
)
def test_ce_qu_un_tableur_enregistre_se_lit(texte: str, tmp_path: Path) -> None:
    """Marque d'ordre, points-virgules, fins de ligne, espaces des milliers."""
    corpus = examiner(deposer_la_liste(tmp_path, texte.encode())).corpus

    assert corpus.territoire("val").population_officielle == 1000


@pytest.mark.parametrize(
    ("octets", "nom", "dit"),
    [
        (
            EPCI.encode("latin-1"),
            "epci",
            "officiel/epci.csv:2: fichier qui n'est pas en UTF-8 ; l'enregistrer d'Excel en "
            "« CSV UTF-8 (délimité par des virgules) »",
        ),
        (
            b"code;nom\n1;x\n",
            "epci",
            "officiel/epci.csv:1: colonnes absentes : siren, type, population_municipale, "
            "population_totale, communes ; garder l'en-tête de la liste du programme : "
            "siren,nom,type,population_municipale,population_totale,communes",
        ),
        (
            EPCI.replace("1000", "mille").encode(),
            "epci",
            "officiel/epci.csv:2: population_municipale : « mille » n'est pas un nombre ; "
            "l'écrire en chiffres",
        ),
        (
            EPCI.replace(",2\n", ",٢\n").encode(),
            "epci",
            "officiel/epci.csv:2: communes : « ٢ » n'est pas un nombre ; l'écrire en chiffres",
        ),
        (
            b"",
            "communes",
            "officiel/communes.csv:1: colonnes absentes : insee, nom, siren_epci, "
            "population_municipale ; garder l'en-tête de la liste du programme : "
            "insee,nom,siren_epci,population_municipale",
        ),
    ],
)
def test_ce_qui_ne_se_lit_pas_se_dit(octets: bytes, nom: str, dit: str, tmp_path: Path) -> None:
    """Fichier, ligne, colonne, remède ; et le reste des données se vérifie quand même."""
    rapport = examiner(deposer_la_liste(tmp_path, octets, nom))

    assert dit in map(str, rapport.anomalies)
    assert rapport.corpus.territoires
    assert not rapport.publiable


def test_une_liste_absente_n_a_aucune_ligne(tmp_path: Path) -> None:
    """Le dossier peut ne porter qu'un des trois fichiers."""
    assert lire_la_liste_deposee(tmp_path) == {"epci": [], "communes": [], "departements": []}
