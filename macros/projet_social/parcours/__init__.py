"""Où en est un site, et la prochaine chose à faire : une liste tirée de l'état du dossier.

Rien n'est retenu d'une fois à l'autre : ce qui est fait se voit. Des calculs seulement ; le disque
et la console sont aux adaptateurs.
"""
