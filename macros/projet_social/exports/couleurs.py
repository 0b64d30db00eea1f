"""Les couleurs des territoires, en une feuille de style."""

from __future__ import annotations

from collections.abc import Iterator

from ..modele.couleur import FONDS_SOMBRES, lisible_sur
from ..pages.publication import Publication
from .registre import Export, exports

FEUILLE = "assets/territoires.css"


@exports
def couleurs_des_territoires(publication: Publication) -> Iterator[Export]:
    """Une feuille de style, si un territoire au moins a sa couleur."""
    couleurs = {
        slug: territoire.donnees.couleur
        for slug, territoire in publication.corpus.territoires.items()
        if territoire.donnees.couleur
    }
    if not couleurs:
        return
    regles = (
        f'[data-territoire="{slug}"] {{ --primaire: '
        f"light-dark({couleur}, {lisible_sur(couleur, FONDS_SOMBRES)}); }}"
        for slug, couleur in couleurs.items()
    )
    contenu = "\n".join(regles).encode()
    yield Export(FEUILLE, "La couleur propre à chaque territoire.", lambda: contenu)
