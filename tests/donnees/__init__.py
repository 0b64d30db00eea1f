"""Les données publiées, comparées à ce que disent les documents."""
