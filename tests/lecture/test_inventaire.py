"""Aucun fichier du dossier des données ne se perd sans un mot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from projet_social.chargement import examiner
from projet_social.lecture.anomalie import Gravite
from projet_social.lecture.inventaire import places_voisines

from ..conftest import CorpusDe

ACTIONS = "territoires/val/actions/"
PROJET = {"territoires/val/projet.yml": "titre: Projet inventé\n"}
FICHE = "titre: Navette inventée\nprojet: projet\n"


@pytest.mark.parametrize(
    ("nom", "gravite", "dit"),
    [
        ("neuve.yml.txt", Gravite.ERREUR, "s'est ajouté à son nom ; le renommer « neuve.yml »"),
        ("neuve.YML.Txt", Gravite.ERREUR, "« .Txt » s'est ajouté à son nom"),
        ("neuve.yaml.json", Gravite.ERREUR, "le renommer « neuve.yaml »"),
        ("neuve.yaml", Gravite.ERREUR, "actions/neuve.yml »"),
        ("neuve.yml.bak", Gravite.AVERTISSEMENT, "copie de sauvegarde, qui n'est pas lue"),
        ("neuve.old", Gravite.AVERTISSEMENT, "copie de sauvegarde, qui n'est pas lue"),
        ("neuve", Gravite.AVERTISSEMENT, "le renommer « neuve.yml » si c'est une donnée"),
        ("neuve.json", Gravite.AVERTISSEMENT, "fichier « .json », qui n'est pas lu"),
        ("Fiche 12.docx", Gravite.AVERTISSEMENT, "fichier « .docx », qui n'est pas lu"),
    ],
)  # fmt: skip
def test_un_fichier_qui_ne_se_lit_pas_est_nomme(
    corpus_de: CorpusDe, nom: str, gravite: Gravite, dit: str
) -> None:
    """Le nom, ce qui cloche, et le nom à lui donner."""
    anomalies = corpus_de({**PROJET, f"{ACTIONS}{nom}": FICHE}).anomalies

    (dite,) = (a for a in anomalies if a.fichier == f"{ACTIONS}{nom}")
    assert dite.gravite is gravite
    assert dit in f"{dite.constat} ; {dite.conseil}"


@pytest.mark.parametrize(
    "nom",
    [
        *("LISEZMOI.md", "README", ".gitkeep", ".DS_Store", "Thumbs.db", "~$fiche.docx"),
        *("n.yml~", "n.swp"),
    ],
)
def test_ce_qui_ne_pretend_pas_etre_une_donnee_est_laisse_en_paix(
    corpus_de: CorpusDe, nom: str
) -> None:
    """Une notice, un fichier caché, celui d'un système ou d'un éditeur."""
    anomalies = corpus_de({**PROJET, f"{ACTIONS}{nom}": "x"}).anomalies

    assert not [a for a in anomalies if nom in a.fichier]


def test_un_projet_mal_nomme_ne_fait_pas_dire_que_le_plan_manque(corpus_de: CorpusDe) -> None:
    """Une seule erreur, la vraie : les fiches de ce projet ne sont pas mises en cause."""
    rapport = corpus_de({"territoires/val/projet.yml.txt": "titre: P\n", f"{ACTIONS}n.yml": FICHE})

    erreurs = [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR]
    assert [a.fichier for a in erreurs] == ["territoires/val/projet.yml.txt"]


def test_un_lien_et_un_dossier_trompeurs_se_disent(corpus_de: CorpusDe, tmp_path: Path) -> None:
    """Lien rompu, dossier lié, dossier au nom de fichier, dossier de territoire vide."""
    corpus_de(dict(PROJET))
    data = tmp_path / "data"
    (data / "territoires/val/actions").mkdir()
    (data / "territoires/vide").mkdir()
    (data / f"{ACTIONS}rompu.yml").symlink_to(data / "nulle-part.yml")
    (data / f"{ACTIONS}dossier.yml").mkdir()
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    (data / "territoires/lie").symlink_to(ailleurs, target_is_directory=True)

    dites = {a.fichier: a.constat for a in examiner(data).anomalies}

    assert dites[f"{ACTIONS}rompu.yml"] == "lien vers un fichier qui n'existe pas"
    assert dites[f"{ACTIONS}dossier.yml"] == "dossier nommé comme un fichier de données"
    assert dites["territoires/lie"] == "lien vers un dossier, qui n'est pas suivi"
    assert dites["territoires/vide"] == "dossier de territoire vide"


def test_ce_que_l_on_n_a_pas_le_droit_de_lire_se_dit(
    corpus_de: CorpusDe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Un fichier, un dossier interdits : une phrase chacun, et le reste se lit."""
    corpus_de({**PROJET, f"{ACTIONS}n.yml": FICHE})
    data = tmp_path / "data"
    interdits = {data / f"{ACTIONS}n.yml", data / "dossiers"}
    (data / "dossiers").mkdir()
    lire, parcourir = Path.read_bytes, os.scandir

    def refuser(chemin: Path) -> bytes:
        if chemin in interdits:
            raise PermissionError(13, "Permission denied", str(chemin))
        return lire(chemin)

    def refuser_le_dossier(chemin: str | os.PathLike[str]) -> object:
        if Path(chemin) in interdits:
            raise PermissionError(13, "Permission denied", str(chemin))
        return parcourir(chemin)

    monkeypatch.setattr(Path, "read_bytes", refuser)
    monkeypatch.setattr(os, "scandir", refuser_le_dossier)

    dites = {a.fichier: a.constat for a in examiner(data).anomalies}

    assert dites["dossiers"] == "dossier illisible"
    assert dites[f"{ACTIONS}n.yml"].startswith("fichier illisible")


@pytest.mark.parametrize(
    ("ecrit", "voisines"),
    [
        (
            "Territoires/Val/Fiche Été.yaml",
            ["territoires/val/fiche-ete.yml", "territoires/val/actions/fiche-ete.yml"],
        ),
        ("territoires/Fiche.yml", ["territoires/fiche.yml"]),
        ("referentiels/sous/Thème.yaml", ["referentiels/sous/theme.yml"]),
    ],
)
def test_un_chemin_mal_ecrit_a_ses_voisins(ecrit: str, voisines: list[str]) -> None:
    """Le même, bien écrit ; puis, dans un territoire seulement, parmi ses actions."""
    assert list(places_voisines(ecrit)) == voisines
