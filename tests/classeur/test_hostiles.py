"""Un fichier hostile se refuse d'une phrase, mesuré avant que quiconque ne l'ouvre."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from projet_social.classeur import a_part, ouverture
from projet_social.classeur.refus import RefusDeClasseur
from projet_social.document.ouverture import ouvrir_la_source

from ..fuzz.archives import archive_de, parties
from .hostiles import HOSTILES, word, xlsx

pytestmark = pytest.mark.lent
MEMOIRE_MAXIMUM = 150_000_000
"""Octets que Python peut demander pour refuser un fichier."""


@pytest.mark.parametrize("nom", HOSTILES)
def test_un_fichier_hostile_se_refuse_sans_emplir_la_memoire(
    nom: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Une phrase, ce qu'il faut faire, et ce que l'on a dû tenir en mémoire pour le dire."""
    fabriquer, dit = HOSTILES[nom]
    (tmp_path / nom).write_bytes(fabriquer())
    monkeypatch.setattr(ouverture, "lire_a_part", a_part.lire_ici)
    tracemalloc.start()
    try:
        with pytest.raises(RefusDeClasseur) as refus:
            ouvrir_la_source(tmp_path / nom)
        _, plus_haut = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert refus.value.constat.startswith(dit)
    assert refus.value.conseil
    assert plus_haut < MEMOIRE_MAXIMUM


@pytest.mark.parametrize("macros", ["plan.xlsm", "plan.docm"])
def test_les_macros_d_un_fichier_ne_sont_pas_lues(macros: str, tmp_path: Path) -> None:
    """Le plan se lit, les macros jamais : rien ici ne sait les lancer."""
    en_classeur = macros.endswith("xlsm")
    contenus = parties(xlsx() if en_classeur else word())
    partie = "xl/vbaProject.bin" if en_classeur else "word/vbaProject.bin"
    (tmp_path / macros).write_bytes(archive_de(contenus | {partie: b"Sub Auto_Open()"}))

    lu = ouvrir_la_source(tmp_path / macros)

    assert "Action" in str(lu.feuilles[0].lignes[0][0].valeur)
    assert "Auto_Open" not in str(lu)


def test_un_gros_classeur_se_lit_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passé quelques mégaoctets, un autre processus le lit, borné en temps et en mémoire."""
    fichier = tmp_path / "plan.xlsx"
    fichier.write_bytes(xlsx())
    monkeypatch.setattr(ouverture, "LU_ICI", 0)
    assert ouvrir_la_source(fichier).feuilles[0].nom == "Plan"

    monkeypatch.setattr(a_part, "SECONDES_MAXIMUM", 0)
    with pytest.raises(RefusDeClasseur, match="classeur trop long à lire"):
        ouvrir_la_source(fichier)
