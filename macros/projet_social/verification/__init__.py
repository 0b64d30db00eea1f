"""Les vérifications entre objets : chacune a une fonction, une place, et s'inscrit elle-même."""
