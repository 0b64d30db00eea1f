"""Commencer un site : trouver son territoire, écrire les premiers fichiers, les publier."""
