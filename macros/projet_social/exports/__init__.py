"""Ce que l'on emporte : des fichiers tirés des mêmes objets que les pages."""
