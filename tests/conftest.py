"""Ce que tous les tests partagent : de petits corpus inventés, écrits dans un dossier jetable."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from projet_social.chargement import Rapport, examiner
from projet_social.corps import Corps
from projet_social.exports.annexes import Annexes
from projet_social.macros.vue import Vue
from projet_social.pages.publication import Publication

from .fabrique import RACINE, Chantier, batir_une_fois, lancer
from .lenteur import classer, lente, marquer, surveiller
from .navigateur.harnais import chemin_de_chromium, chromium
from .visiteur import SiteConstruit

# Les mêmes exemples partout, et une machine chargée ne fait pas échouer une propriété vraie.
# HASARD=1 en cherche d'autres : un contre-exemple trouvé devient un test écrit.
settings.register_profile("projet", deadline=None, derandomize="HASARD" not in os.environ)
settings.load_profile("projet")

TERRITOIRE = """\
# Territoire inventé pour les tests
nom: Communauté de communes {nom}
nom_court: {nom}
type: communaute_de_communes
departements: [99]
"""
REFERENTIELS = {
    "referentiels/themes.yml": """\
# Thèmes inventés
familles:
  - {id: vie, nom: Vie quotidienne}
themes:
  - {id: sante, famille: vie, nom: Santé}
  - {id: mobilite, famille: vie, nom: Mobilité}
  - {id: jeunesse, famille: vie, nom: Jeunesse}
""",
    "referentiels/publics.yml": """\
# Publics inventés
publics:
  - {id: jeunes, nom: Jeunes}
  - {id: parents, nom: Parents}
""",
    "referentiels/sources.yml": """\
# Sources inventées
sources:
  - {id: plaquette, titre: Plaquette inventée}
""",
}
"""Les référentiels qu'un corpus inventé reçoit quand il n'en écrit pas."""

CorpusDe = Callable[..., Rapport]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Ajoute `--refaire-les-references`, qui réécrit les sorties relues des macros."""
    parser.addoption(
        "--refaire-les-references",
        action="store_true",
        help="réécrit tests/macros/references/*.html ; relire ensuite le diff",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marque les tests lents, et les met devant."""
    for test in items:
        marquer(test)
    items.sort(key=classer)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Seul un test marqué lent peut lancer un programme."""
    return (yield from surveiller(item))


def corps_de(publication: Publication) -> Corps:
    """Les pages d'une publication, et les fichiers qu'elles annoncent."""
    return Corps(publication, Annexes(publication))


def vue_de(rapport: Rapport, adresse: str = "") -> Vue:
    """La vue d'une page, sur un corpus que l'on vient d'écrire et qui doit être publiable."""
    assert rapport.publiable, rapport.anomalies
    return corps_de(Publication(rapport.corpus, recherche=False)).vue(adresse)


@pytest.fixture
def corpus_de(tmp_path: Path) -> CorpusDe:
    """Écrit des fichiers de données inventés, les complète au besoin, et les examine."""

    def ecrire(fichiers: dict[str, str | bytes], *, completer: bool = True) -> Rapport:
        voulus: dict[str, str | bytes] = dict(fichiers)
        if completer:
            slugs = {m[1] for f in fichiers if (m := re.match(r"territoires/([^/]+)/", f))}
            for slug in slugs:
                nom = slug.replace("-", " ").title()
                texte = TERRITOIRE.format(nom=nom)
                voulus.setdefault(f"territoires/{slug}/territoire.yml", texte)
            voulus = REFERENTIELS | voulus
        for nom, contenu in voulus.items():
            fichier = tmp_path / "data" / nom
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
        (tmp_path / "data").mkdir(exist_ok=True)
        return examiner(tmp_path / "data")

    return ecrire


@pytest.fixture
def plan_de(corpus_de: CorpusDe) -> CorpusDe:
    """Examine un seul projet inventé, celui du Val-Imaginaire, écrit sans son titre."""

    def ecrire(plan: str, **autres: str) -> Rapport:
        fichiers = {"territoires/val/projet.yml": f"titre: Projet inventé\n{plan}"}
        return corpus_de(fichiers | {f"territoires/val/{nom}": t for nom, t in autres.items()})

    return ecrire


@pytest.fixture(scope="session")
@lente
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteConstruit:
    """Le site de `data/`, construit strictement, sans un avertissement, dans un dossier jetable."""

    def batir(dossier: Path) -> None:
        commande = ("mkdocs", "build", "--strict", "--site-dir", str(dossier))
        sortie = lancer(*commande, dans=RACINE, neuf=True)
        if sortie.returncode or "WARNING" in sortie.stderr:
            pytest.fail(f"le site ne se construit pas : {sortie.stderr[-2000:]}", pytrace=False)

    return SiteConstruit(batir_une_fois(tmp_path_factory, "publie", batir))


@pytest.fixture
@lente
def chantier(tmp_path: Path) -> Chantier:
    """Un dossier jetable où écrire et construire un petit site."""
    return Chantier(tmp_path)


@pytest.fixture(scope="session")
@lente
def navigateur() -> Iterator[Browser]:
    """Chromium, celui du système ; obligatoire dans l'intégration continue.

    Un seul pour tous les tests d'un processus : Playwright n'en ouvre pas deux.
    """
    chemin = chemin_de_chromium()
    if chemin is None and os.environ.get("TESTS_COMPLETS") == "1":
        pytest.fail("Chromium n'est pas installé, et TESTS_COMPLETS=1 l'exige", pytrace=False)
    if chemin is None:
        pytest.skip("Chromium n'est pas installé (TESTS_COMPLETS=1 rend ces tests obligatoires)")
    with chromium(chemin) as ouvert:
        yield ouvert
