"""La saisie : un formulaire servi sur cette machine, qui lit et récrit les fichiers du site.

Il ne connaît ni les sockets ni le terminal : une demande entre, une réponse sort. `formulaire/`
lui donne les champs, `ecriture/` garde ce que l'on n'a pas touché, `chargement` juge le tout.
"""
