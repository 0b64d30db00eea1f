"""Les objets reliés entre eux : ce que toutes les pages, macros et exports interrogent."""
