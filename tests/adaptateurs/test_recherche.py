"""Ce que l'on donne à lire au moteur de recherche : les pages, et rien qui n'en est pas."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from projet_social.adaptateurs.recherche import indexer, motif_des_pages

PAGE = "<!doctype html><html lang=fr><body><main data-pagefind-body><h1>{0}</h1><p>{0}.</p></main>"


def batir(site: Path, *adresses: str) -> None:
    """Un site d'une page par adresse, qui se dit elle-même."""
    for adresse in adresses:
        page = site / adresse
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(adresse), encoding="utf-8")


def trouvees(site: Path) -> set[str]:
    """Les adresses que l'index connaît."""
    textes = [gzip.decompress(f.read_bytes()) for f in (site / "pagefind/fragment").iterdir()]
    return {texte.partition(b'"url":"')[2].partition(b'"')[0].decode() for texte in textes}


@pytest.mark.lent
@pytest.mark.parametrize("dossier", ["comparaison", "à part", "[noms]{difficiles}"])
def test_chaque_page_se_trouve_et_aucun_extrait(tmp_path: Path, dossier: str) -> None:
    """L'accueil, une page profonde, un dossier au nom que Pagefind lirait de travers."""
    batir(tmp_path, "index.html", "territoires/a/b/index.html", f"{dossier}/index.html")
    attendues = {"/", "/territoires/a/b/", f"/{dossier}/"}
    if motif_des_pages(tmp_path) != "**/*.html":
        batir(tmp_path, "integration/territoires/a/b.html")
    indexer(tmp_path)
    assert trouvees(tmp_path) == attendues


def test_le_motif_laisse_les_extraits(tmp_path: Path) -> None:
    """Ils sont aussi nombreux que les pages."""
    batir(tmp_path, "index.html", "territoires/a.html", "integration/a.html")
    assert motif_des_pages(tmp_path) == "{*.html,territoires/**/*.html}"
