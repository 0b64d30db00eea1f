"""Ce qu'une page dit d'elle-même aux machines : partage, moteurs de recherche, plan du site."""
