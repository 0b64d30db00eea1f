"""Rien n'a changé : rien ne se refait. Le moindre changement, si."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from projet_social.adaptateurs.deja_construit import (
    est_a_jour,
    noter_les_entrees,
    retenir_la_construction,
)
from projet_social.adaptateurs.ligne_de_commande import principal

from ..fabrique import Chantier

FICHE = "data/territoires/val-imaginaire/actions/navette-du-samedi.yml"


@pytest.fixture
def construit(chantier: Chantier) -> Chantier:
    """Un dossier de données et un site, retenus comme après une construction."""
    chantier.ecrire({"data/a.yml": "a: 1\n", "docs/index.md": "# A\n", "site/index.html": "<p>A"})
    racine = chantier.dossier
    entrees = noter_les_entrees([racine / "data", racine / "docs"])
    retenir_la_construction(racine / ".cache/construction.json", entrees, chantier.site)
    return chantier


@pytest.mark.parametrize("poser", ["lien rompu", "dossier absent"])
def test_ce_qui_ne_se_lit_pas_compte_sans_tout_arreter(chantier: Chantier, poser: str) -> None:
    """Un verrou d'éditeur, un dossier qui manque : noté comme tel ; lisible un jour, on le voit.

    Emacs pose un lien rompu à côté de chaque fichier ouvert.
    """
    racine = chantier.dossier
    chantier.ecrire({"data/a.yml": "a: 1\n", "site/index.html": "<p>A"})
    if poser == "lien rompu":
        (racine / "data/.#a.yml").symlink_to(racine / "docs/manque.md")
    entrees = noter_les_entrees([racine / "data", racine / "docs"])
    retenir_la_construction(racine / ".cache/construction.json", entrees, chantier.site)

    assert est_a_jour(racine, None, production=False)

    chantier.ecrire({"docs/manque.md": "# Enfin\n"})

    assert not est_a_jour(racine, None, production=False)


def test_sans_changement_le_site_est_a_jour(construit: Chantier) -> None:
    """Le même dossier, où l'on n'a touché à rien, même après une date de fichier changée."""
    os.utime(construit.dossier / "data/a.yml", (0, 0))

    assert est_a_jour(construit.dossier, None, production=False)
    assert est_a_jour(construit.dossier, construit.site, production=False)


@pytest.mark.parametrize(
    "changer",
    [
        lambda d: (d / "data/a.yml").write_text("a: 2\n", encoding="utf-8"),
        lambda d: (d / "data/b.yml").write_text("b: 1\n", encoding="utf-8"),
        lambda d: (d / "data/a.yml").rename(d / "data/c.yml"),
        lambda d: (d / "docs/index.md").unlink(),
        lambda d: (d / "site/index.html").write_text("<p>B", encoding="utf-8"),
        lambda d: (d / "site/index.html").unlink(),
        lambda d: (d / "site/de-trop.html").write_text("x", encoding="utf-8"),
        lambda d: (d / ".cache/construction.json").write_text("{", encoding="utf-8"),
        lambda d: (d / ".cache/construction.json").write_text("[]", encoding="utf-8"),
        lambda d: (d / ".cache/construction.json").unlink(),
    ],
    ids=[
        "donnée modifiée", "donnée ajoutée", "donnée renommée", "page ôtée", "site modifié",
        "page du site ôtée", "page du site de trop", "mémoire abîmée", "mémoire d'un autre",
        "mémoire perdue",
    ],
)  # fmt: skip
def test_le_moindre_changement_se_voit(
    construit: Chantier, changer: Callable[[Path], object]
) -> None:
    """Contenu, nom, absence ; côté données comme côté site ; mémoire perdue ou abîmée."""
    changer(construit.dossier)

    assert not est_a_jour(construit.dossier, None, production=False)


def test_ce_qui_change_pendant_la_construction_se_voit(chantier: Chantier) -> None:
    """Le site est celui des données d'avant : la fois suivante le refait."""
    chantier.ecrire({"data/a.yml": "a: 1\n", "site/index.html": "<p>1"})
    entrees = noter_les_entrees([chantier.dossier / "data"])
    chantier.ecrire({"data/a.yml": "a: 2\n"})

    memoire = chantier.dossier / ".cache/construction.json"
    retenir_la_construction(memoire, entrees, chantier.site)

    assert not est_a_jour(chantier.dossier, None, production=False)


def test_une_autre_demande_se_construit(
    construit: Chantier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Un autre dossier, la production, un autre territoire : ce n'est pas le même site."""
    racine = construit.dossier

    assert not est_a_jour(racine, racine / "public", production=False)
    assert not est_a_jour(racine, None, production=True)
    monkeypatch.setenv("PROJET_SOCIAL_TERRITOIRE", "gouesnou")
    assert not est_a_jour(racine, None, production=False)


def test_construire_ne_refait_rien_puis_refait_ce_qu_on_change(
    chantier: Chantier, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Une fois, deux fois, une donnée changée, puis de force ; ce qui reste garde sa date."""
    chantier.garnir()
    monkeypatch.chdir(chantier.dossier)
    assert principal(["construire"]) == 0
    fichiers = [f for f in chantier.site.rglob("*") if f.is_file() and "pagefind" not in f.parts]
    dates = {fichier: fichier.stat().st_mtime_ns for fichier in fichiers}
    capsys.readouterr()

    assert principal(["construire"]) == 0
    assert capsys.readouterr().out == "Rien n'a changé : le site est à jour dans « site ».\n"

    fiche = chantier.dossier / FICHE
    texte = fiche.read_text(encoding="utf-8")
    assert "Un minibus relie" in texte
    chantier.ecrire({FICHE: texte.replace("Un minibus relie", "Un car relie")})
    assert principal(["construire"]) == 0
    assert "Le site est construit" in capsys.readouterr().out
    changes = {f for f, date in dates.items() if f.stat().st_mtime_ns != date}
    adresse = chantier.site / "territoires/val-imaginaire/actions/navette-du-samedi/index.html"
    assert adresse in changes
    assert len(changes) < len(dates) / 2

    assert principal(["construire", "--refaire"]) == 0
    assert "Le site est construit" in capsys.readouterr().out


@pytest.mark.parametrize(
    "reglages",
    [{"hooks": ["crochet.py"]}, {"markdown_extensions": ["pymdownx.snippets"]}],
    ids=["crochet", "extension qui lit ailleurs"],
)
def test_ce_que_l_on_ne_sait_pas_lu_fait_toujours_construire(
    chantier: Chantier, reglages: dict[str, object], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Un script ou une extension peuvent lire un fichier que personne ne connaît."""
    chantier.garnir()
    chantier.ecrire({"crochet.py": ""})
    chantier.regler(**reglages)
    monkeypatch.chdir(chantier.dossier)
    for _ in range(2):
        assert principal(["construire"]) == 0
        assert "Le site est construit" in capsys.readouterr().out
