"""Rien ne reste d'un PDF dans le dossier temporaire : ni fini, ni tué en route."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from projet_social.impression import provisoire
from projet_social.impression.provisoire import ouvrir_un_dossier_de_polices
from projet_social.impression.tirage import pourquoi_pas_de_pdf

from .conftest import exiger

PDF = """
import os, sys
from projet_social.impression import en_pdf
from projet_social.impression.imprime import Imprime
if sys.argv[1:]:
    en_pdf._resserrer = lambda *_: os._exit(9)
en_pdf.ecrire_en_pdf(Imprime("essai", "Essai", "<p>Essai</p>"))
"""


def faire_un_pdf(dossier: Path, *options: str) -> int:
    """Un PDF fait à part, ce dossier pour provisoire ; son code de sortie."""
    environnement = {**os.environ, "TMPDIR": str(dossier)}
    return subprocess.run([sys.executable, "-c", PDF, *options], env=environnement).returncode


@pytest.mark.lent
def test_un_pdf_ne_laisse_rien_meme_tue(tmp_path: Path) -> None:
    """Tué, il laisse un dossier à notre nom, que le suivant efface une heure après."""
    exiger(pourquoi_pas_de_pdf())
    assert faire_un_pdf(tmp_path, "tuer") == 9
    (reste,) = tmp_path.iterdir()
    assert reste.name.startswith(provisoire.PREFIXE)
    os.utime(reste, (0, 0))
    assert faire_un_pdf(tmp_path) == 0
    assert not list(tmp_path.iterdir())


def test_un_dossier_dont_on_se_sert_demeure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Celui d'un PDF qui se fait à côté, et ce qui n'est pas à nous, ne s'effacent pas."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    d_un_autre = tmp_path / "weasyprint-abc"
    d_un_autre.mkdir()
    os.utime(d_un_autre, (0, 0))
    present = ouvrir_un_dossier_de_polices()
    assert {present, d_un_autre, ouvrir_un_dossier_de_polices()} == set(tmp_path.iterdir())
