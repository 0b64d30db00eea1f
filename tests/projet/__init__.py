"""Le projet se rejoint et se publie : ce que disent ses fichiers de racine est vrai."""
