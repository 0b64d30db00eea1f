"""Les pages des versions : ce qui fut voté, sans un mot ni un lien d'aujourd'hui."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest

from projet_social.ecriture.yaml_conserve import fusionner
from projet_social.lecture.anomalie import Gravite
from projet_social.macros.versions import version, versions
from projet_social.pages.adressage import Adressage
from projet_social.pages.des_territoires import anciennes_adresses
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe, corps_de
from tests.corpus.test_versions import FICHE, FICHIERS, PROJET, figer

ADRESSE = "territoires/val/versions/2025-12-12-vote/"
LISTE = "territoires/val/versions/"
ANCRE = re.compile(r'\sid="([^"]+)"')
LIEN = re.compile(r'href="([^"]+)"')
TITRE = re.compile(r"<h([1-6])")


@pytest.fixture
def publication(corpus_de: CorpusDe) -> Publication:
    """Un plan figé, puis changé : l'action renommée, un axe retiré, un thème renommé."""
    avant = corpus_de(FICHIERS).corpus
    chemin, valeurs = figer(avant, avant.plans[0])
    rapport = corpus_de(
        {
            chemin: fusionner(None, valeurs),
            "territoires/val/territoire.yml": "nom: Communauté du Val\nnom_court: Le Val\n"
            "type: communaute_de_communes\nalias: [ancien-val]\n",
            "territoires/val/projet.yml": PROJET.split("  - id: vivre")[0],
            "territoires/val/actions/navette.yml": FICHE.replace("Une navette", "Un car").replace(
                "en_cours", "realisee"
            ),
            "referentiels/themes.yml": "familles: [{id: vie, nom: Vie}]\n"
            "themes: [{id: mobilite, famille: vie, nom: Bouger autrement}]\n",
        }
    )
    assert [a for a in rapport.anomalies if a.gravite is Gravite.ERREUR] == []
    return Publication(rapport.corpus, recherche=False)


def page(publication: Publication, adresse: str) -> str:
    """Le corps fini d'une page."""
    (trouvee,) = [p for p in publication.pages if p.adresse == adresse]
    return corps_de(publication).de(trouvee)


def test_la_version_ne_dit_rien_d_aujourd_hui(publication: Publication) -> None:
    """L'action d'alors, son état d'alors, l'axe retiré, le thème sous son nom d'alors."""
    corps = page(publication, ADRESSE)

    for dit in ("Une navette", "En cours", "Vivre ensemble", "Mobilité", "telle que votée"):
        assert dit in corps
    for tu in ("Un car", "Réalisée", "Bouger autrement"):
        assert tu not in corps


def test_une_version_ne_mene_au_plan_d_aujourd_hui_que_par_son_bandeau(
    publication: Publication,
) -> None:
    """Tout autre lien reste sur la page, et y mène à une ancre qui existe."""
    corps = page(publication, ADRESSE)
    bandeau, _, reste = corps.partition("</div>")

    assert LIEN.findall(bandeau) == [
        "../../../../territoires/val/",
        f"../../../../{LISTE}#depuis-2025-12-12-vote",
    ]
    ancres, liens = set(ANCRE.findall(corps)), LIEN.findall(reste)
    assert liens
    assert {lien.removeprefix("#") for lien in liens} <= ancres
    assert all(lien.startswith("#") for lien in liens)


def test_une_version_se_lit_par_ses_titres(publication: Publication) -> None:
    """Une ancre n'y est qu'une fois ; aucun rang de titre n'est sauté."""
    corps = page(publication, ADRESSE)
    rangs = [1, *map(int, TITRE.findall(corps))]

    assert [a for a, nombre in Counter(ANCRE.findall(corps)).items() if nombre > 1] == []
    assert all(suivant <= rang + 1 for rang, suivant in itertools.pairwise(rangs))


def test_la_page_des_versions_dit_ce_qui_a_change(publication: Publication) -> None:
    """Chaque ligne d'aujourd'hui mène à sa page, chaque ligne d'alors à sa version."""
    corps = page(publication, LISTE)

    assert "« Une navette » devient « Un car »".replace(" ", "") in re.sub(r"\s", "", corps)
    assert 'href="../../../territoires/val/actions/navette/">Un car' in corps
    assert f'href="../../../{ADRESSE}#vivre">Vivre ensemble' in corps
    assert ">1 retirée, 1 modifiée<" in corps.replace("\u202f", " ")


def test_une_version_ne_se_propose_ni_aux_moteurs_ni_a_la_recherche(
    publication: Publication,
) -> None:
    """Un plan d'autrefois ne doit pas se trouver à la place de celui d'aujourd'hui."""
    signalees = {p.adresse: p.signalee for p in publication.pages if LISTE in p.adresse}
    sortes = {p.sorte for p in publication.pages if LISTE in p.adresse}

    assert signalees == {LISTE: True, ADRESSE: False}
    assert sortes == {""}


def test_sur_le_site_d_un_seul_territoire(publication: Publication) -> None:
    """Les mêmes pages, à la racine ; la page du plan y mène."""
    seul = Publication(publication.ensemble, Adressage("val"), recherche=False)
    chemins = {p.publique for p in seul.pages if LISTE in p.adresse}
    (accueil,) = [p for p in seul.pages if p.publique == ""]

    assert chemins == {"versions/", "versions/2025-12-12-vote/"}
    assert 'href="versions/2025-12-12-vote/"' in corps_de(seul).de(accueil)


def test_un_territoire_renomme_garde_l_adresse_de_ses_versions(publication: Publication) -> None:
    """Une adresse citée dans une délibération mène encore à sa version."""
    renvois = dict(anciennes_adresses(publication.corpus))

    assert renvois["territoires/ancien-val/versions/2025-12-12-vote/"] == ADRESSE
    assert renvois["territoires/ancien-val/versions/"] == LISTE


def test_sans_version_figee_aucune_page(corpus_de: CorpusDe) -> None:
    """Ni page, ni entrée dans l'arbre, ni phrase."""
    sans = Publication(corpus_de(FICHIERS).corpus, recherche=False)

    assert not [p for p in sans.pages if "versions" in p.adresse]
    assert "versions" not in page(sans, "territoires/val/")


def test_les_deux_macros_se_demandent_de_toute_page(publication: Publication) -> None:
    """D'une page écrite à la main aussi."""
    vue = corps_de(publication).vue("bilan/")

    assert "Un car" in versions(vue, "val")
    assert "Une navette" in version(vue, "val", "2025-12-12-vote")
