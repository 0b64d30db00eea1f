"""Ce que l'on donne à lire au moteur de recherche, et l'index qu'il rend : le même partout."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from projet_social.adaptateurs import recherche
from projet_social.adaptateurs.filtres_de_recherche import FormatInconnu, ranger_les_filtres
from projet_social.adaptateurs.recherche import RechercheImpossible, indexer
from projet_social.adaptateurs.site_bati import pages_a_lire

PAGE = (
    "<!doctype html><html lang=fr><body><main data-pagefind-body><h1>{0}</h1><p>{0}. "
    '<span data-pagefind-filter="theme">{1}</span><span data-pagefind-filter="type">{2}</span></p>'
    "</main>"
)
THEMES = ("Jeunesse", "Mobilité", "Handicap", "Petite enfance", "Logement et habitat")
TYPES = ("Action", "Enjeu", "Axe")


def batir(site: Path, *adresses: str) -> None:
    """Un site d'une page par adresse, qui se dit elle-même."""
    for rang, adresse in enumerate(sorted(adresses)):
        page = site / adresse
        page.parent.mkdir(parents=True, exist_ok=True)
        texte = PAGE.format(adresse, THEMES[rang % len(THEMES)], TYPES[rang % len(TYPES)])
        page.write_text(texte, encoding="utf-8")


def textes(site: Path) -> list[str]:
    """Ce que l'index retient de chaque page, avec son adresse."""
    fragments = (site / "pagefind/fragment").iterdir()
    return [gzip.decompress(fragment.read_bytes()).decode() for fragment in fragments]


def trouvees(site: Path) -> set[str]:
    """Les adresses que l'index connaît."""
    return {texte.partition('"url":"')[2].partition('"')[0] for texte in textes(site)}


def index_de(site: Path) -> dict[str, bytes]:
    """Les fichiers de l'index, par nom."""
    index = site / "pagefind"
    fichiers = sorted(f for f in index.rglob("*") if f.is_file())
    return {f.relative_to(index).as_posix(): f.read_bytes() for f in fichiers}


@pytest.mark.lent
@pytest.mark.parametrize("dossier", ["comparaison", "à part", "[noms]{difficiles},a?*$:<>()!|-"])
def test_chaque_page_se_trouve_et_aucun_extrait(tmp_path: Path, dossier: str) -> None:
    """L'accueil, une page profonde, un dossier au nom que Pagefind lirait de travers."""
    batir(tmp_path, "index.html", "territoires/a/b/index.html", f"{dossier}/index.html")
    batir(tmp_path, "integration/territoires/a/b.html")
    indexer(tmp_path)
    assert trouvees(tmp_path) == {"/", "/territoires/a/b/", f"/{dossier}/"}


@pytest.mark.lent
def test_un_fait_ne_colle_pas_a_son_titre_ni_une_case_a_sa_voisine(tmp_path: Path) -> None:
    """« parMorlaix » serait un mot que personne ne cherche, et se lirait dans les extraits."""
    faits = "".join(
        f"<div><dt>{titre}</dt><dd>{fait}</dd></div>"
        for titre, fait in (("Projet porté par", "Morlaix"), ("Pour qui ?", "Tous"))
    )
    rangee = "<tr><th>Acteur</th><th>Réponse</th></tr>"
    filtre = 'data-pagefind-body data-sorte="Axe" data-pagefind-filter="type[data-sorte]"'
    page = f"<html lang=fr><main {filtre}><dl>{faits}</dl><table>{rangee}</table></main>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    indexer(tmp_path)
    (lu,) = textes(tmp_path)
    assert "Projet porté par : Morlaix. Pour qui ? Tous" in lu
    assert "Acteur Réponse" in lu
    assert '"type":["Axe"]' in lu, "à la racine, Pagefind ne lirait pas les filtres de « main »"


def test_les_pages_se_lisent_par_ordre_d_adresse_et_sans_morceaux(tmp_path: Path) -> None:
    """Le disque les range à sa façon ; les extraits sont aussi nombreux que les pages."""
    batir(
        tmp_path,
        "z.html",
        "index.html",
        "territoires/a.html",
        "integration/a.html",
        "b.inclus.html",
    )
    assert pages_a_lire(tmp_path) == ["index.html", "territoires/a.html", "z.html"]


@pytest.mark.lent
def test_les_memes_pages_font_les_memes_octets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Où que l'on soit, dans quelque ordre que le disque les rende, et d'une fois à l'autre."""
    adresses = [f"territoires/{rang:02}/index.html" for rang in range(40)]
    batir(tmp_path / "un", *adresses)
    batir(tmp_path / "deuxième dossier", *adresses)
    indexer(tmp_path / "un")
    monkeypatch.setattr(Path, "rglob", _a_rebours(Path.rglob))
    indexer(tmp_path / "deuxième dossier")
    un, deux = index_de(tmp_path / "un"), index_de(tmp_path / "deuxième dossier")
    assert un == deux
    assert sum(nom.endswith(".pf_filter") for nom in un) == 2


def _a_rebours(vrai: object) -> object:
    """Un parcours de dossier dans l'ordre contraire."""

    def parcourir(dossier: Path, motif: str) -> Iterator[Path]:
        yield from reversed(list(vrai(dossier, motif)))  # type: ignore[operator] # Path.rglob

    return parcourir


@pytest.mark.lent
@pytest.mark.parametrize(
    "avant", ["", "head -c 1 >/dev/null; exec <&-; sleep 0.3"], ids=["aussitôt", "plus tard"]
)
def test_un_moteur_qui_s_arrete_est_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, avant: str
) -> None:
    """Ni trace Python, ni index à moitié écrit."""
    batir(tmp_path, "index.html")
    meurt = tmp_path / "meurt"
    meurt.write_text(f"#!/bin/sh\n{avant}\necho 'plus de place' >&2\nexit 3\n")
    meurt.chmod(0o755)
    monkeypatch.setitem(os.environ, "PAGEFIND_BINARY_PATH", str(meurt))
    with pytest.raises(RechercheImpossible, match=r"^plus de place$"):
        indexer(tmp_path)
    assert not (tmp_path / "pagefind").exists()


def test_un_moteur_absent_est_dit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Avec de quoi l'installer."""
    batir(tmp_path, "index.html")
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(RechercheImpossible, match=r"Pagefind manque : pip install"):
        indexer(tmp_path)


@pytest.mark.lent
def test_ce_que_le_moteur_refuse_est_dit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Son message est le nôtre ; un site sans un mot a le sien."""
    (tmp_path / "index.html").write_text("")
    with pytest.raises(RechercheImpossible, match="aucune page"):
        indexer(tmp_path)
    monkeypatch.setattr(recherche, "REGLAGES", {"root_selector": 3})
    with pytest.raises(RechercheImpossible, match=r"."):
        indexer(tmp_path)


@pytest.mark.parametrize(
    "contenu",
    [b"", b"\x82", b"\x82etheme\x81\x82aA\x81\x01\x00", b"\x83etheme\x80\x80", b"\x82\xa0\x80"],
    ids=["vide", "coupé", "trop long", "trois éléments", "une table"],
)
def test_un_autre_format_est_refuse(contenu: bytes) -> None:
    """On ne réécrit pas ce que l'on ne sait pas lire."""
    index = {"filter/fr_1.pf_filter": gzip.compress(b"pagefind_dcd" + contenu)}
    with pytest.raises(FormatInconnu, match=r"fr_1\.pf_filter"):
        ranger_les_filtres(index | {"pagefind-entry.json": b"{}"})
