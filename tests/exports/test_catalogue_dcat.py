"""Le catalogue : ce qu'un portail moissonne est ce que le site publie."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from projet_social.exports.catalogue_dcat import ADRESSE as CATALOGUE
from projet_social.exports.fichier import Rayon, fichiers_de
from projet_social.exports.noeuds_dcat import CONTEXTE
from projet_social.pages.publication import Publication
from tests.conftest import CorpusDe

from .conftest import ADRESSE, fichier

pytestmark = pytest.mark.lent


def lire(publication: Publication) -> dict[str, Any]:
    """Le catalogue d'un site."""
    lu: dict[str, Any] = json.loads(fichier(publication, CATALOGUE).octets)
    return lu


def jeu(publication: Publication) -> dict[str, Any]:
    """Le seul jeu de données du catalogue."""
    (unique,) = lire(publication)["dcat:dataset"]
    assert isinstance(unique, dict)
    return unique


def test_chaque_distribution_est_un_fichier_publie(publication: Publication) -> None:
    """Adresse, poids et empreinte : ce que le portail annonce est ce qu'il recevra."""
    publies = {f"{ADRESSE}{f.adresse}": f for f in fichiers_de(publication)}
    distributions = jeu(publication)["dcat:distribution"]
    for distribution in distributions:
        publie = publies[distribution["dcat:downloadURL"]["@id"]]
        assert distribution["@id"] == distribution["dcat:accessURL"]["@id"]
        assert distribution["dcat:byteSize"]["@value"] == str(len(publie.octets))
        empreinte = distribution["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert empreinte == sha256(publie.octets).hexdigest()
        assert distribution["dcat:mediaType"]["@id"].endswith(publie.format.type)
        if "dct:conformsTo" in distribution:
            assert distribution["dct:conformsTo"]["@id"] in publies
    voulus = {f.adresse for f in publies.values() if f.rayon in (Rayon.ENTIER, Rayon.TABLES)}
    assert len(distributions) == len(voulus)


def test_ce_qu_un_portail_exige_est_la(publication: Publication) -> None:
    """Les champs que data.gouv.fr lit d'un jeu de données."""
    lu = jeu(publication)
    for champ in (
        "dct:identifier",
        "dct:title",
        "dct:description",
        "dcat:keyword",
        "dcat:theme",
        "dcat:landingPage",
        "dcat:contactPoint",
        "dct:publisher",
        "dct:accrualPeriodicity",
        "dct:spatial",
        "dct:temporal",
        "dct:modified",
        "dct:language",
    ):
        assert lu[champ], champ
    assert lu["dcat:landingPage"]["@id"] == f"{ADRESSE}donnees/"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", lu["dct:modified"]["@value"])


def test_chaque_mot_a_son_vocabulaire(publication: Publication) -> None:
    """Tout préfixe employé est déclaré : le JSON-LD se lit sans rien chercher ailleurs."""

    def mots(valeur: Any) -> set[str]:
        if isinstance(valeur, list):
            return set().union(*map(mots, valeur)) if valeur else set()
        if isinstance(valeur, dict):
            return {*valeur, *mots(list(valeur.values()))}
        return set()

    lu = lire(publication)
    contexte = lu.pop("@context")
    assert contexte == CONTEXTE
    prefixes = {mot.partition(":")[0] for mot in mots(lu) if not mot.startswith("@")}
    assert prefixes <= set(contexte)


TEXTE, DATE, FICHIER = "texte", "xsd:date", "rdfs:Resource"
CONCEPT, LICENCE, LANGUE = "skos:Concept", "dct:LicenseDocument", "dct:LinguisticSystem"
DE_TOUS = {
    "dct:title": (1, None, TEXTE),
    "dct:description": (1, None, TEXTE),
    "dct:publisher": (1, 1, "foaf:Agent"),
    "dct:language": (1, None, LANGUE),
    "dct:issued": (1, 1, DATE),
    "dct:modified": (1, 1, DATE),
    "dct:license": (1, 1, LICENCE),
    "dct:spatial": (1, None, "dct:Location"),
    "dct:temporal": (1, None, "dct:PeriodOfTime"),
}
FORMES = {
    "dcat:Catalog": {
        **DE_TOUS,
        "foaf:homepage": (1, 1, "foaf:Document"),
        "dcat:themeTaxonomy": (1, None, "skos:ConceptScheme"),
        "dcat:dataset": (1, None, "dcat:Dataset"),
    },
    "dcat:Dataset": {
        **DE_TOUS,
        "dct:identifier": (1, None, TEXTE),
        "dcat:contactPoint": (1, None, "vcard:Kind"),
        "dcat:distribution": (1, None, "dcat:Distribution"),
        "dcat:keyword": (1, None, TEXTE),
        "dcat:theme": (1, None, CONCEPT),
        "dcat:landingPage": (1, None, "foaf:Document"),
        "dct:accessRights": (1, 1, "dct:RightsStatement"),
        "dct:accrualPeriodicity": (1, 1, "dct:Frequency"),
        "dct:provenance": (0, None, "dct:ProvenanceStatement"),
        "dct:creator": (1, None, "foaf:Agent"),
        "dcat:version": (1, 1, TEXTE),
        "owl:versionInfo": (1, 1, TEXTE),
        "adms:versionNotes": (1, None, TEXTE),
    },
    "dcat:Distribution": {
        "dcat:accessURL": (1, None, FICHIER),
        "dcat:downloadURL": (1, None, FICHIER),
        "dct:title": (1, None, TEXTE),
        "dct:description": (1, None, TEXTE),
        "dcatap:availability": (1, 1, CONCEPT),
        "dct:format": (1, 1, "dct:MediaTypeOrExtent"),
        "dcat:mediaType": (1, 1, "dct:MediaType"),
        "dct:license": (1, 1, LICENCE),
        "dct:language": (1, None, LANGUE),
        "dct:issued": (1, 1, DATE),
        "dct:modified": (1, 1, DATE),
        "dct:rights": (1, 1, "dct:RightsStatement"),
        "dct:conformsTo": (0, None, "dct:Standard"),
        "dcat:byteSize": (1, 1, "xsd:nonNegativeInteger"),
        "spdx:checksum": (1, 1, "spdx:Checksum"),
    },
    "spdx:Checksum": {
        "spdx:algorithm": (1, 1, "spdx:ChecksumAlgorithm"),
        "spdx:checksumValue": (1, 1, "xsd:hexBinary"),
    },
    "foaf:Agent": {
        "foaf:name": (1, None, TEXTE),
        "dct:identifier": (0, None, TEXTE),
        "dct:type": (0, 1, CONCEPT),
    },
    "dct:LicenseDocument": {"dct:title": (1, None, TEXTE), "dct:type": (1, None, CONCEPT)},
    "dct:PeriodOfTime": {"dcat:startDate": (1, 1, DATE), "dcat:endDate": (1, 1, DATE)},
    "dct:Location": {"skos:prefLabel": (1, None, TEXTE), "dct:identifier": (0, 1, TEXTE)},
    "skos:Concept": {"skos:prefLabel": (1, None, TEXTE)},
    "skos:ConceptScheme": {"dct:title": (1, None, TEXTE)},
}
"""Ce que DCAT-AP 3.0.0 exige ou recommande, et ce que 2.1.1 y ajoute : au moins, au plus, de quoi.

D'après https://semiceu.github.io/DCAT-AP/releases/3.0.0/ et les formes SHACL des deux versions. Une
valeur facultative que l'on donne toujours est exigée ici.
"""


def reproches(noeud: Any) -> Iterator[str]:
    """Ce qui manque, est de trop, ou n'est pas de la sorte voulue, dans ce nœud et dessous."""
    if isinstance(noeud, list):
        for element in noeud:
            yield from reproches(element)
        return
    if not isinstance(noeud, dict):
        return
    classes = noeud.get("@type", "")
    classe = classes[0] if isinstance(classes, list) else classes
    formes = FORMES.get(classe, {})
    for champ, (moins, plus, sorte) in formes.items():
        valeurs = noeud.get(champ, [])
        valeurs = valeurs if isinstance(valeurs, list) else [valeurs]
        if not moins <= len(valeurs) <= (plus or len(valeurs)):
            yield f"{classe} {champ} : {len(valeurs)}"
        for valeur in valeurs:
            texte = isinstance(valeur, str) or "@language" in valeur
            dite = TEXTE if texte else valeur.get("@type")
            if sorte != dite and sorte not in (dite or []):
                yield f"{classe} {champ} : {dite}"
    if formes:
        yield from (f"{classe} {n} : hors" for n in noeud if n[0] != "@" and n not in formes)
    for valeur in noeud.values():
        yield from reproches(valeur)


def test_le_catalogue_suit_dcat_ap(publication: Publication) -> None:
    """Tout ce qu'exigent ou recommandent les deux versions, chaque valeur de sa classe."""
    catalogue = lire(publication)
    sans_licence = (
        {"dct:license : 0"} if publication.corpus.editeur.reutilisation is None else set()
    )
    dits = {r.split(" ", 1)[1] for r in reproches(catalogue)}
    assert dits - sans_licence == set()


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("dct:publisher", {"@type": "foaf:Agent"}),
        ("dct:issued", "2026-11-29"),
        ("dct:spatial", {"@id": "http://id.insee.fr/geo/departement/56"}),
        ("dcat:theme", []),
        ("dct:accessRights", [{"@type": "dct:RightsStatement"}] * 2),
        ("dct:inconnu", "x"),
    ],
)
def test_un_catalogue_faux_est_vu(inventee: Publication, champ: str, valeur: Any) -> None:
    """La garde est une vraie garde."""
    catalogue = lire(inventee)
    catalogue["dcat:dataset"][0][champ] = valeur
    assert any("dct:license" not in reproche for reproche in reproches(catalogue))


def test_les_lieux_ont_leur_numero_officiel(publication: Publication) -> None:
    """Un département a son adresse à l'Insee, une intercommunalité son SIREN."""
    lieux = {x["skos:prefLabel"]["@value"]: x for x in jeu(publication)["dct:spatial"]}
    for territoire in publication.corpus.territoires.values():
        donnees = territoire.donnees
        numero = donnees.insee or donnees.siren
        assert lieux[territoire.nom].get("dct:identifier") == numero
        for code in donnees.departements:
            lu = lieux[publication.corpus.officiel.nom_du_departement(code)]
            assert lu["@id"] == f"http://id.insee.fr/geo/departement/{code}"


@pytest.mark.parametrize(
    ("forme", "sorte"),
    [
        ("Établissement public de coopération intercommunale", "LocalAuthority"),
        ("Commune", "LocalAuthority"),
        ("Association loi 1901", "NonProfitOrganisation"),
        ("Région", "RegionalAuthority"),
        ("Fondation", None),
    ],
)
def test_l_editeur_dit_sa_sorte(corpus_de: CorpusDe, forme: str, sorte: str | None) -> None:
    """D'après sa forme juridique ; rien d'une forme que l'on ne reconnaît pas."""
    fichiers = {
        "editeur.yml": f"nom: Val\nforme: {forme}\n",
        "territoires/a/projet.yml": "titre: P\n",
    }
    dite = jeu(Publication(corpus_de(fichiers).corpus, url=ADRESSE))["dct:publisher"].get(
        "dct:type"
    )
    assert (dite["@id"].rsplit("/", 1)[1] if dite else None) == sorte


def test_sans_adresse_il_n_y_a_pas_de_catalogue(inventee: Publication) -> None:
    """Un portail ne moissonne pas des adresses relatives : mieux vaut rien, et le dire."""
    publies = {f.adresse for f in fichiers_de(Publication(inventee.corpus))}
    assert publies
    assert CATALOGUE not in publies


def test_l_identifiant_du_jeu_survit_au_changement_d_adresse(inventee: Publication) -> None:
    """Le portail reconnaît le jeu de données qu'il a déjà moissonné."""
    ailleurs = Publication(inventee.corpus, url="https://ailleurs.exemple.test/")
    assert jeu(ailleurs)["dct:identifier"] == jeu(inventee)["dct:identifier"]
    assert jeu(ailleurs)["dct:identifier"].startswith("urn:uuid:")


def test_le_contact_est_une_boite_generique(corpus_de: CorpusDe) -> None:
    """Celle de l'éditeur, s'il en a déclaré une."""
    editeur = (
        "nom: Val\nsiren: 200000172\ncontact: {service: Accueil, courriel: accueil@exemple.test}\n"
        "reutilisation: {donnees: ODbL 1.0}\n"
    )
    corpus = corpus_de({"editeur.yml": editeur, "territoires/a/projet.yml": "titre: P\n"}).corpus
    lu = jeu(Publication(corpus, url=ADRESSE))
    assert lu["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:accueil@exemple.test"}
    assert lu["dct:publisher"]["foaf:name"] == "Val"
    assert lu["dct:license"]["@id"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert lu["dct:license"]["dct:type"]["@id"].endswith("/ViralEffect-ShareAlike")


def test_sans_licence_declaree_le_catalogue_n_en_invente_pas(inventee: Publication) -> None:
    """Ni sur le jeu, ni sur ses fichiers."""
    assert "dct:license" not in json.dumps(lire(Publication(inventee.corpus, url=ADRESSE)))
