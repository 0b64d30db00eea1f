"""Des sites neufs, composés dans un dossier jetable ou construits une fois pour toutes."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from projet_social.adaptateurs.roue_du_generateur import trouver_la_roue
from projet_social.corpus.officiel import ListeOfficielle, lire_toute_la_liste
from projet_social.depart.entite import chercher
from projet_social.depart.generateur import figer_le_generateur
from projet_social.depart.roue import Roue
from projet_social.depart.site_neuf import ChoixDeSite, composer_le_site
from projet_social.supplements import POUR_UN_SITE

from ..fabrique import batir_une_fois, lancer
from ..lenteur import lente

SiteNeuf = Callable[..., Path]


@pytest.fixture(scope="session")
def liste() -> ListeOfficielle:
    """La liste officielle du paquet, entière."""
    return lire_toute_la_liste()


@pytest.fixture(scope="session")
@lente
def roue() -> Roue:
    """La roue du dépôt, bâtie comme `projet-social nouveau` le fait."""
    return trouver_la_roue()


@pytest.fixture(scope="session")
def site_avec_sa_roue(site_neuf: SiteNeuf, roue: Roue) -> SiteNeuf:
    """Écrit un site neuf entier : ses fichiers, et le générateur qu'il garde."""

    def ecrire(**choix: object) -> Path:
        dossier = site_neuf(**choix)
        for chemin, octets in figer_le_generateur(roue, POUR_UN_SITE.split(",")).items():
            (dossier / chemin).parent.mkdir(exist_ok=True)
            (dossier / chemin).write_bytes(octets)
        return dossier

    return ecrire


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


def environnement_neuf(environnement: Path) -> dict[str, str]:
    """Les variables d'un terminal où l'on est entré dans cet environnement, et rien du nôtre."""
    propres = {nom: valeur for nom, valeur in os.environ.items() if nom != "PYTHONPATH"}
    chemin = f"{environnement / 'bin'}:/usr/bin:/bin"
    # Un environnement d'essai ne sert qu'une fois : compiler tous ses modules serait en vain.
    return propres | {"PATH": chemin, "LANG": "C.UTF-8", "PIP_COMPILE": "0"}


@pytest.fixture(scope="session")
@lente
def neuf_du_verrou(site_avec_sa_roue: SiteNeuf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Un environnement vide, où l'on a suivi la ligne d'installation d'un site, et rien d'autre."""
    site = site_avec_sa_roue()

    def batir(dossier: Path) -> None:
        ici = tmp_path_factory.mktemp("environnement")  # ses commandes disent où il est : il reste
        venv.create(ici, with_pip=True)
        sortie = subprocess.run(
            [ici / "bin" / "python", "-m", "pip", "install", "-q", "-r", "requirements.txt"],
            cwd=site,
            env=environnement_neuf(ici),
            capture_output=True,
            text=True,
            check=False,
        )
        dossier.mkdir()
        (dossier / "ou").write_text(str(ici), "utf-8")
        (dossier / "echec").write_text(sortie.stderr if sortie.returncode else "", "utf-8")

    bati = batir_une_fois(tmp_path_factory, "neuf-du-verrou", batir)
    if echec := (bati / "echec").read_text("utf-8"):
        if os.environ.get("TESTS_COMPLETS") != "1" and "connection" in echec.lower():
            pytest.skip("pas d'internet (TESTS_COMPLETS=1 rend ce test obligatoire)")
        pytest.fail(echec, pytrace=False)
    return Path((bati / "ou").read_text("utf-8"))


@pytest.fixture(scope="session")
@lente
def site_construit(site_neuf: SiteNeuf) -> Path:
    """Le site de départ, construit strictement : ce qu'on met en ligne."""
    dossier = site_neuf("245614383")
    sortie = lancer("mkdocs", "build", "--strict", dans=dossier)
    assert sortie.returncode == 0, sortie.stderr
    assert "WARNING" not in sortie.stderr
    return dossier / "site"
