"""La saisie : le formulaire servi sur cette machine."""
