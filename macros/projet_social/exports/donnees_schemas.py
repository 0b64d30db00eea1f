"""Les schémas JSON publiés : ce que portent les fichiers JSON, ce qu'un fichier YAML accepte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache, partial
from typing import Any, get_type_hints

from ..chargement import MOT, SORTES
from ..comparaison.mentions import NiveauDeMention
from ..corpus.officiel import CommuneOfficielle, DepartementOfficiel, EntiteOfficielle
from ..modele.referentiel import Theme
from ..modele.socle import Objet
from ..modele.source import DocumentSource, Reference
from ..pages.publication import Publication
from .donnees_csv import ecrire_json
from .donnees_json import SCHEMA, SCHEMA_DU_THEME
from .fichier import RACINE, Fichier, FormatDeFichier, Rayon, donnees
from .schema import schema_de, schemas_publies

NORME = "https://json-schema.org/draft/2020-12/schema"
TEXTE = {"type": "string"}


@donnees
def schemas_du_json(publication: Publication) -> Iterator[Fichier]:
    """Les schémas des fichiers JSON que le site publie."""
    quoi = "projet.json, et du JSON de chaque territoire et de chaque dossier"
    for adresse, description, schema in (
        (SCHEMA, f"Le schéma de {quoi}.", schema_du_site),
        (SCHEMA_DU_THEME, "Le schéma du JSON de chaque thème.", schema_du_theme),
    ):
        yield Fichier(
            adresse,
            "Schéma JSON",
            description,
            FormatDeFichier.JSON,
            Rayon.MACHINES,
            partial(_publie, publication.absolue(adresse), schema),
        )


@donnees
def schemas_des_fichiers(_publication: Publication) -> Iterator[Fichier]:
    """Un schéma par sorte de fichier YAML, pour les éditeurs de texte."""
    chemins: dict[type[Objet], list[str]] = {}
    for sorte in SORTES:
        chemins.setdefault(sorte.modele, []).append(re.sub(r"<\w+>", "…", sorte.chemin))
    for modele, ou in chemins.items():
        yield Fichier(
            f"{RACINE}schemas/yaml/{modele.__name__.lower()}.schema.json",
            "Schéma d'un fichier YAML",
            f"Le schéma de {' et de '.join(ou)}, pour un éditeur de texte.",
            FormatDeFichier.JSON,
            Rayon.MACHINES,
            partial(_du_yaml, modele),
        )


def _publie(adresse: str | None, schema: Callable[[], dict[str, Any]]) -> bytes:
    """Un schéma ; son identifiant est son adresse entière, si on la connaît."""
    return ecrire_json({"$schema": NORME} | ({"$id": adresse} if adresse else {}) | schema())


@cache
def _du_yaml(modele: type[Objet]) -> bytes:
    return ecrire_json({"$schema": NORME} | schema_de(modele))


@cache
def schema_du_site() -> dict[str, Any]:
    """Le schéma d'un `projet.json`, tiré des sortes de fichiers et du modèle."""
    renvois, definitions = schemas_publies({sorte.modele for sorte in SORTES})
    donnees = _groupe("Le dossier des données, en un objet.")
    for sorte in SORTES:
        _placer(donnees, sorte.chemin.removesuffix(".yml").split("/"), renvois[sorte.modele])
    officiel = _groupe("Ce que ces données emploient de la liste officielle.")
    for nom, classe in (
        ("epci", EntiteOfficielle),
        ("communes", CommuneOfficielle),
        ("departements", DepartementOfficiel),
    ):
        officiel["properties"][nom] = {"type": "array", "items": _ligne_officielle(classe)}
    return {
        "title": "Les données d'un site de projets sociaux de territoire",
        **_objet(_entete() | {"donnees": donnees, "officiel": officiel}, ["format", "donnees"]),
        "$defs": definitions,
    }


@cache
def schema_du_theme() -> dict[str, Any]:
    """Le schéma du JSON d'un thème."""
    renvois, definitions = schemas_publies((Theme, DocumentSource, Reference))
    mention = {
        "territoire": TEXTE,
        "nom": TEXTE,
        "projet": TEXTE,
        "niveau": {"enum": [n.value for n in NiveauDeMention], "description": "Où c'est dit."},
        "intitule": TEXTE,
        "texte": {**TEXTE, "description": "Mots exacts."},
        "ligne": TEXTE,
        "adresse": TEXTE,
        "source": renvois[Reference],
    }
    exiges = ["territoire", "nom", "projet", "niveau", "intitule", "texte"]
    propres = {
        "theme": renvois[Theme],
        "mentions": {"type": "array", "items": _objet(mention, exiges)},
        "sources": {"type": "array", "items": renvois[DocumentSource]},
    }
    return {
        "title": "Ce que les territoires disent d'un thème",
        **_objet(_entete() | propres, ["format", "theme", "mentions"]),
        "$defs": definitions,
    }


def _entete() -> dict[str, Any]:
    licence = {"nom": TEXTE, "identifiant": TEXTE, "url": TEXTE}
    return {
        "format": {"type": "integer", "minimum": 1, "description": "Version du format."},
        "site": _objet({"nom": TEXTE, "adresse": TEXTE}, []),
        "maj": {**TEXTE, "format": "date", "description": "La donnée la plus récente."},
        "licence": _objet(licence, ["nom"]),
        "attribution": {**TEXTE, "description": "La phrase à reproduire."},
    }


def _objet(proprietes: dict[str, Any], exigees: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": proprietes,
        "required": exigees,
        "additionalProperties": False,
    }


def _groupe(description: str = "") -> dict[str, Any]:
    dit = {"description": description} if description else {}
    fermees = {"properties": {}, "patternProperties": {}, "additionalProperties": False}
    return {"type": "object", **dit, **fermees}


def _placer(groupe: dict[str, Any], pas: list[str], renvoi: Any) -> None:
    """Range le schéma d'un fichier à sa place : un nom libre devient un motif."""
    tete, *reste = pas
    libre, nom = "<" in tete, tete
    if libre:
        debut = tete.partition("<")[0]
        nom = f"^{debut}{MOT}$"
    rayon = groupe["patternProperties" if libre else "properties"]
    if reste:
        _placer(rayon.setdefault(nom, _groupe()), reste, renvoi)
    else:
        rayon[nom] = renvoi


def _ligne_officielle(classe: type[Any]) -> dict[str, Any]:
    genres = {str: "string", int: "integer"}
    types = get_type_hints(classe)
    noms = [champ.name for champ in fields(classe)]
    return _objet({nom: {"type": genres[types[nom]]} for nom in noms}, noms)
