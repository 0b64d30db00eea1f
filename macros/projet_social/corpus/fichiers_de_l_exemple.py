"""Où sont les fichiers de l'exemple d'un site neuf : un module qui ne charge rien d'autre."""

from importlib import resources

EXEMPLE_LIVRE = resources.files(__package__) / "exemple_livre"
"""Les fichiers de l'exemple d'un site neuf."""
