"""Le catalogue : ce qu'un portail moissonne est ce que le site publie."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

import pytest

from projet_social.exports.catalogue_dcat import ADRESSE as CATALOGUE
from projet_social.exports.catalogue_dcat import CONTEXTE
from projet_social.exports.fichier import Rayon, fichiers_de
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
    assert lu["dcat:landingPage"] == {"@id": f"{ADRESSE}donnees/"}
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
    assert lu["dct:license"] == {"@id": "https://opendatacommons.org/licenses/odbl/1-0/"}


def test_sans_licence_declaree_le_catalogue_n_en_invente_pas(inventee: Publication) -> None:
    """Ni sur le jeu, ni sur ses fichiers."""
    assert "dct:license" not in json.dumps(lire(Publication(inventee.corpus, url=ADRESSE)))
