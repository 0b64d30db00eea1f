"""`projet-social schema` : les schémas JSON qui guident les éditeurs de texte."""

from __future__ import annotations

import argparse
import json

from ...chargement import SORTES
from ...exports.schema import schema_de


def schema(choix: argparse.Namespace) -> int:
    """Écrit un schéma par sorte de fichier, et dit combien."""
    choix.sortie.mkdir(parents=True, exist_ok=True)
    schemas = {sorte.modele.__name__.lower(): schema_de(sorte.modele) for sorte in SORTES}
    for nom, contenu in schemas.items():
        texte = json.dumps(contenu, ensure_ascii=False, indent=2)
        (choix.sortie / f"{nom}.schema.json").write_text(f"{texte}\n", encoding="utf-8")
    print(f"{len(schemas)} schémas écrits dans {choix.sortie}")
    return 0
