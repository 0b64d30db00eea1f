"""Le corpus inventé du banc est un corpus ordinaire, et il a la taille annoncée."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projet_social.chargement import Rapport, examiner
from projet_social.pages.du_plan import liens_du_plan
from projet_social.pages.publication import Publication

from .corpus import OCTETS_PAR_PAGE, PAGES_PAR_TERRITOIRE, inventer
from .en_donnees import ecrire_donnees, lire_etiquettes
from .en_hugo import ecrire_hugo
from .en_markdown import ecrire_markdown
from .mesure import DEPOT
from .officiels import MENTION, TAILLES, inventer_pour_la_france, sirens_tires, taille_de

DEUX = 2
LIEN = re.compile(r"\]\(([^)]+)\)")


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
    """Chaque territoire a soixante pages de texte, et celles que ce projet calcule en plus."""
    pages = Publication(rapport.corpus, recherche=False).pages
    territoires = rapport.corpus.territoires.values()
    calculees = tuple(lien.adresse for t in territoires for lien, _ in liens_du_plan(t))
    ecrites = [p.territoire for p in pages if p.territoire and not p.adresse.startswith(calculees)]

    assert len(ecrites) == DEUX * PAGES_PAR_TERRITOIRE
    assert len(set(ecrites)) == DEUX


@pytest.mark.parametrize("macros", [False, True])
def test_meme_contenu_pour_material(tmp_path: Path, macros: bool) -> None:
    """Material reçoit autant de pages, et l'accueil ; elles ont le poids annoncé."""
    ecrire_markdown(inventer(DEUX, lire_etiquettes(DEPOT)), tmp_path, macros=macros)
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.glob("docs/*/**/*.md")]
    assert len(pages) == DEUX * PAGES_PAR_TERRITOIRE
    assert all(("{{ faits(" in page) is macros for page in pages)
    moyenne = sum(len(page.encode()) for page in pages) / len(pages)
    assert moyenne == pytest.approx(OCTETS_PAR_PAGE, rel=0.15)


@pytest.mark.parametrize("mise_en_page", ["complet", "minimal"])
def test_meme_contenu_pour_hugo(tmp_path: Path, mise_en_page: str) -> None:
    """Hugo reçoit autant de pages, et leurs liens mènent à des fichiers."""
    projet = tmp_path / mise_en_page
    ecrire_hugo(inventer(DEUX, lire_etiquettes(DEPOT)), projet, mise_en_page)
    pages = [*projet.glob("content/*/**/*.md")]
    assert len(pages) == DEUX * PAGES_PAR_TERRITOIRE
    liens = [
        (page.parent / cible).resolve()
        for page in pages
        for cible in LIEN.findall(page.read_text(encoding="utf-8"))
    ]
    assert len(liens) > len(pages)
    assert {lien for lien in liens if not lien.is_file()} == set()


def test_deterministe() -> None:
    """Le même rang redonne le même territoire, quel que soit le nombre voulu."""
    etiquettes = lire_etiquettes(DEPOT)
    assert [*inventer(1, etiquettes)] == [*inventer(DEUX, etiquettes)][:1]


@pytest.fixture(scope="module")
def france(tmp_path_factory: pytest.TempPathFactory) -> Rapport:
    """Quelques intercommunalités, avec leurs plans inventés, lues et vérifiées."""
    donnees = tmp_path_factory.mktemp("france") / "data"
    ecrire_donnees(inventer_pour_la_france(12, lire_etiquettes(DEPOT)), donnees, DEPOT)
    return examiner(donnees)


def test_un_plan_invente_se_dit_invente(france: Rapport) -> None:
    """Le vérificateur l'accepte, et le titre de chaque page porte la mention."""
    assert france.anomalies == []
    territoires = france.corpus.territoires.values()
    assert {t.donnees.nom.endswith(MENTION) for t in territoires} == {True}
    pages = [p for p in Publication(france.corpus, recherche=False).pages if p.territoire]
    assert {p.adresse for p in pages if MENTION not in p.titre + p.complement} == set()
    titres = {p.titre for p in pages if p.sorte in ("Action", "Axe", "Objectif")}
    assert len(titres) > len(pages) / 2
    assert {titre for titre in titres if not titre.endswith(MENTION)} == set()


def test_la_courbe_a_des_plans_de_toutes_tailles() -> None:
    """Une petite taille est dans une grande, et la moyenne reste voisine de soixante pages."""
    tailles = {siren: taille_de(siren) for siren in sirens_tires(334)}
    assert {*tailles.values()} == {*TAILLES}
    [premier] = inventer_pour_la_france(1, lire_etiquettes(DEPOT))
    assert len(premier.actions) == tailles[premier.identite.siren].actions
    assert sirens_tires(84)[:17] == sirens_tires(17)
    moyenne = sum(taille.pages * part for taille, part in TAILLES.items()) / sum(TAILLES.values())
    assert moyenne == pytest.approx(PAGES_PAR_TERRITOIRE, rel=0.1)


def test_la_france_n_a_pas_plus_d_intercommunalites() -> None:
    """Mille deux cent cinquante, oui ; deux mille, non."""
    assert len({*sirens_tires(1250)}) == 1250
    with pytest.raises(ValueError, match="au plus"):
        sirens_tires(2000)
