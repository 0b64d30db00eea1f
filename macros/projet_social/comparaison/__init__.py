"""Les calculs entre territoires : fonctions pures, du corpus vers des valeurs à imprimer."""
