"""Les macros qui font vivre un projet hors du site : le suivre, en reprendre un extrait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..comparaison.selection import choisir
from ..corpus.plan import TerritoirePublie
from ..exports.extraits import Extrait, etapes_a_dessiner, extrait_de, extrait_de_la_frise
from ..exports.extraits_compares import (
    adresse_de_la_matrice,
    extrait_de_la_matrice,
    extrait_du_dossier,
    extrait_du_theme,
)
from ..exports.hauteur_d_extrait import hauteurs_de, style_du_cadre
from ..pages.adresse import a_une_page
from ..pages.extrait import Reprise, adresse_de_l_extrait, adresse_de_la_frise
from ..pages.publication import Publication
from .registre import macro
from .vue import Vue

SANS_ADRESSE = "https://ADRESSE-DE-CE-SITE/"
"""Ce que l'on écrit dans le code à copier tant que `site_url` manque."""


@macro
def suivre(vue: Vue, territoire: str = "", theme: str = "") -> str:
    """Les liens pour s'abonner aux dates et aux nouveautés : calendrier, flux.

    Args:
        territoire: identifiant d'un territoire, pour ne suivre que lui
        theme: identifiant d'un thème, pour ne suivre que lui
    """
    territoire = territoire or ("" if theme else vue.publication.adressage.territoire)
    if territoire:
        quoi, annonces = "ce projet", vue.annonces(vue.corpus.territoire(territoire))
    elif theme:
        quoi, annonces = "ce thème", vue.annonces(vue.corpus.theme(theme))
    else:
        quoi, annonces = "tous les projets", vue.annonces("")
    return vue.rendre("suivre.html", quoi=quoi, annonces=annonces)


@macro
def reprendre(vue: Vue, territoire: str, ligne: str = "") -> str:
    """Le code à copier pour montrer un extrait sur un autre site, replié.

    Args:
        territoire: identifiant du territoire
        ligne: identifiant d'un axe, d'un enjeu ou d'une action qui a sa page
    """
    publie = vue.corpus.territoire(territoire)
    if not ligne:
        parties = list(_parties(publie, vue.publication))
        return _reprendre(vue, publie, extrait_de(publie, vue.publication), parties)
    trouvee = vue.corpus.ligne(territoire, ligne)
    if not a_une_page(trouvee):
        return ""
    return _reprendre(vue, trouvee, extrait_de(trouvee, vue.publication))


@macro
def reprendre_un_theme(vue: Vue, theme: str) -> str:
    """Le code à copier pour montrer ailleurs ce que des territoires disent d'un thème, replié.

    Args:
        theme: identifiant du thème
    """
    trouve = vue.corpus.theme(theme)
    return _reprendre(vue, trouve, extrait_du_theme(trouve, vue.publication))


@macro
def reprendre_un_dossier(vue: Vue, dossier: str) -> str:
    """Le code à copier pour montrer ailleurs les territoires d'un dossier, replié.

    Args:
        dossier: identifiant du dossier
    """
    trouve = vue.corpus.dossier(dossier)
    return _reprendre(vue, trouve, extrait_du_dossier(trouve, vue.publication))


@macro
def reprendre_la_matrice(vue: Vue, dossier: str = "") -> str:
    """Le code à copier pour montrer ailleurs la matrice des thèmes ; rien si elle est en volets.

    Args:
        dossier: identifiant d'un dossier ; vide pour tous les territoires
    """
    selection = choisir(vue.corpus, dossier)
    adresse = adresse_de_la_matrice(selection, vue.publication)
    if not adresse:
        return ""
    return _reprendre(vue, adresse, extrait_de_la_matrice(selection, vue.publication))


def _reprendre(
    vue: Vue, objet: Reprise, extrait: Extrait, parties: Sequence[tuple[str, str, int]] = ()
) -> str:
    encadre, nu = adresse_de_l_extrait(objet), adresse_de_l_extrait(objet, nu=True)
    return vue.rendre(
        "reprendre.html",
        titre=", ".join(filter(None, (extrait.titre, extrait.territoire))),
        encadre=encadre,
        adresse=vue.publication.absolue(encadre) or f"{SANS_ADRESSE}{encadre}",
        nu=nu,
        adresse_nue=vue.publication.absolue(nu),
        hauteurs=hauteurs_de(extrait),
        style=style_du_cadre(extrait),
        lignes=parties,
    )


def _parties(
    territoire: TerritoirePublie, publication: Publication
) -> Iterator[tuple[str, str, int]]:
    """Ce qui, d'un territoire, a son propre extrait : nom, adresse, hauteur sur un téléphone."""
    if etapes_a_dessiner(territoire):
        adresse = adresse_de_l_extrait(adresse_de_la_frise(territoire))
        yield (
            "Le calendrier de la démarche",
            adresse,
            hauteurs_de(extrait_de_la_frise(territoire, publication))[0],
        )
    for ligne in filter(a_une_page, territoire.lignes):
        hauteur, _ = hauteurs_de(extrait_de(ligne, publication))
        yield ligne.titre, adresse_de_l_extrait(ligne), hauteur
