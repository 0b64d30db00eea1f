"""Les documents imprimés des vraies données, composés une fois ; les outils qui les relisent."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from projet_social.chargement import charger
from projet_social.impression.dossiers import composer_un_dossier
from projet_social.impression.en_docx import ecrire_en_docx
from projet_social.impression.en_odt import ecrire_en_odt
from projet_social.impression.imprime import Imprime
from projet_social.impression.tirage import pourquoi_pas_de_pdf
from projet_social.pages.publication import Publication

from ..adaptateurs.terminal import APPEL
from ..fabrique import CORPUS, RACINE
from ..lenteur import lente

DOUZE = "douze-syntheses"
SITE = "https://exemple.fr/"
HAUTEUR_DU_TEXTE = 797
"""Points du haut d'une feuille A4 à son pied de page."""


def exiger(manque: str) -> None:
    """S'abstient faute d'un outil ; échoue si TESTS_COMPLETS=1 le rend obligatoire."""
    if not manque:
        return
    if os.environ.get("TESTS_COMPLETS") == "1":
        pytest.fail(f"{manque}, et TESTS_COMPLETS=1 l'exige", pytrace=False)
    pytest.skip(f"{manque} (TESTS_COMPLETS=1 rend ce test obligatoire)")


def exiger_le_programme(nom: str) -> None:
    """S'abstient si un programme manque."""
    exiger("" if shutil.which(nom) else f"{nom} n'est pas installé")


@pytest.fixture(scope="session")
def publication() -> Publication:
    """Les vraies données, publiées à une adresse connue."""
    corpus = charger(RACINE / "data")
    return Publication(corpus, url=SITE)


@pytest.fixture(scope="session")
def publication_inventee() -> Publication:
    """Le petit corpus inventé que partagent les tests, sans adresse publique."""
    return Publication(charger(CORPUS))


@pytest.fixture(scope="session")
def douze(publication: Publication) -> Imprime:
    """Le dossier des douze synthèses, composé."""
    return composer_un_dossier(publication, DOUZE)


@dataclass(frozen=True)
class Fabrication:
    """Un PDF et ce qu'il a coûté : secondes de calcul, octets de mémoire."""

    fichier: Path
    calcul: float
    memoire: int


@pytest.fixture(scope="session")
@lente
def fabrication(tmp_path_factory: pytest.TempPathFactory) -> Fabrication:
    """Le PDF des douze, demandé à la commande comme le ferait une personne."""
    exiger(pourquoi_pas_de_pdf())
    fichier = tmp_path_factory.mktemp("pdf") / "douze.pdf"
    commande = [sys.executable, "-c", APPEL, "dossier", DOUZE, "-o", str(fichier), "--site", SITE]
    avant = resource.getrusage(resource.RUSAGE_CHILDREN)
    sortie = subprocess.run(commande, cwd=RACINE, capture_output=True, text=True, check=False)
    apres = resource.getrusage(resource.RUSAGE_CHILDREN)
    if sortie.returncode:
        pytest.fail(f"le PDF ne se fait pas : {sortie.stderr[-2000:]}", pytrace=False)
    calcul = apres.ru_utime + apres.ru_stime - avant.ru_utime - avant.ru_stime
    return Fabrication(fichier, calcul, apres.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


@pytest.fixture(scope="session")
def pdf(fabrication: Fabrication) -> Path:
    """Le dossier des douze en PDF."""
    return fabrication.fichier


@pytest.fixture(scope="session", params=["docx", "odt"])
@lente
def modifiable(
    request: pytest.FixtureRequest, douze: Imprime, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Le dossier des douze, dans un format que l'on retravaille."""
    fichier = tmp_path_factory.mktemp("modifiable") / f"douze.{request.param}"
    ecrire = {"docx": ecrire_en_docx, "odt": ecrire_en_odt}[request.param]
    fichier.write_bytes(ecrire(douze))
    return fichier


def texte_de(pdf: Path, page: int | None = None, hauteur: int | None = None) -> str:
    """Le texte d'un PDF, dans l'ordre où il est écrit.

    Args:
        pdf: le fichier.
        page: numéro de la seule page à lire.
        hauteur: points à lire depuis le haut, pour laisser le pied de page.
    """
    exiger_le_programme("pdftotext")
    options = ["-raw", *(["-f", str(page), "-l", str(page)] if page else [])]
    if hauteur:
        options += ["-x", "0", "-y", "0", "-W", "900", "-H", str(hauteur)]
    commande = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(commande, capture_output=True, text=True, check=True).stdout


def serrer(texte: str) -> str:
    """Les lettres et les chiffres d'un texte : ni blancs, ni césures, ni ponctuation."""
    return "".join(signe for signe in texte.lower() if signe.isalnum())
