"""Ce que valent les tests du cœur : on y glisse des fautes, et l'on compte celles qu'ils voient."""
