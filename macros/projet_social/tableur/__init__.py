"""Le plan dans un tableur, dans les deux sens : lire un classeur, en écrire un."""
