"""La preuve des gardes : chacune échoue au moins une fois.

La plupart échouent sur Material tel quel, dont elles visent les défauts. Quelques-unes y passent :
il se lit sans défilement de côté à 320 × 256, supporte l'espacement du texte, déclare ses couleurs
et respecte le mouvement réduit. Celles-là, et ce qu'un petit site n'a pas (dessins, listes),
échouent ici sur nos propres pages, après que l'on y a cassé ce qu'elles gardent.

Hors du palier rapide : `pytest -m preuve`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ..fabrique import Chantier
from .clavier import parcours, raccourcis, remontee
from .conftest import Contexte
from .couleurs import (
    contrastes,
    couleurs_non_declarees,
    liens_confondus,
    poser_une_feuille,
    sans_bord,
)
from .gestes import (
    agrandis,
    espaces,
    mal_disposes,
    mouvements,
    perdus,
    petites_cibles,
    reperes,
)
from .harnais import examiner, ouvrir
from .papier import imprimer, mots_de_la_page, mots_du_papier
from .poids import SCRIPTS_MAXIMUM, peser
from .reglages import apparence_imposee, intrusions
from .serveur import SiteServi, servir

Garde = Callable[[Page], Iterable[str]]

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
def visiter(
    navigateur: Browser, material: SiteServi, tiers: list[str]
) -> Iterator[Callable[..., Page]]:
    """Ouvre la première page du petit site ; ce qui part ailleurs est noté et coupé."""
    ouverts: list[BrowserContext] = []

    def ouvre(largeur: int = 360, **reglages: Any) -> Page:
        contexte = ouvrir(navigateur, largeur, **reglages)
        ouverts.append(contexte)
        contexte.route(
            lambda adresse: not adresse.startswith(material.adresse),
            lambda demande: (tiers.append(demande.request.url), demande.abort()),
        )
        onglet = contexte.new_page()
        onglet.goto(f"{material.adresse}a/", wait_until="networkidle")
        return onglet

    yield ouvre
    for contexte in ouverts:
        contexte.close()


@pytest.fixture
def visite(visiter: Callable[..., Page]) -> Page:
    """La première page du petit site, au téléphone."""
    return visiter()


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


@pytest.mark.parametrize(
    ("garde", "largeur", "reglages"),
    [
        (agrandis, 360, {}),
        (contrastes, 1280, {}),
        (liens_confondus, 1280, {}),
        (sans_bord, 1280, {}),
        (reperes, 360, {}),
        (remontee, 360, {}),
        (apparence_imposee, 360, {}),
        (intrusions, 360, {}),
        (mouvements, 360, {"reduced_motion": "no-preference"}),
        (lambda onglet: perdus(onglet, 320), 1280, {}),
    ],
    ids=[
        "texte à 200 %",
        "contrastes",
        "liens",
        "couleurs imposées",
        "repères",
        "remontée",
        "apparence",
        "politique de sécurité",
        "mouvement",
        "écran étroit",
    ],
)
def test_la_garde_y_echoue(
    visiter: Callable[..., Page], garde: Garde, largeur: int, reglages: dict[str, Any]
) -> None:
    """Sur Material tel quel, la garde relève au moins un défaut."""
    assert list(garde(visiter(largeur, **reglages)))


def test_le_papier_y_perd_des_colonnes(visite: Page, tmp_path: Path) -> None:
    """Un tableau de douze colonnes n'y est pas imprimé en entier."""
    imprimer(visite, tmp_path / "page.pdf")
    manquants = mots_de_la_page(visite) - mots_du_papier(tmp_path / "page.pdf")
    assert manquants["Colonne"]


@pytest.mark.parametrize(
    ("garde", "reglages"),
    [
        (mal_disposes, {"viewport": {"width": 320, "height": 256}}),
        (espaces, {}),
        (couleurs_non_declarees, {}),
        (mouvements, {}),
    ],
    ids=["320 × 256", "espacement", "couleurs déclarées", "mouvement réduit"],
)
def test_la_garde_y_passe(
    visiter: Callable[..., Page], garde: Garde, reglages: dict[str, Any]
) -> None:
    """Ce que Material fait bien de lui-même : cette garde se prouve sur nos pages, plus bas."""
    assert list(garde(visiter(**reglages))) == []


CASSURES: dict[str, tuple[Garde, str, str]] = {
    "320 × 256": (mal_disposes, "fiche", "main p { min-width: 100vw }"),
    "défilement de côté": (mal_disposes, "fiche", "main p { overflow: auto; white-space: pre }"),
    "chevauchement": (mal_disposes, "fiche", "main h2 { margin-bottom: -2em !important }"),
    "texte à 200 %": (agrandis, "fiche", "main li { height: 1.6em; overflow: hidden }"),
    "espacement": (espaces, "fiche", "main p { max-height: 3.3em; overflow: hidden }"),
    "mots perdus": (
        lambda onglet: perdus(onglet, 320),
        "fiche",
        "@media (width < 21em) { .chapeau { display: none } }",
    ),
    "couleurs déclarées": (couleurs_non_declarees, "fiche", "body { background: none !important }"),
    "contraste d'un texte": (contrastes, "fiche", "main p { color: #999 !important }"),
    "contraste d'un dessin": (
        contrastes,
        "territoire",
        ".frise .numero { fill: var(--primaire) !important }",
    ),
    "contraste d'un signe": (
        contrastes,
        "territoire",
        ".jalons > li::before { color: var(--primaire) !important }",
    ),
    "lien confondu": (liens_confondus, "fiche", "main a { text-decoration: none !important }"),
    "mouvement réduit": (mouvements, "fiche", "* { transition: all 1s !important }"),
    "focus invisible": (parcours, "fiche", ":focus-visible { outline: 0 !important }"),
    "focus pâle": (parcours, "fiche", ":focus-visible { outline-color: #ddd !important }"),
    "focus recouvert": (
        parcours,
        "fiche",
        "body::after { content: ''; position: fixed; inset: 0; z-index: 99 }",
    ),
    "cible": (petites_cibles, "fiche", "footer a { padding: 0 !important; line-height: 1 }"),
    "couleurs imposées": (sans_bord, "recherche", "input { border: 0 !important }"),
}


@pytest.mark.parametrize("cassure", CASSURES)
def test_la_garde_echoue_sur_notre_page_cassee(
    contexte: Contexte, base: str, gabarits: dict[str, str], cassure: str
) -> None:
    """La page passe ; une règle de style la casse, et la garde le dit."""
    garde, gabarit, css = CASSURES[cassure]
    onglet = contexte(360).new_page()

    def ouvrir_la_page() -> None:
        onglet.goto(base + gabarits[gabarit])

    ouvrir_la_page()
    assert list(garde(onglet)) == []
    ouvrir_la_page()
    poser_une_feuille(onglet, css)
    assert list(garde(onglet))


@pytest.mark.parametrize("garde", [parcours, remontee])
def test_un_piege_au_clavier_se_voit(
    contexte: Contexte, base: str, gabarits: dict[str, str], garde: Garde
) -> None:
    """Un lien du pied garde le focus pour lui : aucun des deux parcours ne passe."""
    onglet = contexte(360).new_page()
    onglet.goto(base + gabarits["fiche"])
    onglet.evaluate("""() => document.querySelector("footer li:nth-child(3) a").addEventListener(
      "keydown", (touche) => { if (touche.key === "Tab") touche.preventDefault(); })""")

    assert [faute for faute in garde(onglet) if "piège" in faute or "retenu" in faute]
