"""Le corpus inventé du banc est un corpus ordinaire, et il a la taille annoncée."""

from __future__ import annotations

from pathlib import Path

import pytest

from projet_social.chargement import Rapport, examiner
from projet_social.pages.publication import Publication

from .corpus import OCTETS_PAR_PAGE, PAGES_PAR_TERRITOIRE, inventer
from .en_donnees import ecrire_donnees, lire_etiquettes
from .en_markdown import ecrire_markdown
from .mesure import DEPOT

DEUX = 2


@pytest.fixture(scope="module")
def rapport(tmp_path_factory: pytest.TempPathFactory) -> Rapport:
    """Deux territoires inventés, lus et vérifiés."""
    donnees = tmp_path_factory.mktemp("banc") / "data"
    ecrire_donnees(inventer(DEUX, lire_etiquettes(DEPOT)), donnees, DEPOT)
    return examiner(donnees)


def test_accepte_par_le_verificateur(rapport: Rapport) -> None:
    """Le vérificateur n'a rien à en dire, pas même un avertissement."""
    assert rapport.anomalies == []


def test_nombre_de_pages(rapport: Rapport) -> None:
    """Chaque territoire a soixante pages."""
    pages = [
        page.territoire
        for page in Publication(rapport.corpus, recherche=False).pages
        if page.territoire
    ]
    assert len(pages) == DEUX * PAGES_PAR_TERRITOIRE
    assert len(set(pages)) == DEUX


@pytest.mark.parametrize("macros", [False, True])
def test_meme_contenu_pour_material(tmp_path: Path, macros: bool) -> None:
    """Material reçoit autant de pages, et l'accueil ; elles ont le poids annoncé."""
    ecrire_markdown(inventer(DEUX, lire_etiquettes(DEPOT)), tmp_path, macros=macros)
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.glob("docs/*/**/*.md")]
    assert len(pages) == DEUX * PAGES_PAR_TERRITOIRE
    assert all(("{{ faits(" in page) is macros for page in pages)
    moyenne = sum(len(page.encode()) for page in pages) / len(pages)
    assert moyenne == pytest.approx(OCTETS_PAR_PAGE, rel=0.15)


def test_deterministe() -> None:
    """Le même rang redonne le même territoire, quel que soit le nombre voulu."""
    etiquettes = lire_etiquettes(DEPOT)
    assert [*inventer(1, etiquettes)] == [*inventer(DEUX, etiquettes)][:1]
