"""Lire un document Word ou PDF : ses paragraphes et ses tableaux, rendus comme un classeur."""
