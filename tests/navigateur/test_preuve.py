"""La preuve des gardes : chacune échoue sur Material tel quel, dont elle vise les défauts.

Hors du palier rapide : `pytest -m preuve`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ..fabrique import Chantier
from .gestes import parcours, petites_cibles, raccourcis
from .harnais import examiner, ouvrir
from .poids import SCRIPTS_MAXIMUM, peser
from .serveur import SiteServi, servir

pytestmark = [pytest.mark.navigateur, pytest.mark.preuve]

REGLAGES = """\
site_name: Material tel quel
theme:
  name: material
  language: fr
  features: [navigation.tabs, navigation.footer, content.tabs.link]
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Passer en sombre}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Passer en clair}}
plugins: [search, tags]
markdown_extensions:
  - footnotes
  - tables
  - pymdownx.tasklist: {custom_checkbox: true}
  - toc: {permalink: true}
"""
PAGE = """\
---
tags: [Santé, Mobilité]
---
# {titre}

Une phrase, une note[^1], un [lien](b.md).

| Territoire | Habitants | {colonnes} |
| --- | --- | {traits} |
| Val-Imaginaire | 1 200 | {valeurs} |

## À faire

- [x] Une chose faite
- [ ] Une chose à faire

[Un bouton](b.md){{ .md-button }}

[^1]: Le texte de la note.
"""


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServi]:
    """Un petit site sur Material d'origine, servi comme le nôtre."""
    chantier = Chantier(tmp_path_factory.mktemp("material"))
    rang = range(10)
    habit = {
        "colonnes": " | ".join(f"Colonne {n}" for n in rang),
        "traits": " | ".join("---" for _ in rang),
        "valeurs": " | ".join(f"Valeur {n}" for n in rang),
    }
    pages = {"index": "Accueil", "a": "Première page", "b": "Seconde page"}
    chantier.ecrire({f"docs/{nom}.md": PAGE.format(titre=t, **habit) for nom, t in pages.items()})
    chantier.ecrire({"mkdocs.yml": REGLAGES})
    sortie = chantier.construire()
    assert sortie.returncode == 0, sortie.stderr[-2000:]
    with servir(chantier.site) as serveur:
        yield serveur


@pytest.fixture
def tiers() -> list[str]:
    """Les adresses demandées hors du site."""
    return []


@pytest.fixture
def visite(navigateur: Browser, material: SiteServi, tiers: list[str]) -> Iterator[Page]:
    """La première page du petit site, au téléphone ; ce qui part ailleurs est noté et coupé."""
    contexte: BrowserContext = ouvrir(navigateur, 360)
    contexte.route(
        lambda adresse: not adresse.startswith(material.adresse),
        lambda demande: (tiers.append(demande.request.url), demande.abort()),
    )
    onglet = contexte.new_page()
    onglet.goto(f"{material.adresse}a/", wait_until="networkidle")
    yield onglet
    contexte.close()


def test_axe_y_trouve_des_violations(visite: Page) -> None:
    """L'examen d'accessibilité échoue."""
    assert examiner(visite).violations


def test_des_cibles_y_sont_trop_petites(visite: Page) -> None:
    """La mesure des cibles échoue."""
    assert petites_cibles(visite)


def test_le_clavier_n_y_parcourt_pas_tout(visite: Page) -> None:
    """Le parcours au clavier échoue."""
    assert list(parcours(visite))


def test_des_touches_y_agissent_seules(visite: Page) -> None:
    """La garde des raccourcis échoue."""
    visite.set_viewport_size({"width": 1280, "height": 800})
    assert list(raccourcis(visite))


def test_des_requetes_y_partent_vers_un_tiers(visite: Page, tiers: list[str]) -> None:
    """La garde des tiers échoue, dès l'ouverture de la page."""
    assert visite.url
    assert tiers


def test_la_premiere_vue_y_est_trop_lourde(visite: Page, material: SiteServi) -> None:
    """La garde du poids échoue, polices de tiers non comptées."""
    (vue,) = peser(visite, material, {"page": "a/"})
    assert list(vue.exces())


def test_les_scripts_y_sont_trop_lourds(material: SiteServi) -> None:
    """La garde des scripts échoue."""
    scripts = (material.dossier / "assets").rglob("*.js")
    assert sum(script.stat().st_size for script in scripts) > SCRIPTS_MAXIMUM
