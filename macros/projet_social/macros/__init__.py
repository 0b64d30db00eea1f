"""Les blocs que l'on appelle d'une page : chacun rend du HTML, à partir du corpus."""
