"""Les schémas JSON qui guident les éditeurs de texte : ils acceptent ce que la lecture accepte.

Un éditeur lit le YAML à sa façon (un SIREN y est un nombre) ; le schéma le lui permet, comme la
lecture, qui prend tout scalaire pour du texte.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from ..modele.phrase import phrase_du_champ
from ..modele.socle import Objet, une_ou_plusieurs
from ..reprise import CALCULE

SCALAIRE = ["string", "number", "boolean"]
"""Ce qu'un éditeur peut voir là où la lecture voit du texte."""


class _SchemaDecrit(GenerateJsonSchema):
    """Un schéma où chaque champ a sa phrase."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Un objet, et la phrase de chacun de ses champs."""
        rendu = super().model_schema(schema)
        for nom, champ in rendu["properties"].items():
            rendu["properties"][nom] = champ | {"description": phrase_du_champ(schema["cls"], nom)}
        return rendu


class _SchemaDEditeur(_SchemaDecrit):
    """Le schéma d'un modèle, élargi à ce que la lecture convertit d'elle-même."""

    def str_schema(self, schema: Any) -> JsonSchemaValue:
        """Un texte peut s'écrire sans guillemets, donc se voir comme un nombre."""
        return super().str_schema(schema) | {"type": SCALAIRE}

    def int_schema(self, schema: Any) -> JsonSchemaValue:
        """Un entier peut porter des espaces de milliers."""
        return super().int_schema(schema) | {"type": ["integer", "string"]}

    def float_schema(self, schema: Any) -> JsonSchemaValue:
        """Un nombre peut porter une virgule."""
        return super().float_schema(schema) | {"type": ["number", "string"]}

    def bool_schema(self, schema: Any) -> JsonSchemaValue:
        """Oui et non s'écrivent en toutes lettres."""
        return super().bool_schema(schema) | {"type": ["boolean", "string"]}

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        """Une liste d'un élément s'écrit sans tiret, un objet réduit à son nom en une phrase."""
        contenu = self.generate_inner(schema["schema"])
        fonction = schema["function"]["function"]
        if fonction is une_ou_plusieurs:
            return {"anyOf": [contenu.get("items", {}), contenu]}
        if fonction.__name__.endswith("_seul"):
            return {"anyOf": [{"type": SCALAIRE}, contenu]}
        return contenu


class _SchemaPublie(_SchemaDecrit):
    """Le schéma de ce que le site publie : les champs écrits, et ce que le site en calcule."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Tout objet peut porter la clé réservée."""
        rendu = super().model_schema(schema)
        rendu["properties"][CALCULE] = {
            "type": "object",
            "description": "Ce que le site calcule : identifiant, adresse, bornes des dates…",
        }
        return rendu


def schemas_publies(
    modeles: Iterable[type[Objet]],
) -> tuple[dict[type[Objet], JsonSchemaValue], JsonSchemaValue]:
    """Le renvoi vers le schéma de chaque modèle, et les définitions qu'ils partagent."""
    renvois, schema = models_json_schema(
        [(modele, "validation") for modele in modeles], schema_generator=_SchemaPublie
    )
    trouves = {modele: renvoi for (modele, _), renvoi in renvois.items()}
    return trouves, schema.get("$defs", {})  # type: ignore[return-value]


def schema_de(modele: type[Objet]) -> dict[str, Any]:
    """Le schéma JSON d'un fichier de données (brouillon 2020-12), descriptions comprises."""
    return modele.model_json_schema(schema_generator=_SchemaDEditeur)
