"""Les classeurs : sans format, puis lus et écrits dans chacun."""
