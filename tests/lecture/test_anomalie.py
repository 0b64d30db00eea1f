"""Une anomalie et ses trois écritures : texte, JSON, annotations de forge."""

import json

import pytest

from projet_social.lecture.anomalie import (
    FORMATS,
    Anomalie,
    CorpusInvalide,
    Gravite,
    anomalies_en_texte,
    bilan,
    compter,
    en_annotations,
    en_json,
)

ERREUR = Anomalie("a.yml", 3, "titre", "champ absent", "l'ajouter")
AVERTISSEMENT = Anomalie("a.yml", 2, "", "fiche maigre", "la remplir", Gravite.AVERTISSEMENT)


def test_une_anomalie_dit_ou_quoi_et_que_faire() -> None:
    """`fichier:ligne: champ : constat ; conseil`, le champ se taisant pour tout un fichier."""
    assert str(ERREUR) == "a.yml:3: titre : champ absent ; l'ajouter"
    assert str(AVERTISSEMENT) == "a.yml:2: avertissement, fiche maigre ; la remplir"


def test_les_anomalies_se_trient_par_fichier_puis_par_ligne() -> None:
    """La ligne 10 vient après la ligne 9."""
    lignes = [Anomalie("b.yml", 1, "", "x", "y"), Anomalie("a.yml", 10, "", "x", "y")]
    lignes.append(Anomalie("a.yml", 9, "", "x", "y"))

    assert [(a.fichier, a.ligne) for a in sorted(lignes)] == [
        ("a.yml", 9),
        ("a.yml", 10),
        ("b.yml", 1),
    ]


@pytest.mark.parametrize(
    ("anomalies", "ecrit"),
    [
        ([], "0 erreur, 0 avertissement"),
        ([ERREUR], "1 erreur, 0 avertissement"),
        ([ERREUR, ERREUR, AVERTISSEMENT], "2 erreurs, 1 avertissement"),
    ],
)
def test_le_bilan_s_accorde(anomalies: list[Anomalie], ecrit: str) -> None:
    """Le compte est une phrase française."""
    assert bilan(anomalies) == ecrit


def test_le_texte_donne_une_ligne_par_anomalie_puis_le_compte() -> None:
    """L'écriture du terminal."""
    assert anomalies_en_texte([ERREUR, AVERTISSEMENT]).splitlines() == [
        str(ERREUR),
        str(AVERTISSEMENT),
        "1 erreur, 1 avertissement",
    ]


def test_le_json_porte_tout_ce_que_dit_le_texte() -> None:
    """Un programme y retrouve chaque attribut, accents en clair."""
    ecrit = en_json([ERREUR, AVERTISSEMENT])
    lu = json.loads(ecrit)

    assert (lu["erreurs"], lu["avertissements"]) == compter([ERREUR, AVERTISSEMENT]) == (1, 1)
    assert lu["anomalies"][0] == {
        "fichier": "a.yml",
        "ligne": 3,
        "champ": "titre",
        "constat": "champ absent",
        "conseil": "l'ajouter",
        "gravite": "erreur",
    }


def test_les_annotations_suivent_la_syntaxe_des_forges() -> None:
    """Une commande par anomalie, sur une seule ligne."""
    assert en_annotations([ERREUR, AVERTISSEMENT]).splitlines() == [
        "::error file=a.yml,line=3::titre : champ absent ; l'ajouter",
        "::warning file=a.yml,line=2::fiche maigre ; la remplir",
    ]


def test_une_annotation_ne_peut_pas_en_ouvrir_une_autre() -> None:
    """Retours à la ligne, pourcents, virgules et deux-points sont neutralisés."""
    ruse = Anomalie("a,b:c\n.yml", 1, "", "100 %\n::error::x", "non")

    assert en_annotations([ruse]) == (
        "::error file=a%2Cb%3Ac%0A.yml,line=1::100 %25 ::error::x ; non"
    )


def test_un_corpus_invalide_porte_ses_anomalies_triees() -> None:
    """L'exception dit tout, dans l'ordre du fichier."""
    invalide = CorpusInvalide([ERREUR, AVERTISSEMENT])

    assert invalide.anomalies == [AVERTISSEMENT, ERREUR]
    assert str(ERREUR) in str(invalide)


def test_les_trois_ecritures_ont_un_nom() -> None:
    """Les noms que la ligne de commande propose."""
    assert set(FORMATS) == {"texte", "json", "annotations"}
    assert all(isinstance(ecrire([ERREUR]), str) for ecrire in FORMATS.values())
