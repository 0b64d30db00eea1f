"""Les nœuds d'un catalogue DCAT, qui disent chacun leur classe.

Un moissonneur n'ira pas chercher ailleurs qu'une adresse est une langue ou une licence : les formes
SHACL de DCAT-AP veulent que le catalogue le dise, et nomme ce qu'il prend à une liste.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..corpus.corpus import Corpus
from .json_serre import sans_vide
from .licence import licence_des_donnees

Noeud = dict[str, Any]
CONTEXTE = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
UNION = "http://publications.europa.eu/resource/authority/"
"""Les listes de l'Union européenne : langues, thèmes, rythmes, pays, types de fichiers."""
ADMS = "http://purl.org/adms/"
"""Les sortes de licences et d'éditeurs."""
SORTES_DE_LICENCE = {
    "etalab-2.0": ("Attribution", "Citer la source"),
    "CC-BY-4.0": ("Attribution", "Citer la source"),
    "ODbL-1.0": ("ViralEffect-ShareAlike", "Partager à l’identique"),
}
"""Ce que demande chaque licence que l'on reconnaît."""
TYPES = "https://www.iana.org/assignments/media-types/"
INSEE = "http://id.insee.fr/geo/"
"""Les départements et les communes, sous les adresses que data.gouv.fr leur connaît."""


def noeud(type_: str, iri: str = "", **dits: Any) -> Noeud:
    """Un nœud, sans ce qui est vide ; `dct__title` s'y écrit « dct:title »."""
    tete: Noeud = {"@id": iri} if iri else {}
    return {
        **tete,
        "@type": type_,
        **sans_vide({nom.replace("__", ":"): valeur for nom, valeur in dits.items()}),
    }


def concept(iri: str, libelle: str) -> Noeud:
    """Un mot d'une liste."""
    return noeud("skos:Concept", iri, skos__prefLabel=texte_francais(libelle))


def phrase_dcat(type_: str, texte: str) -> Noeud:
    """Une phrase : une mention de droits, une provenance."""
    return noeud(type_, dct__description=texte_francais(texte))


def lieu(nom: str, code: str, iri: str = "") -> Noeud:
    """Un lieu : son nom, son code, son adresse chez l'Insee s'il en a une sûre."""
    return noeud(
        "dct:Location", iri, skos__prefLabel=texte_francais(nom), dct__identifier=code or None
    )


def licence_liee(corpus: Corpus) -> Noeud | None:
    """La licence que l'éditeur déclare, et sa sorte."""
    licence = licence_des_donnees(corpus)
    if licence is None or not licence.url:
        return None
    sorte = SORTES_DE_LICENCE.get(licence.identifiant)
    return noeud(
        "dct:LicenseDocument",
        licence.url,
        dct__title=texte_francais(licence.nom),
        dct__type=concept(f"{ADMS}licencetype/{sorte[0]}", sorte[1]) if sorte else None,
    )


def jour_ecrit(jour: date | None) -> dict[str, str] | None:
    """Un jour."""
    return {"@type": "xsd:date", "@value": jour.isoformat()} if jour else None


def texte_francais(texte: str) -> dict[str, str]:
    """Un texte, en français."""
    return {"@language": "fr", "@value": texte}
