"""Le travail des commandes de `projet-social`, une par module, chargé quand on la lance."""
