"""`projet-social suivre` : le statut d'une action, l'ancien gardé, rien d'autre touché."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from projet_social.adaptateurs.commandes import suivre
from projet_social.adaptateurs.ligne_de_commande import principal
from projet_social.chargement import charger

from ..conftest import REFERENTIELS, TERRITOIRE

FICHE = """\
# À la main
titre: Une navette  # le samedi
numero: "3"
themes: [mobilite]
statut: a_venir   # vu en comité
statut_depuis: mars 2026
resume: "Un car."
"""
PROJET = """\
titre: Projet inventé
source: {document: plaquette}
axes:
  - titre: Bouger
    actions:
      - Prêter des vélos
      - {titre: Une navette, id: navette-du-soir}
"""
JOUR = date(2026, 11, 29)
Capture = pytest.CaptureFixture[str]


class Horloge(date):
    """Une horloge arrêtée : minuit passe parfois pendant les tests."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        """Le jour de ces tests."""
        return JOUR


@pytest.fixture
def val(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier de travail, et le dossier d'un territoire inventé."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(suivre, "date", Horloge)
    ici = tmp_path / "data/territoires/val"
    fichiers = REFERENTIELS | {
        "territoires/val/territoire.yml": TERRITOIRE.format(nom="Val"),
        "territoires/val/projet.yml": PROJET,
        "territoires/val/actions/navette.yml": FICHE,
    }
    for nom, texte in fichiers.items():
        fichier = tmp_path / "data" / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(texte, encoding="utf-8")
    return ici


def test_le_statut_change_et_le_reste_ne_bouge_pas(val: Path, capsys: Capture) -> None:
    """Commentaires et écriture gardés ; l'ancien statut et sa date à l'historique."""
    assert principal(["suivre", "3", "terminée", "--depuis", "juin 2026"]) == 0

    assert (val / "actions/navette.yml").read_text(encoding="utf-8") == (
        FICHE.replace("a_venir", "realisee")
        .replace("mars 2026", "juin 2026")
        .replace("\nresume", "\nhistorique:\n  - statut: a_venir\n    depuis: mars 2026\nresume")
        + f"maj: {JOUR}\n"
    )
    assert "    statut : a_venir → realisee\n" in capsys.readouterr().out


def test_une_action_ecrite_sur_place_d_une_phrase(val: Path) -> None:
    """Le plan garde tout le reste ; sans date dite, c'est celle du jour."""
    assert principal(["suivre", "preter-des-velos", "en cours", "--avancement", "20 %"]) == 0

    texte = (val / "projet.yml").read_text(encoding="utf-8")
    assert "      - titre: Prêter des vélos\n        statut: en_cours\n" in texte
    assert f"        statut_depuis: {JOUR}\n        avancement: 20 %\n" in texte
    assert texte.startswith(PROJET.partition("    actions:")[0])
    assert [a.statut for a in charger(val.parents[1]).lignes if a.id == "preter-des-velos"] == [
        "en_cours"
    ]


def test_le_meme_statut_ne_s_historise_pas(val: Path) -> None:
    """L'avancement seul change : le statut et sa date restent."""
    assert principal(["suivre", "navette", "a_venir", "--avancement", "10"]) == 0

    texte = (val / "actions/navette.yml").read_text(encoding="utf-8")
    assert "historique" not in texte
    assert "statut_depuis: mars 2026" in texte


FAUTES = [
    (["navete", "en_cours"], "aucune action « navete » ; écrire plutôt « navette » :"),
    (
        ["Une navette", "en_cours"],
        "« Une navette » désigne 2 actions ; donner l'identifiant de l'une :\n    navette-du-soir ",
    ),
    (["navette", "encours"], "statut « encours » inconnu ; écrire plutôt « en_cours »"),
    (["navette", "en_pause"], "une action en pause dit pourquoi ; ajouter --motif"),
    (["navette", "abandonnee"], "une action abandonnée dit pourquoi ; ajouter --motif"),
    (["navette", "en_cours", "--depuis", "demain"], "--depuis : date « demain » incomprise"),
    (["navette", "en_cours", "--avancement", "200"], "--avancement : « 200 » hors des bornes"),
    (["navette", "en_cours", "--depuis", "2024"], "ce statut (2024) précède celui d'avant (mars"),
    (["nulle-part/navette", "en_cours"], "aucune action « nulle-part/navette »"),
    (["navette", "en_cours", "--territoire", "vall"], "territoire « vall » inconnu ; écrire plut"),
]


@pytest.mark.parametrize(("arguments", "message"), FAUTES, ids=[m[:40] for _, m in FAUTES])
def test_un_refus_n_ecrit_rien(
    val: Path, arguments: list[str], message: str, capsys: Capture
) -> None:
    """Il dit ce qui ne va pas et quoi faire ; les fichiers sont intacts."""
    assert principal(["suivre", *arguments]) == 1

    assert message in capsys.readouterr().err
    assert (val / "actions/navette.yml").read_text(encoding="utf-8") == FICHE
    assert (val / "projet.yml").read_text(encoding="utf-8") == PROJET


def test_un_essai_montre_sans_ecrire(val: Path, capsys: Capture) -> None:
    """Ce qui changerait, et rien de plus."""
    arguments = ["suivre", "val/navette", "suspendu", "--motif", "Travaux.", "--essai"]
    assert principal(arguments) == 0

    dit = capsys.readouterr().out
    assert "    motif : ajouté, Travaux." in dit
    assert dit.endswith("essai : rien n'a été écrit\n")
    assert (val / "actions/navette.yml").read_text(encoding="utf-8") == FICHE
