"""Peser la première vue d'une page, et dire en quoi elle dépasse les bornes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

from ..visiteur import SiteConstruit
from .serveur import Envoi, SiteServi

KILO = 1024
POIDS_MAXIMUM = 45 * KILO
POIDS_PAR_GABARIT = {"fiche": 30 * KILO, "territoire": 36 * KILO}
"""Sans les polices, que le navigateur garde d'une page à l'autre."""
POLICES_MAXIMUM = 45 * KILO
FICHIERS_DE_POLICE = 2
REQUETES_MAXIMUM = 8
SCRIPTS_MAXIMUM = 8 * KILO
"""Les scripts d'une page, avant compression."""
MODULES_MAXIMUM = 40 * KILO
"""Tous les scripts du site, ceux qui attendent une demande compris, avant compression."""
MATRICE = "comparaison_themes"


@dataclass(frozen=True)
class PremiereVue:
    """Ce que le serveur envoie pour montrer une page, icône du site comprise."""

    gabarit: str
    adresse: str
    envois: tuple[Envoi, ...]

    @property
    def octets(self) -> int:
        """Le poids compressé, polices exceptées."""
        return sum(envoi.octets for envoi in self.envois if envoi not in self.polices)

    @property
    def polices(self) -> list[Envoi]:
        """Les polices que la page charge."""
        return [envoi for envoi in self.envois if envoi.chemin.endswith(".woff2")]

    def exces(self) -> Iterator[str]:
        """Ce qui passe les bornes."""
        permis = POIDS_PAR_GABARIT.get(self.gabarit, POIDS_MAXIMUM)
        if len(self.polices) > FICHIERS_DE_POLICE:
            yield f"{self.gabarit} ({self.adresse}) : {len(self.polices)} polices"
        if (poids := sum(police.octets for police in self.polices)) > POLICES_MAXIMUM:
            yield f"{self.gabarit} ({self.adresse}) : {poids / KILO:.1f} Kio de polices"
        if self.octets > permis:
            yield f"{self.gabarit} ({self.adresse}) : {self.octets / KILO:.1f} Kio"
        if (demandes := len(self.envois) - len(self.polices)) > REQUETES_MAXIMUM:
            yield f"{self.gabarit} ({self.adresse}) : {demandes} requêtes"
        for envoi in self.envois:
            if "pagefind" in envoi.chemin:
                yield f"{self.gabarit} ({self.adresse}) : {envoi.chemin} avant toute recherche"


def scripts_par_page(site: SiteConstruit) -> dict[str, int]:
    """Les octets, avant compression, des scripts que chaque page charge en s'ouvrant.

    Ce qu'un script va chercher à la première demande (la recherche, les communes) n'y est pas :
    `peser` et `test_poids.py` disent qu'il ne vient pas avant.
    """
    return {
        chemin: sum(
            (site.dossier / _dans_le_site(chemin, adresse)).stat().st_size
            for balise, adresse in page.liens
            if balise == "script"
        )
        for chemin, page in site.vraies_pages.items()
    }


def _dans_le_site(page: str, adresse: str) -> str:
    """Le chemin, depuis la racine du site, de ce qu'une page cite."""
    return urlsplit(urljoin(f"/{page}", adresse)).path.lstrip("/")


def peser(onglet: Page, serveur: SiteServi, gabarits: dict[str, str]) -> Iterator[PremiereVue]:
    """La première vue d'une page par gabarit ; le serveur ne laisse rien garder en réserve."""
    for gabarit, adresse in gabarits.items():
        serveur.envois.clear()
        onglet.goto(serveur.adresse + adresse, wait_until="networkidle")
        yield PremiereVue(gabarit, adresse, tuple(serveur.envois))
