"""Une empreinte du programme : elle suit le code et les bibliothèques, et rien d'autre."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from projet_social import programme
from projet_social.programme import empreinte_du_code, fichiers_ranges


def empreinte(dossier: Path, *bibliotheques: str) -> str:
    """Celle d'un dossier, lu à neuf : on la garde le temps d'un programme."""
    programme._empreinte.cache_clear()
    return empreinte_du_code(fichiers_ranges(dossier), *bibliotheques)


def test_elle_suit_le_code(tmp_path: Path) -> None:
    """Un octet changé, une frontière déplacée entre deux fichiers ; un cache, non."""
    (tmp_path / "un.py").write_bytes(b"ab")
    (tmp_path / "deux.py").write_bytes(b"c")
    avant = empreinte(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    assert empreinte(tmp_path) == avant
    (tmp_path / "un.py").write_bytes(b"b")
    (tmp_path / "deux.py").write_bytes(b"ca")
    assert empreinte(tmp_path) != avant


def test_elle_suit_les_bibliotheques(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Une version, et le nom de ce qui n'est pas installé."""
    avant = empreinte(tmp_path, "jinja2")
    monkeypatch.setattr(programme, "version", lambda _: "0")
    assert empreinte(tmp_path, "jinja2") != avant
    monkeypatch.undo()
    with pytest.raises(PackageNotFoundError):
        empreinte(tmp_path, "bibliotheque-inventee")
