"""Le banc de mesure : temps, mémoire et poids de la construction, contre Material d'origine.

Il se lance par `make banc`. Il ne juge rien : un but manqué se lit dans le tableau, et la
commande réussit quand même. Seuls les rapports d'un même passage se comparent.
"""
