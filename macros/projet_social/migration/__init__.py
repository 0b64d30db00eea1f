"""Passer des données d'un format au suivant : des fonctions pures, d'arbres à arbres."""
