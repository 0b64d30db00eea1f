"""La feuille de Material publiée : réduite, sous une adresse qui suit son contenu."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.adaptateurs.feuilles.material import AVIS, FICHIER, FeuilleDeMaterial
from projet_social.de_material import LICENCE_DE_MATERIAL, LICENCE_DES_ICONES

from ...fabrique import REGLAGES, Chantier

MAIN = ":root{--a:1;--b:2}.vue{x:var(--a)}.jamais{x:var(--b)}"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Une feuille inventée, à la façon de celle de Material."""
    feuille = tmp_path / "main.css"
    feuille.write_text(MAIN, encoding="utf-8")
    return feuille


def construire(site: Path, feuille: FeuilleDeMaterial, classes: str = "vue") -> Path:
    """Un site d'une page, qui charge la feuille, et la feuille réduite ; rend la page."""
    page = site / "a/index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    (site / "assets").mkdir(exist_ok=True)
    (site / FICHIER).write_text(feuille.entiere, encoding="utf-8")
    page.write_text(f'<link href="../{feuille.adresse}"><p class="{classes}">', encoding="utf-8")
    feuille.elaguer(site)
    return page


def test_la_feuille_publiee_est_reduite(source: Path, tmp_path: Path) -> None:
    """À ce qu'emploie la page ; l'adresse qu'elle charge est celle du contenu."""
    site = tmp_path / "site"
    feuille = FeuilleDeMaterial(None, source)
    page = construire(site, feuille)
    assert (site / FICHIER).read_text() == ":root{--a:1}.vue{x:var(--a)}" + AVIS
    assert feuille.adresse in page.read_text()


def test_l_adresse_suit_ce_qui_est_publie(source: Path, tmp_path: Path) -> None:
    """Elle change avec l'emploi, non d'une construction à l'autre, ni avec un cache perdu."""
    memoire = tmp_path / "cache/material"
    adresses = []
    for rang, classes in enumerate(("vue", "vue", "vue jamais", "vue")):
        feuille = FeuilleDeMaterial(memoire, source)
        page = construire(tmp_path / f"site{rang}", feuille, classes)
        assert feuille.adresse in page.read_text()
        adresses.append(feuille.adresse)
    assert adresses[0] == adresses[1] == adresses[3] != adresses[2]
    memoire.write_text("pas une empreinte")
    feuille = FeuilleDeMaterial(memoire, source)
    construire(tmp_path / "site", feuille)
    assert feuille.adresse == adresses[0]


def test_sans_rien_de_neuf_les_pages_ne_sont_pas_recrites(source: Path, tmp_path: Path) -> None:
    """La mémoire de la construction d'avant épargne cette peine."""
    memoire = tmp_path / "material"
    construire(tmp_path / "avant", FeuilleDeMaterial(memoire, source))
    page = tmp_path / "site/a/index.html"
    feuille = FeuilleDeMaterial(memoire, source)
    construire(tmp_path / "site", feuille)
    ecrite = page.stat().st_mtime_ns
    FeuilleDeMaterial(memoire, source).elaguer(tmp_path / "site")
    assert page.stat().st_mtime_ns == ecrite


def test_les_autres_feuilles_et_les_scripts_comptent(source: Path, tmp_path: Path) -> None:
    """Ce que lit une feuille et ce que pose un script restent ; la recherche ne compte pas."""
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "pagefind").mkdir()
    (site / "assets/x.css").write_text("p{x:var(--b)}")
    (site / "pagefind/x.js").write_text("'jamais'")
    construire(site, FeuilleDeMaterial(None, source))
    assert (site / FICHIER).read_text() == ":root{--a:1;--b:2}.vue{x:var(--a)}" + AVIS
    (site / "assets/x.js").write_text("e.className = 'jamais'")
    construire(site, FeuilleDeMaterial(None, source))
    assert (site / FICHIER).read_text() == MAIN + AVIS


def test_le_site_publie_une_feuille_reduite(chantier: Chantier) -> None:
    """Rien d'autre de Material ; une sorte de note écrite à la main garde ses règles."""
    chantier.garnir()
    poids = []
    for page in ("# À propos\n\nMot.\n", '# À propos\n\n!!! danger "Titre"\n    Mot.\n'):
        chantier.ecrire({"docs/a-propos.md": page})
        chantier.regler(plugins=REGLAGES["plugins"], markdown_extensions=["admonition", "tables"])
        sortie = chantier.construire()
        assert sortie.returncode == 0, sortie.stderr
        feuille = (chantier.site / FICHIER).read_text(encoding="utf-8")
        assert (".danger" in feuille) == ("!!!" in page)
        assert feuille.startswith("@charset")
        assert feuille.endswith(AVIS)
        poids.append(len(feuille))
        assert not (chantier.site / "assets/stylesheets").exists()
    assert poids[0] < poids[1] < 60_000
    for licence in (LICENCE_DE_MATERIAL, LICENCE_DES_ICONES):
        assert (chantier.site / "assets" / licence.name).read_bytes() == licence.read_bytes()
