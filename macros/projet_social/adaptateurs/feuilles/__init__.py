"""Les feuilles de style publiées : les lire, les serrer, n'en garder que ce qui sert."""
