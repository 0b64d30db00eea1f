"""Ce qu'un import ne place pas va dans un fichier de travail, à côté des données."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from projet_social.adaptateurs.ligne_de_commande import principal

from ..fabrique import classeur_de
from .test_protection import chez_val

__all__ = ["chez_val"]
TITRES = ["Action", "Couleur", "Échéance"]


def importer(dossier: Path, nom: str = "plan.xlsx", **feuilles: list[list[object]]) -> None:
    """Importe un classeur inventé."""
    (dossier / nom).write_bytes(classeur_de(feuilles))
    assert principal(["importer", nom, "--oui"]) == 0


def rangees(dossier: Path) -> list[dict[str, str]]:
    """Les lignes du fichier de travail."""
    texte = (dossier / "a-ranger/val.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(texte), delimiter=";"))


def test_le_fichier_dit_ou_quoi_pourquoi(
    chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Une ligne par cellule ; la fin de la commande dit où ; rien n'en est dans les données."""
    importer(chez_val, Plan=[TITRES, ["Aider", "bleu", "dès que possible"]])

    assert [list(ligne.values()) for ligne in rangees(chez_val)] == [
        [
            "plan.xlsx",
            "Plan",
            "B2",
            "Couleur",
            "bleu",
            "territoires/val/actions/aider.yml",
            "aucun champ pour la colonne « Couleur »",
            "le mettre dans un champ, ou dire la colonne : --correspondance CHAMP=COLONNE",
        ],
        [
            "plan.xlsx",
            "Plan",
            "C2",
            "Échéance",
            "dès que possible",
            "territoires/val/actions/aider.yml",
            "date « dès que possible » incomprise",
            "écrire par exemple 28 mars 2017, mars 2017, 2e trimestre 2018 ou 2015 à 2019",
        ],
    ]
    assert (
        "a-ranger/val.csv : 2 lignes à ranger dans les fiches (ce fichier ne se publie pas)"
        in capsys.readouterr().out
    )
    fiche = (chez_val / "data/territoires/val/actions/aider.yml").read_text(encoding="utf-8")
    assert "bleu" not in fiche
    assert "Importé" not in fiche


def test_un_second_import_remplace_ses_lignes(chez_val: Path) -> None:
    """Le même classeur remplace, un autre s'ajoute, l'agent peut avoir écrit entre-temps."""
    importer(chez_val, Plan=[TITRES, ["Aider", "bleu"], ["Ouvrir", "=vert"]])
    importer(chez_val, "autre.xlsx", Plan=[TITRES, ["Lire", "gris"]])
    importer(chez_val, Plan=[TITRES, ["Aider", "rouge"]])

    lus = [(ligne["classeur"], ligne["contenu"]) for ligne in rangees(chez_val)]
    assert lus == [("autre.xlsx", "gris"), ("plan.xlsx", "rouge")]

    importer(chez_val, Plan=[TITRES, ["Aider"]])
    importer(chez_val, "autre.xlsx", Plan=[TITRES, ["Lire"]])
    assert not (chez_val / "a-ranger/val.csv").exists(), "il n'y a plus rien à ranger"


def test_un_fichier_enregistre_par_excel_se_relit(chez_val: Path) -> None:
    """Windows-1252 et sans marque : les lignes d'un autre classeur y restent."""
    importer(chez_val, "autre.xlsx", Plan=[TITRES, ["Lire", "été"]])
    fichier = chez_val / "a-ranger/val.csv"
    fichier.write_bytes(fichier.read_text(encoding="utf-8-sig").encode("cp1252"))
    importer(chez_val, Plan=[TITRES, ["Aider", "bleu"]])

    assert [ligne["contenu"] for ligne in rangees(chez_val)] == ["été", "bleu"]


def test_un_fichier_qui_n_est_plus_le_notre_arrete_tout(
    chez_val: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On n'écrase pas ce que l'on ne sait pas relire ; rien n'est écrit."""
    (chez_val / "a-ranger").mkdir()
    (chez_val / "a-ranger/val.csv").write_text("mes notes\n", encoding="utf-8")
    (chez_val / "plan.xlsx").write_bytes(classeur_de({"Plan": [TITRES, ["Aider", "bleu"]]}))

    assert principal(["importer", "plan.xlsx", "--oui"]) == 1
    dit = capsys.readouterr().err
    assert "ses colonnes ne sont plus celles que l'import y écrit ; le renommer" in dit
    assert not (chez_val / "data/territoires/val/actions").exists()


def test_une_ancienne_correspondance_se_relit(chez_val: Path) -> None:
    """« note », que les correspondances d'avant écrivaient, laisse à ranger."""
    (chez_val / "colonnes.yml").write_text("colonnes:\n  Couleur: note\n", encoding="utf-8")
    (chez_val / "plan.xlsx").write_bytes(classeur_de({"Plan": [TITRES, ["Aider", "bleu"]]}))

    assert principal(["importer", "plan.xlsx", "--oui", "--correspondance", "colonnes.yml"]) == 0
    assert [ligne["contenu"] for ligne in rangees(chez_val)] == ["bleu"]


def test_d_une_cellule_qui_nomme_on_ne_garde_que_le_lieu(chez_val: Path) -> None:
    """Ni le nom, ni le reste de la cellule : où elle est, la fiche, et pourquoi."""
    importer(chez_val, Plan=[["Action", "Couleur"], ["Aider", "bleu, voir Mme Kervadec"]])

    assert [list(ligne.values()) for ligne in rangees(chez_val)] == [
        [
            "plan.xlsx",
            "Plan",
            "B2",
            "Couleur",
            "",
            "territoires/val/actions/aider.yml",
            "nom d'une personne, non repris",
            "écrire la structure ou la fonction, jamais le nom d'une personne",
        ]
    ]
