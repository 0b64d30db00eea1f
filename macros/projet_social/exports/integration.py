"""Les extraits qu'un autre site reprend : ce qui a une page, la frise, la matrice des thèmes.

Deux formes du même extrait, sans script. Encadrée (`….html`) : un document entier, pour une
balise iframe. À inclure (`….inclus.html`) : un article nu, que le serveur de la commune insère
dans sa page et qui en prend l'habit ; ses liens partent d'ailleurs, donc elle n'existe que si
l'adresse du site est connue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..comparaison.selection import choisir
from ..corpus.plan import Ligne, TerritoirePublie
from ..pages.adresse import a_une_page
from ..pages.extrait import Reprise, adresse_de_l_extrait, adresse_de_la_frise
from ..pages.publication import Publication
from ..pages.titre import titre_d_onglet
from ..rendu import rendre
from ..securite import POLITIQUE_DES_EXTRAITS, STYLE_DES_EXTRAITS
from ..texte.finition import finir
from .extraits import Extrait, etapes_a_dessiner, extrait_de, extrait_de_la_frise
from .extraits_compares import (
    adresse_de_la_matrice,
    extrait_de_la_matrice,
    extrait_du_dossier,
    extrait_du_theme,
)
from .licence import licence_des_donnees
from .registre import Export, exports


@exports
def extraits(publication: Publication) -> Iterator[Export]:
    """Les extraits de chaque territoire, puis de chacune de ses lignes qui a une page."""
    for territoire in publication.corpus.territoires.values():
        objets: list[TerritoirePublie | Ligne] = [territoire]
        objets += [ligne for ligne in territoire.lignes if a_une_page(ligne)]
        for objet in objets:
            if publication.publie(objet):
                faire = partial(extrait_de, objet, publication)
                yield from _publier(objet, faire, publication, territoire.slug)
        if publication.publie(territoire) and etapes_a_dessiner(territoire):
            frise, faire = adresse_de_la_frise(territoire), partial(extrait_de_la_frise, territoire)
            yield from _publier(frise, partial(faire, publication), publication, territoire.slug)


@exports
def extraits_compares(publication: Publication) -> Iterator[Export]:
    """Ceux de chaque thème, de chaque dossier et de chaque matrice qui tient dans une page."""
    corpus = publication.corpus
    for theme in corpus.themes.values():
        if publication.publie(theme) and publication.mentions.get(theme.id):
            yield from _publier(theme, partial(extrait_du_theme, theme, publication), publication)
    for dossier in corpus.dossiers.values():
        if publication.publie(dossier):
            yield from _publier(
                dossier, partial(extrait_du_dossier, dossier, publication), publication
            )
    for selection in (choisir(corpus), *(choisir(corpus, d) for d in corpus.dossiers)):
        if matrice := adresse_de_la_matrice(selection, publication):
            faire = partial(extrait_de_la_matrice, selection, publication)
            yield from _publier(matrice, faire, publication)


def _publier(
    objet: Reprise, faire: Callable[[], Extrait], publication: Publication, territoire: str = ""
) -> Iterator[Export]:
    """Les deux formes d'un extrait."""
    adresse = adresse_de_l_extrait(objet)
    yield Export(
        adresse,
        f"L’extrait à encadrer : {adresse}.",
        lambda: _encadre(faire(), publication),
        territoire=territoire,
    )
    if publication.url:
        yield Export(
            adresse_de_l_extrait(objet, nu=True),
            f"L’extrait à inclure : {adresse}.",
            lambda: _rendre("extrait.html", faire(), publication, rang=2),
            territoire=territoire,
        )


def _encadre(extrait: Extrait, publication: Publication) -> bytes:
    return _rendre(
        "extrait_encadre.html",
        extrait,
        publication,
        rang=1,
        politique=POLITIQUE_DES_EXTRAITS,
        style=STYLE_DES_EXTRAITS,
        canonique=extrait.lien if publication.url else "",
        onglet=_onglet(extrait),
    )


def _onglet(extrait: Extrait) -> str:
    """Le titre d'onglet d'un extrait, qui ne se confond pas avec celui de sa page."""
    complement = f"{extrait.territoire}, extrait" if extrait.territoire else "extrait"
    return titre_d_onglet(extrait.titre, complement, extrait.surtitre)


def _rendre(gabarit: str, extrait: Extrait, publication: Publication, **valeurs: Any) -> bytes:
    html = rendre(
        gabarit,
        extrait=extrait,
        site=publication.nom,
        licence=licence_des_donnees(publication.corpus),
        **valeurs,
    )
    return f"{finir(html)[0].strip()}\n".encode()
