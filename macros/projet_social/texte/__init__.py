"""Ce qui arrive aux textes entre les données et la page : Markdown, typographie, sigles."""
