"""Écrire les données sans rien perdre : commentaires gardés, tout ou rien."""
