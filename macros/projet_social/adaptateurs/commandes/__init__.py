"""Les commandes de `projet-social`, une par module ; chacune s'inscrit d'elle-même."""
