"""Ce que l'on tape : les commandes de `projet-social` et leurs arguments.

Chacune s'inscrit d'elle-même. Aucun de ces modules ne charge le domaine : l'aide s'affiche
aussitôt, même s'il manque un supplément.
"""
