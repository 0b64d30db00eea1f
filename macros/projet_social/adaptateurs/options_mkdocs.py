"""Les options du greffon, dans `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class OptionsDuGreffon(Config):
    """Les options du greffon dans `mkdocs.yml`."""

    donnees = config_options.Type(str, default="data")
    """Dossier des données, relatif à `mkdocs.yml`."""
    recherche = config_options.Type(bool, default=True)
    """Construire l'index de recherche et sa page."""
    production = config_options.Type(bool, default=False)
    """Refuser de construire tant qu'il manque une donnée légale ; sinon, c'est un aperçu."""
    cache = config_options.Type(str, default=".cache/projet-social.json")
    """Fichier du cache de lecture ; vide pour s'en passer."""
    pdf = config_options.Type(bool, default=False)
    """Produire les dossiers, synthèses, plans et fiches en PDF, et les proposer sur les pages."""
    territoire = config_options.Type(str, default="")
    """Le seul territoire à publier, plan à la racine : son identifiant, ou `auto` ; vide : tous."""
    federation = config_options.Type(str, default="")
    """Adresse du site d'ensemble, vers lequel mène le site d'un territoire."""
    pages = config_options.Type((dict, list, str), default={})
    """Pages et rubriques à montrer ou non : `{glossaire: non}`."""
    logo = config_options.Type(str, default="")
    """Image du logo, dans le dossier des pages (`images/logo.svg`)."""
