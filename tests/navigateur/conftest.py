"""Un vrai navigateur, le site servi sur cette machine, et une page par gabarit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from ..visiteur import SiteConstruit
from .harnais import ouvrir, une_page_par_gabarit
from .serveur import SiteServi, servir

Contexte = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def servi(site: SiteConstruit) -> Iterator[SiteServi]:
    """Le site construit, servi comme en ligne."""
    with servir(site.dossier) as ouvert:
        ouvert.premiere_visite = False
        yield ouvert


@pytest.fixture
def serveur(servi: SiteServi) -> Iterator[SiteServi]:
    """Le même, quand chaque page est une première visite, et le journal de ce qu'il envoie."""
    servi.premiere_visite = True
    yield servi
    servi.premiere_visite = False


@pytest.fixture(scope="session")
def base(servi: SiteServi) -> str:
    """L'adresse où le site construit est servi, sur cette seule machine."""
    return servi.adresse


@pytest.fixture
def contexte(navigateur: Browser, base: str) -> Iterator[Contexte]:
    """Ouvre un contexte : largeur, palette, avec ou sans JavaScript ; note ce qui sort du site."""
    ouverts: list[BrowserContext] = []
    sorties: list[str] = []

    def ouvert(
        largeur: int = 1280, palette: str = "light", *, javascript: bool = True, **reglages: Any
    ) -> BrowserContext:
        nouveau = ouvrir(navigateur, largeur, palette, java_script_enabled=javascript, **reglages)
        nouveau.on(
            "request",
            lambda requete: (
                None if requete.url.startswith((base, "blob:")) else sorties.append(requete.url)
            ),
        )
        ouverts.append(nouveau)
        return nouveau

    yield ouvert
    temoins = [temoin for un in ouverts for temoin in un.cookies()]
    for un in ouverts:
        un.close()
    assert sorties == [], "des requêtes sont parties vers un tiers"
    assert temoins == [], "des cookies ont été posés"


@pytest.fixture(scope="session")
def gabarits(site: SiteConstruit) -> dict[str, str]:
    """Une page par gabarit, la plus lourde : celle où les défauts se voient."""
    return une_page_par_gabarit(site)
