"""Aucun nom, courriel ou téléphone d'une personne ne sort d'un import, où que ce soit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.classeur.ouverture import ouvrir_classeur
from projet_social.tableur.comprehension.importation import Import, Resultat

from ...conftest import REFERENTIELS, TERRITOIRE
from ..fabrique import classeur_de
from .test_compte_des_cellules import CIBLE, REFERENTIEL

NOMS = ("Kervadec", "KERVADEC", "Yvonnick", "0612345678", "06 12 34 56 78", "612345678", "@perso")
"""Ce que disent les classeurs inventés, et que rien ne doit redire."""


def lu(tmp_path: Path, feuilles: dict[str, list[list[Any]]]) -> Resultat:
    """Importe un classeur inventé."""
    fichier = tmp_path / "plan.xlsx"
    fichier.write_bytes(classeur_de(feuilles))
    return Import(ouvrir_classeur(fichier)).lire(REFERENTIEL, CIBLE)


def fiche_de(resultat: Resultat) -> dict[str, Any]:
    """La seule fiche d'un import."""
    (chemin,) = [nom for nom in resultat.arbres.fichiers if "/actions/" in nom]
    return resultat.arbres.fichiers[chemin]


@pytest.mark.parametrize(
    ("titre", "valeur", "attendu"),
    [
        ("Personne pilote", "Yvonnick Kervadec", {}),
        ("Personne pilote", "KERVADEC", {}),
        ("Personne pilote", "Service enfance", {"pilotes": ["Service enfance"]}),
        ("Élu·e référent·e", "Yvonnick Kervadec", {}),
        (
            "Élu·e référent·e",
            "Yvonnick Kervadec, vice-présidente à l'action sociale",
            {"elu_referent": "vice-présidente à l'action sociale"},
        ),
        ("Référent", "Yvonnick Kervadec (CCAS)", {"pilotes": ["CCAS"]}),
        ("Référente", "Kervadec", {}),
        ("Chef de projet", "Y. Kervadec", {}),
        ("Chargé de mission", "Kervadec", {}),
        ("Interlocutrice", "Mme Kervadec", {}),
        ("Agent", "Kervadec Yvonnick", {}),
        ("Nom", "Kervadec", {}),
        ("Responsable", "Pôle solidarités", {"pilotes": ["Pôle solidarités"]}),
        ("Responsable", "Kervadec", {}),
        ("Agent en charge du dossier", "Kervadec", {}),
        ("Contact", "Yvonnick Kervadec 06 12 34 56 78", {}),
        ("Contact", "Mme Kervadec, y.k@perso.fr, 02 99 00 00 01", {}),
        (
            "Contact",
            "CCAS, accueil@exemple.fr",
            {"contact": {"service": "CCAS", "courriel": "accueil@exemple.fr"}},
        ),
        ("Téléphone", 612345678, {}),
        ("Mail", "kervadec@perso.fr", {}),
        ("Structure pilote", "CCAS – Mme Kervadec", {"pilotes": ["CCAS"]}),
        ("Structure pilote", "Collège Anne Frank", {"pilotes": ["Collège Anne Frank"]}),
        ("Partenaires", "MSA ; Mme Kervadec", {"partenaires": ["MSA"]}),
        ("Description", "Appeler M. Kervadec.", {"description": "Appeler [nom retiré]."}),
        (
            "Description",
            "Voir y.k@perso.fr ou le 06 12 34 56 78.",
            {"description": "Voir [coordonnées retirées] ou le [coordonnées retirées]."},
        ),
        ("Observations", "Mme Kervadec suit l'action", {"notes": ["[nom retiré] suit l'action"]}),
    ],
)
def test_une_cellule_ne_nomme_personne(
    titre: str, valeur: Any, attendu: dict[str, Any], tmp_path: Path
) -> None:
    """La structure et la fonction restent ; le nom n'est ni dans la fiche, ni à ranger."""
    resultat = lu(tmp_path, {"Plan": [["Action", titre], ["Aider", valeur]]})

    fiche = fiche_de(resultat)
    assert {cle: v for cle, v in fiche.items() if cle != "titre"} == attendu
    tout = f"{resultat.arbres.fichiers}{resultat.arbres.a_ranger}{resultat.rapport.remarques}"
    assert [nom for nom in NOMS if nom in tout] == []


def test_une_fiche_verticale_ne_nomme_personne(tmp_path: Path) -> None:
    """Les noms de champs d'une fiche sont protégés comme ceux d'une liste."""
    resultat = lu(
        tmp_path,
        {
            "Fiche": [
                ["Intitulé", "Ouvrir un guichet"],
                ["Personne pilote", "Yvonnick Kervadec"],
                ["Référent : Yvonnick Kervadec"],
                ["Structure pilote", "CCAS"],
                ["Échéance", "2026"],
                ["Suivi par", "Mme Kervadec"],
            ]
        },
    )
    assert fiche_de(resultat)["pilotes"] == ["CCAS"]
    assert [nom for nom in NOMS if nom in f"{resultat.arbres}{resultat.rapport.remarques}"] == []


def test_un_annuaire_est_ecarte(tmp_path: Path) -> None:
    """Une feuille de noms et de numéros n'est pas un plan : rien n'en est repris."""
    resultat = lu(
        tmp_path,
        {
            "Plan": [["Action", "Pilote"], ["Aider", "CCAS"]],
            "Référents": [["Nom", "Prénom", "Structure", "Tél"], ["Kervadec", "Yvonnick", "X", 1]],
        },
    )
    assert resultat.rapport.comptes()["Référents"] == {"ignorée : annuaire de personnes": 8}
    assert not resultat.rapport.remarques.erreurs


@pytest.fixture
def chez_val(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un site d'un territoire inventé."""
    fichiers = REFERENTIELS | {"territoires/val/territoire.yml": TERRITOIRE.format(nom="Val")}
    for nom, texte in fichiers.items():
        fichier = tmp_path / "data" / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


PLAN = {
    "Plan": [
        ["Liste tenue par Yvon KERVADEC"],
        ["Action", "Personne pilote", "Pilote", "Contact", "Couleur", "Statut"],
        ["Aider", "Yvonnick Kervadec", "CAF", "06 12 34 56 78", "demander à Mme Kervadec", "oui"],
        ["Ouvrir", "Kervadec", "MSA (y.kervadec@perso.fr)", 612345678, "rouge", "En cours"],
        ["Fêter", "DGS", "Mme KERVADEC", "y@perso.fr", "bleu", "En cours"],
    ],
    "Numéros": [["Yvonnick KERVADEC", "06 12 34 56 78"]],
}


def test_rien_n_en_reste_nulle_part(chez_val: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ni dans les données, ni dans le fichier à ranger, ni au rapport, ni à l'écran."""
    (chez_val / "plan.xlsx").write_bytes(classeur_de(PLAN))
    for rapport in ("rapport.csv", "rapport.txt"):
        assert principal(["importer", "plan.xlsx", "--essai", "--rapport", rapport]) == 0
    assert principal(["importer", "plan.xlsx", "--oui"]) == 0
    assert principal(["verifier", "data"]) == 0

    dit = capsys.readouterr()
    textes = [dit.out, dit.err]
    textes += [
        f.read_text(encoding="utf-8")
        for f in chez_val.rglob("*")
        if f.is_file() and f.suffix in (".yml", ".csv", ".txt")
    ]
    assert [(nom, texte) for nom in NOMS for texte in textes if nom in texte] == []
    assert "tenu pour le nom d'une personne" in dit.out


def test_une_colonne_entiere_se_dit_en_une_ligne(
    chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Vingt cellules ne font pas vingt avertissements : une ligne les nomme."""
    lignes = [[f"Action {rang}", f"Mme Kervadec {'i' * rang}"] for rang in range(20)]
    (chez_val / "plan.xlsx").write_bytes(
        classeur_de({"Plan": [["Action", "Personne pilote"], *lignes]})
    )
    assert principal(["importer", "plan.xlsx", "--oui"]) == 0

    dit = capsys.readouterr().out
    assert (
        "feuille « Plan », colonne « Personne pilote » : avertissement, 20 cellules (B2, B3, B4, "
        "B5, B6, B7, B8, B9, B10, B11, B12, B13, …) : nom d'une personne, non repris ; écrire la "
        "structure ou la fonction, jamais le nom d'une personne"
    ) in dit
