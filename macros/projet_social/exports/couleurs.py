"""Les couleurs que disent les données, en une feuille de style : thèmes et territoires."""

from __future__ import annotations

from collections.abc import Iterator

from ..modele.couleur import FONDS_SOMBRES, lisible_sur
from ..pages.publication import Publication
from .registre import Export, exports

FEUILLE = "assets/couleurs.css"
EN_TETE_SOMBRE = 55
"""Part de la couleur d'un territoire dans son en-tête sur fond sombre, en centièmes."""


@exports
def couleurs(publication: Publication) -> Iterator[Export]:
    """Une feuille de style, si une famille de thèmes ou un territoire a sa couleur."""
    regles = [*_des_familles(publication), *_des_territoires(publication)]
    if regles:
        contenu = "\n".join(regles).encode()
        yield Export(FEUILLE, "Les couleurs des thèmes et des territoires.", lambda: contenu)


def _des_familles(publication: Publication) -> Iterator[str]:
    for famille in publication.corpus.referentiel_themes.familles:
        if famille.couleur:
            sombre = famille.couleur_sombre or lisible_sur(famille.couleur, FONDS_SOMBRES)
            yield (
                f".famille-{famille.id} {{ --famille: light-dark({famille.couleur}, {sombre}); }}"
            )


def _des_territoires(publication: Publication) -> Iterator[str]:
    for slug, territoire in publication.corpus.territoires.items():
        if couleur := territoire.donnees.couleur:
            en_tete = f"color-mix(in srgb, {couleur} {EN_TETE_SOMBRE}%, #000)"
            yield (
                f'[data-territoire="{slug}"] {{ '
                f"--md-primary-fg-color: light-dark({couleur}, {en_tete}); "
                f"--md-typeset-a-color: light-dark({couleur}, "
                f"{lisible_sur(couleur, FONDS_SOMBRES)}); }}"
            )
