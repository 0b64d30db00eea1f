"""Chaque promesse publiée nomme un test qui existe, et SECURITY.md y mène."""

from __future__ import annotations

import ast
import re

import pytest

from ..fabrique import RACINE

PAGE = (RACINE / "docs/guide/garanties.md").read_text(encoding="utf-8")
PROMESSES = [
    [cellule.strip() for cellule in ligne.strip("|").split("|")]
    for ligne in PAGE.splitlines()
    if ligne.startswith("| ") and not ligne.startswith("| Promesse")
]
NOTES = dict(re.findall(r"^(\[\^\d+\]): (.+)$", PAGE, re.MULTILINE))
DANS_SECURITE = re.findall(r"`(tests/[^`]+)`", (RACINE / "SECURITY.md").read_text(encoding="utf-8"))


def trouver(preuve: str) -> bool:
    """Vrai si ce test existe ; si un fichier ou dossier est nommé seul, s'il en a un."""
    chemin, _, fonction = preuve.partition("::")
    place = RACINE / chemin
    fichiers = sorted(place.rglob("test_*.py")) if place.is_dir() else [place]
    noms = {
        noeud.name
        for fichier in fichiers
        if fichier.is_file()
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8")))
        if isinstance(noeud, ast.FunctionDef)
    }
    return fonction in noms if fonction else bool(noms)


@pytest.mark.parametrize("promesse", PROMESSES, ids=lambda p: p[0][:50])
def test_une_promesse_dit_ce_qui_fut_vu_et_nomme_ses_tests(promesse: list[str]) -> None:
    """Trois colonnes remplies, et une note qui cite des tests que l'on trouve."""
    dite, vue, note = promesse
    assert dite
    assert vue
    preuves = re.findall(r"`([^`]+)`", NOTES[note])
    assert preuves
    assert [preuve for preuve in preuves if not trouver(preuve)] == []


def test_chaque_note_est_celle_d_une_promesse() -> None:
    """Aucune en double, aucune de trop."""
    assert [note for _, _, note in PROMESSES] == list(NOTES)


def test_les_tests_que_cite_la_securite_existent() -> None:
    """Un test renommé se voit ; la page des promesses y est nommée."""
    assert [preuve for preuve in DANS_SECURITE if not trouver(preuve)] == []
    assert "docs/guide/garanties.md" in (RACINE / "SECURITY.md").read_text(encoding="utf-8")


def test_une_preuve_perdue_se_verrait() -> None:
    """Ni fichier, ni fonction ne se devine."""
    assert not trouver("tests/projet/test_garanties.py::test_qui_n_existe_pas")
    assert not trouver("tests/projet/test_qui_n_existe_pas.py")
