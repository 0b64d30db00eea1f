"""Beaucoup de territoires : aucune page ne grossit avec eux, et tout reste à portée d'un lien.

Les territoires sont ceux de la liste officielle, leurs plans sont inventés (`tests/banc`) ; les
pages se rendent sans MkDocs. Le reste d'une page (onglets, arbre, pied) pèse moins de 16 Ko.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest

from projet_social.chargement import charger
from projet_social.corps import Corps
from projet_social.corpus.corpus import Inconnu
from projet_social.exports.jumeaux import adresse_du_jumeau
from projet_social.pages.publication import Publication
from projet_social.pages.titre import titres_d_onglet
from projet_social.pages.volets import feuilles_de
from projet_social.texte.allegement import alleger
from tests.banc.corpus import TailleDePlan, inventer_le_plan
from tests.banc.en_donnees import ecrire_donnees, lire_etiquettes
from tests.banc.officiels import MENTION, inventer_pour_la_france
from tests.fabrique import CORPUS, RACINE

NOMBRE = 84
OCTETS = 150_000
OCTETS_DU_TOUR = 16_000
OCTETS_DE_SON_TOUR = 25_000
"""Celui du plus long plan, qui a l'arbre le plus long."""
LONG = TailleDePlan(axes=6, objectifs_par_axe=5, actions=150)
PETIT = TailleDePlan(axes=3, objectifs_par_axe=2, actions=10)
ID = re.compile(r' id="([^"]+)"')
LIEN = re.compile(r' href="([^"]+)"')
RACINE_DU_SITE = "https://exemple.fr/"


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Quatre-vingt-quatre intercommunalités, chacune avec un petit plan inventé."""
    etiquettes = lire_etiquettes(RACINE)
    dossier = tmp_path_factory.mktemp("beaucoup") / "data"
    territoires = (
        inventer_le_plan(t.identite, t.slug, etiquettes, PETIT)
        for t in inventer_pour_la_france(NOMBRE, etiquettes)
    )
    ecrire_donnees(territoires, dossier, RACINE)
    return Publication(charger(dossier))


@pytest.fixture(scope="module")
def pages(publication: Publication) -> dict[str, str]:
    """Le corps de chaque page qui n'est pas d'un territoire, par adresse."""
    corps = Corps(publication)
    return {p.adresse: corps.de(p) for p in publication.pages if not p.territoire}


def liens(pages: dict[str, str], adresse: str) -> set[str]:
    """Les adresses, ancre comprise, où mène une page."""
    return {
        urljoin(RACINE_DU_SITE + adresse, lien).removeprefix(RACINE_DU_SITE)
        for lien in LIEN.findall(pages[adresse])
    }


def test_aucune_page_ne_passe_150_ko(pages: dict[str, str]) -> None:
    """Ce qui montre tous les territoires se lit en volets."""
    poids = {adresse: len(html.encode()) for adresse, html in pages.items()}
    lourdes = {a: octets for a, octets in poids.items() if octets > OCTETS - OCTETS_DU_TOUR}
    assert not lourdes


def test_aucune_page_du_plus_long_plan_ne_passe_150_ko(tmp_path: Path) -> None:
    """Cent cinquante actions, dont chacune a un début et une fin."""
    etiquettes = lire_etiquettes(RACINE)
    territoires = (
        inventer_le_plan(t.identite, t.slug, etiquettes, LONG, MENTION)
        for t in inventer_pour_la_france(1, etiquettes)
    )
    ecrire_donnees(territoires, tmp_path / "data", RACINE)
    publication = Publication(charger(tmp_path / "data"))
    corps = Corps(publication)
    poids = {
        page.adresse: len(alleger(corps.de(page), page.publique).encode())
        for page in publication.pages
        if page.territoire
    }
    assert {a: octets for a, octets in poids.items() if octets > OCTETS - OCTETS_DE_SON_TOUR} == {}


def test_chaque_volet_s_atteint_de_la_page_qu_il_decoupe(
    pages: dict[str, str], publication: Publication
) -> None:
    """Sans script : de la page découpée, un lien mène à chaque volet où l'on lit."""
    menees: dict[str, set[str]] = {}
    des_volets = [page for page in publication.pages if "volet" in page.arguments]
    for page in des_volets:
        depart = page.fil[-1].adresse
        menees.setdefault(depart, {lien.partition("#")[0] for lien in liens(pages, depart)})

    nommes = {mene for menes in menees.values() for mene in menes}
    perdus = [page.adresse for page in des_volets if page.adresse not in nommes]
    relais = {page.fil[-1].adresse for page in des_volets}
    assert des_volets
    assert [adresse for adresse in perdus if adresse not in relais] == []


def test_aucun_lien_d_une_page_decoupee_n_est_mort(
    pages: dict[str, str], publication: Publication
) -> None:
    """Adresse et ancre existent ; les pages des territoires ne sont pas rendues ici."""
    ids = {adresse: set(ID.findall(html)) for adresse, html in pages.items()}
    decoupees = {p.fil[-1].adresse for p in publication.pages if "volet" in p.arguments}
    for adresse in decoupees:
        for lien in liens(pages, adresse):
            chemin, _, ancre = lien.partition("#")
            if chemin.endswith("/"):
                assert chemin in publication.adresses, (adresse, lien)
                assert not ancre or ancre in ids.get(chemin, {ancre}), (adresse, lien)


@pytest.mark.parametrize("rubrique", ["themes/mobilite/", "publics/jeunes/"])
def test_un_territoire_garde_son_ancre(rubrique: str, pages: dict[str, str]) -> None:
    """`themes/mobilite/#t-val` marche toujours : de là, un lien mène à ce que dit le territoire."""
    volets = [a for a in pages if a.startswith(rubrique) and a != rubrique]
    dits = {i: a for a in volets for i in ID.findall(pages[a]) if i.startswith("t-")}

    assert len(volets) > 2
    assert len(dits) > NOMBRE / 2
    assert {f"{adresse}#{ancre}" for ancre, adresse in dits.items()} <= liens(pages, rubrique)
    assert dits.keys() <= set(ID.findall(pages[rubrique]))


def test_chaque_territoire_est_dans_un_volet_de_chaque_vue(
    pages: dict[str, str], publication: Publication
) -> None:
    """Et dans un seul."""
    attendus = [f"territoires/{slug}/" for slug in sorted(publication.corpus.territoires)]
    for vue in ("contexte", "commentaires", "gouvernance", "axes"):
        racine = f"comparaison/{vue}/"
        trouves = [
            chemin
            for adresse in pages
            if adresse.startswith(racine) and adresse != racine
            for chemin in {lien.partition("#")[0] for lien in liens(pages, adresse)}
            if chemin in attendus
        ]
        assert sorted(trouves) == attendus, vue


def test_chaque_commune_se_lit_une_fois(pages: dict[str, str], publication: Publication) -> None:
    """Sous sa lettre ; l'ancre publique de chaque lettre reste sur la page des communes."""
    feuilles = feuilles_de(publication.volets_des_communes)
    lues = "".join(pages[f"communes/{feuille.chemin}"] for feuille in feuilles)

    assert len(publication.communes) == sum(len(f.contenus) for f in feuilles)
    assert lues.count("<li><span>") == len(publication.communes)
    lettres = {f"lettre-{v.nom}" for v in publication.volets_des_communes}
    assert lettres <= set(ID.findall(pages["communes/"]))


def test_le_plan_du_site_mene_a_chaque_territoire(
    pages: dict[str, str], publication: Publication
) -> None:
    """Et, de là, à chacune de ses pages."""
    menees = liens(pages, "plan-du-site/")
    for slug in publication.corpus.territoires:
        assert f"plan-du-site/{slug}/" in menees
        siennes = {p.adresse for p in publication.pages if p.territoire == slug}
        assert siennes <= liens(pages, f"plan-du-site/{slug}/")


def test_aucun_titre_ni_identifiant_ne_se_repete(
    pages: dict[str, str], publication: Publication
) -> None:
    """Deux onglets se distinguent ; une ancre ne mène qu'à un endroit."""
    titres = list(titres_d_onglet(publication.pages, "Le site").values())
    assert len(titres) == len(set(titres))
    for adresse, html in pages.items():
        ids = ID.findall(html)
        assert len(ids) == len(set(ids)), adresse


def test_un_volet_garde_ses_filtres(pages: dict[str, str]) -> None:
    """Le script filtre ce qui est sur la page ; la page découpée n'a rien à filtrer."""
    [volet, *_] = [a for a in pages if a.startswith("comparaison/contexte/") and "occitanie" in a]

    assert 'data-filtre="contexte-lignes"' in pages[volet]
    assert "data-filtre" not in pages["comparaison/contexte/"]


def test_un_volet_inconnu_se_refuse(publication: Publication) -> None:
    """Et le plus proche se propose."""
    [page, *_] = [p for p in publication.pages if p.arguments.get("volet") == "bretagne"]
    fausse = replace(page, arguments={**page.arguments, "volet": "bretagn"})

    with pytest.raises(Inconnu, match="bretagne"):
        Corps(publication).de(fausse)


@pytest.mark.parametrize("vue", ["calendriers", "acteurs"])
def test_des_demarches_fournies_tiennent_aussi(vue: str) -> None:
    """Les vraies, répétées : celles d'un banc n'ont ni étapes ni acteurs par dizaines."""
    vraies = charger(RACINE / "data")
    grand = replace(vraies, territoires={}, plans=[], dossiers={})
    for rang in range(NOMBRE):
        modele = list(vraies.territoires.values())[rang % len(vraies.territoires)]
        copie = replace(modele, slug=f"{modele.slug}-{rang}", plans=[])
        copie.plans = [replace(plan, territoires=[copie]) for plan in modele.plans]
        grand.territoires[copie.slug] = copie
        grand.plans += copie.plans
    publication = Publication(grand)
    corps = Corps(publication)
    poids = {
        page.adresse: len(corps.de(page).encode())
        for page in publication.pages
        if page.macro == f"comparaison_{vue}"
    }

    assert len(poids) > 5
    assert not {a: octets for a, octets in poids.items() if octets > OCTETS - OCTETS_DU_TOUR}


def test_un_petit_corpus_n_a_aucun_volet() -> None:
    """Rien n'y change : ni page de plus, ni détour."""
    petite = Publication(charger(CORPUS), recherche=False)

    assert not [page for page in petite.pages if "volet" in page.arguments]
    assert not [page for page in petite.pages if page.macro == "plan_du_site" and page.arguments]


def test_une_page_en_volets_n_a_qu_un_jumeau(publication: Publication) -> None:
    """Écrit une fois par volet, le même texte entier pesait le carré des territoires."""
    volets = [p for p in publication.pages if p.macro == "theme" and "volet" in p.arguments]
    assert volets
    assert not [p.adresse for p in volets if adresse_du_jumeau(p)]
