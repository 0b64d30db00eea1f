"""Ce qui existe : des objets figés, validés, sans fichier ni page."""
