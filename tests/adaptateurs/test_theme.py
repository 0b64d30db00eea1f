"""Les styles du thème : une seule feuille, serrée, celles de chaque pièce à la suite."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from projet_social.adaptateurs.feuilles.material import FeuilleDeMaterial
from projet_social.adaptateurs.theme import (
    FEUILLE_DU_SITE,
    fichiers_alleges,
    peser,
    version_des_fichiers,
)


def ecrire(theme: Path, fichiers: dict[str, str]) -> Path:
    """Un thème inventé."""
    for nom, texte in {"assets/x.js": "// mot\nlet a = 1;", **fichiers}.items():
        (theme / nom).parent.mkdir(parents=True, exist_ok=True)
        (theme / nom).write_text(texte, encoding="utf-8")
    return theme


def test_l_habit_se_suit_par_nom(tmp_path: Path) -> None:
    """Serré, en une seule feuille, à côté des scripts."""
    habit = {"habit/b.css": "b { x: 1 }", "habit/a.css": "/* a */ a { x: 1 }"}
    assert fichiers_alleges(ecrire(tmp_path, habit)) == {
        "assets/x.js": "let a=1;",
        FEUILLE_DU_SITE: "a{x:1}b{x:1}",
    }


def test_une_faute_reste_dans_sa_feuille(tmp_path: Path) -> None:
    """Une accolade oubliée n'emporte pas les pièces qui suivent."""
    habit = {"habit/a.css": "a{x:1", "habit/b.css": "b{x:1}"}
    assert fichiers_alleges(ecrire(tmp_path, habit))[FEUILLE_DU_SITE] == "a{x:1}b{x:1}"


def test_la_version_suit_les_styles_et_les_scripts() -> None:
    """Ni l'ordre des fichiers ni une page ne la changent ; un style, si."""

    def publie(adresse: str, octets: bytes) -> SimpleNamespace:
        return SimpleNamespace(src_uri=adresse, content_bytes=octets)

    style, script = publie("assets/a.css", b"a{}"), publie("assets/b.js", b"b")
    version = version_des_fichiers([style, script])
    assert version_des_fichiers([script, publie("a.md", b"a"), style]) == version
    assert version_des_fichiers([publie("assets/a.css", b"b{}"), script]) != version
    entiere = publie(FeuilleDeMaterial.fichier, b"")
    assert [nom for nom, *_ in peser([script, publie("a.md", b""), entiere, style])] == [
        "a.css",
        "b.js",
    ]
