"""Du contenu d'une cellule à la valeur d'un champ ; chaque module s'inscrit de lui-même."""
