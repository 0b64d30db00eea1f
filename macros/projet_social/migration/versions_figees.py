"""Lire une version figée au format d'aujourd'hui, sans récrire son fichier.

Une version est la preuve de ce qui fut voté : ses octets ne changent plus. Elle se met au format du
programme chaque fois qu'on la lit, par les mêmes migrations que les données.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..modele.format import FORMAT
from .registre import FICHIER, migrer, version_declaree

DOSSIER = "territoires/version"
LISTES = ("themes", "publics", "sources")


def mettre_la_version_au_format(valeurs: Any) -> Any:
    """Les valeurs d'une version figée, au format du programme ; les mêmes si elles y sont déjà.

    Raises:
        FormatTropRecent: elle fut écrite par un programme plus récent.
    """
    if not isinstance(valeurs, Mapping):
        return valeurs
    version = version_declaree({FICHIER: {"version": valeurs.get("format")}})
    if version is None or version == FORMAT:
        return valeurs
    migres = migrer(dict(_fichiers(valeurs)), version)
    fiches = {c: v for c, v in migres.items() if c.startswith(f"{DOSSIER}/actions/")}
    contenu = {
        "territoire": migres.get(f"{DOSSIER}/territoire.yml"),
        "projet": migres.get(f"{DOSSIER}/projet.yml"),
        "actions": list(fiches.values()),
        **{nom: migres.get(f"referentiels/{nom}.yml", {}).get(nom) for nom in LISTES},
    }
    gardes = {nom: contenu[nom] for nom in contenu if nom in valeurs}
    return {**valeurs, **gardes, "format": str(FORMAT)}


def _fichiers(valeurs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Les fichiers que ce seul fichier réunit, à la place qu'ils ont dans un dossier de données."""
    fichiers: dict[str, Any] = {
        f"referentiels/{nom}.yml": {nom: valeurs[nom]} for nom in LISTES if nom in valeurs
    }
    for nom in ("territoire", "projet"):
        if nom in valeurs:
            fichiers[f"{DOSSIER}/{nom}.yml"] = valeurs[nom]
    fiches = valeurs.get("actions") or ()
    return fichiers | {
        f"{DOSSIER}/actions/{rang:05}.yml": fiche for rang, fiche in enumerate(fiches)
    }
