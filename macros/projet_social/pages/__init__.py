"""Ce qui sera publié : les pages générées, leurs adresses et leurs voisines."""
