"""Un site se construit à côté de l'ancien ; tuée, une construction ne laisse ni reste ni manque."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from projet_social.adaptateurs.remplacement import Remplacement

MORT = 2**22 + 1
"""Un numéro qu'aucun programme ne porte : le plus grand est 2²²."""


def ecrire(dossier: Path, texte: str) -> None:
    """Un site d'une page."""
    dossier.mkdir()
    (dossier / "index.html").write_text(texte, encoding="utf-8")


def noms(dossier: Path) -> list[str]:
    """Ce que contient un dossier."""
    return sorted(f.name for f in dossier.iterdir())


def test_ce_qu_une_construction_tuee_a_laisse_s_ote(tmp_path: Path) -> None:
    """Son dossier à moitié écrit ne reste pas à côté du site ; celui d'une autre qui vit, si."""
    ecrire(tmp_path / "site", "ancien")
    ecrire(tmp_path / f"site.nouveau.{MORT}", "à moitié")
    ecrire(tmp_path / f"site.ancien.{MORT}", "écarté")
    ecrire(tmp_path / f"site.nouveau.{os.getppid()}", "vit")
    ecrire(tmp_path / "site.nouveau.essai", "à quelqu'un")

    Remplacement.preparer(tmp_path / "site")

    assert noms(tmp_path) == ["site", f"site.nouveau.{os.getppid()}", "site.nouveau.essai"]
    assert (tmp_path / "site/index.html").read_text("utf-8") == "ancien"


def test_tuee_entre_deux_renommages_l_ancien_revient(tmp_path: Path) -> None:
    """Le site écarté est alors le seul entier : il reprend sa place."""
    ecrire(tmp_path / f"site.ancien.{MORT}", "ancien")
    ecrire(tmp_path / f"site.nouveau.{MORT}", "neuf")

    Remplacement.preparer(tmp_path / "site")

    assert noms(tmp_path) == ["site"]
    assert (tmp_path / "site/index.html").read_text("utf-8") == "ancien"


def test_le_neuf_refuse_l_ancien_revient_aussitot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le système refuse le second renommage : le site n'a pas manqué."""
    ecrire(tmp_path / "site", "ancien")
    remplacement = Remplacement.preparer(tmp_path / "site")
    ecrire(remplacement.nouveau, "neuf")
    renommer = Path.rename

    def refuser(ici: Path, la: Path) -> Path:
        if ici == remplacement.nouveau:
            raise OSError(errno.ENOSPC, "plein")
        return renommer(ici, la)

    monkeypatch.setattr(Path, "rename", refuser)
    with pytest.raises(OSError, match="plein"):
        remplacement.poser()
    assert (tmp_path / "site/index.html").read_text("utf-8") == "ancien"
    remplacement.abandonner()
    assert noms(tmp_path) == ["site"]


def test_le_neuf_prend_la_place_d_un_coup(tmp_path: Path) -> None:
    """Rien ne reste à côté ; ce qui n'a pas changé garde sa date."""
    ecrire(tmp_path / "site", "pareil")
    os.utime(tmp_path / "site/index.html", (1, 1))
    remplacement = Remplacement.preparer(tmp_path / "site")
    ecrire(remplacement.nouveau, "pareil")
    (remplacement.nouveau / "b.html").write_text("neuf", encoding="utf-8")

    remplacement.poser()

    assert noms(tmp_path) == ["site"]
    assert noms(tmp_path / "site") == ["b.html", "index.html"]
    assert (tmp_path / "site/index.html").stat().st_mtime == 1
