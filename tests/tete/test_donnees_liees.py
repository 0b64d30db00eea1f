"""Les données liées : ce que la page dit, rien d'autre, et rien qui sorte de leur balise."""

import json
from typing import Any

import pytest

from projet_social.exports.registre import tous_les_exports
from projet_social.pages.page import Page
from projet_social.pages.publication import Publication
from projet_social.tete.donnees_liees import donnees_liees
from tests.conftest import CorpusDe

TERRITOIRE = """\
nom: Communauté de communes du Val
nom_court: Val
type: communaute_de_communes
siren: 123456789
departements: [99]
"""
PROJET = """\
titre: Projet inventé
periode: 2021 à 2025
maj: mars 2026
source: {document: plaquette}
axes:
  - {titre: "Bouger & aller > loin", themes: [mobilite], numero: "1"}
  - {titre: Marcher, themes: [mobilite]}
"""


def publication_de(corpus_de: CorpusDe, *, url: str = "https://exemple.fr/") -> Publication:
    """Un territoire et ses axes."""
    rapport = corpus_de(
        {"territoires/val/projet.yml": PROJET, "territoires/val/territoire.yml": TERRITOIRE}
    )
    assert rapport.publiable, rapport.anomalies
    return Publication(rapport.corpus, nom="Site inventé", url=url)


def page_de(publication: Publication, adresse: str) -> Page:
    """La page d'une adresse."""
    (page,) = [page for page in publication.pages if page.adresse == adresse]
    return page


def noeuds(publication: Publication, adresse: str) -> dict[str, dict[str, Any]]:
    """Les nœuds d'une page, par type."""
    graphe = json.loads(donnees_liees(page_de(publication, adresse), publication))
    assert graphe["@context"] == "https://schema.org"
    return {noeud["@type"]: noeud for noeud in graphe.get("@graph", [graphe])}


def test_un_territoire_est_un_organisme_public_et_son_projet_une_oeuvre(
    corpus_de: CorpusDe,
) -> None:
    """Avec son SIREN, sa période, sa source ; aucun champ vide."""
    trouves = noeuds(publication_de(corpus_de), "territoires/val/")
    organisme, projet = trouves["GovernmentOrganization"], trouves["CreativeWork"]
    assert organisme["identifier"] == {
        "@type": "PropertyValue",
        "propertyID": "SIREN",
        "value": "123456789",
    }
    assert organisme["areaServed"]["name"] == "Val"
    assert projet["about"] == [{"@id": organisme["@id"]}]
    assert projet["temporalCoverage"] == "2021-01-01/2025-12-31"
    assert projet["dateModified"] == "2026-03"
    assert projet["isBasedOn"]["name"] == "Plaquette inventée"
    assert "description" not in organisme
    assert "license" not in projet


def test_une_ligne_appartient_a_son_projet(corpus_de: CorpusDe) -> None:
    """Et se situe par le fil d'Ariane, du plus haut au plus proche."""
    publication = publication_de(corpus_de)
    trouves = noeuds(publication, "territoires/val/axes/marcher/")
    projet = noeuds(publication, "territoires/val/")["CreativeWork"]
    assert trouves["CreativeWork"]["isPartOf"] == {"@id": projet["@id"]}
    assert trouves["CreativeWork"]["about"] == [{"@type": "DefinedTerm", "name": "Mobilité"}]
    assert [pas["name"] for pas in trouves["BreadcrumbList"]["itemListElement"]] == [
        "Territoires",
        "Val",
        "Marcher",
    ]


@pytest.mark.parametrize(
    ("url", "attendu"),
    [
        ("https://exemple.fr/", "https://exemple.fr/territoires/val/"),
        ("", "../../../../territoires/val/"),
    ],
)
def test_une_adresse_inconnue_reste_relative_a_la_page(
    corpus_de: CorpusDe, url: str, attendu: str
) -> None:
    """Aucune adresse inventée : relative, elle se résout d'après la page."""
    fil = noeuds(publication_de(corpus_de, url=url), "territoires/val/axes/marcher/")
    assert fil["BreadcrumbList"]["itemListElement"][1]["item"] == attendu


def test_la_page_des_donnees_decrit_le_jeu_entier(corpus_de: CorpusDe) -> None:
    """Chaque format du jeu entier, à une adresse publiée."""
    publication = publication_de(corpus_de)
    jeu = noeuds(publication, "donnees/")["Dataset"]
    publies = {f"https://exemple.fr/{e.adresse}" for e in tous_les_exports(publication)}
    citees = {fichier["contentUrl"] for fichier in jeu["distribution"]}
    assert citees
    assert citees <= publies
    assert len(jeu["description"]) > 50
    assert jeu["dateModified"] == jeu["version"] == jeu["datePublished"] == "2026-03-01"
    assert jeu["creator"]["name"] == "les contributeurs du projet"
    assert jeu["temporalCoverage"] == "2021-01-01/2025-12-31"
    assert [lieu["identifier"] for lieu in jeu["spatialCoverage"]] == ["99"]
    assert jeu["identifier"].startswith("urn:uuid:")
    assert jeu["includedInDataCatalog"]["url"] in publies


def test_rien_ne_referme_la_balise(corpus_de: CorpusDe) -> None:
    """Ni chevron ni esperluette dans ce qui s'écrit ; la valeur relue est intacte."""
    publication = publication_de(corpus_de)
    page = page_de(publication, "territoires/val/axes/bouger-aller-loin/")
    ecrit = donnees_liees(page, publication)
    assert not set("<>&") & set(ecrit)
    assert "Bouger & aller > loin" in [n.get("name") for n in json.loads(ecrit)["@graph"]]


def test_une_page_qui_n_a_rien_a_dire_se_tait(corpus_de: CorpusDe) -> None:
    """Le plan du site n'est la description de rien."""
    publication = publication_de(corpus_de)
    assert not donnees_liees(page_de(publication, "plan-du-site/"), publication)
