"""Ce qu'une commande refuse, dit pour la personne qui l'a tapée."""

from ...empechement import Empechement


class RefusDeCommande(Empechement):
    """Un refus dit pour la personne qui a tapé la commande : le constat, puis le remède."""
