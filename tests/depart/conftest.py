"""Des sites neufs, composés dans un dossier jetable ou construits une fois pour toutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from projet_social.corpus.officiel import ListeOfficielle, lire_toute_la_liste
from projet_social.depart.entite import chercher
from projet_social.depart.site_neuf import ChoixDeSite, composer_le_site

from ..fabrique import lancer
from ..lenteur import lente

SiteNeuf = Callable[..., Path]


@pytest.fixture(scope="session")
def liste() -> ListeOfficielle:
    """La liste officielle du paquet, entière."""
    return lire_toute_la_liste()


@pytest.fixture(scope="session")
def site_neuf(liste: ListeOfficielle, tmp_path_factory: pytest.TempPathFactory) -> SiteNeuf:
    """Écrit un site neuf pour Gouesnou, ou pour un autre, dans un dossier jetable."""

    def ecrire(cherche: str = "29061", **choix: object) -> Path:
        (entite,) = chercher(cherche, liste).exactes
        dossier = tmp_path_factory.mktemp("neuf")
        for chemin, octets in composer_le_site(
            ChoixDeSite(entite, officielle=True, **choix)
        ).items():  # type: ignore[arg-type]
            fichier = dossier / chemin
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_bytes(octets)
        return dossier

    return ecrire


@pytest.fixture(scope="session")
@lente
def site_construit(site_neuf: SiteNeuf) -> Path:
    """Le site de départ, construit strictement : ce qu'on met en ligne."""
    dossier = site_neuf("245614383")
    sortie = lancer("mkdocs", "build", "--strict", dans=dossier)
    assert sortie.returncode == 0, sortie.stderr
    assert "WARNING" not in sortie.stderr
    return dossier / "site"
