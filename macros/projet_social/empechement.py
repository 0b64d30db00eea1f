"""La racine des refus que l'on dit tels quels à la personne, sans trace ni autre phrase."""


class Empechement(Exception):
    """Ce qui empêche d'aller plus loin : le constat, puis le remède."""
