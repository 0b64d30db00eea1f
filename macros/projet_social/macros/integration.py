"""Les macros qui font vivre un projet hors du site : le suivre, en reprendre un extrait."""

from __future__ import annotations

from ..corpus.plan import Ligne, TerritoirePublie
from ..pages.adresse import a_une_page
from ..pages.extrait import adresse_de_l_extrait
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
    objet: TerritoirePublie | Ligne = publie
    titre, avec_page = publie.nom, [une for une in publie.lignes if a_une_page(une)]
    if ligne:
        objet = trouvee = vue.corpus.ligne(territoire, ligne)
        titre, avec_page = f"{trouvee.titre}, {titre}", []
        if not a_une_page(trouvee):
            return ""
    encadre, nu = adresse_de_l_extrait(objet), adresse_de_l_extrait(objet, nu=True)
    return vue.rendre(
        "reprendre.html",
        titre=titre,
        encadre=encadre,
        adresse=vue.publication.absolue(encadre) or f"{SANS_ADRESSE}{encadre}",
        nu=nu,
        adresse_nue=vue.publication.absolue(nu),
        lignes=[(une, adresse_de_l_extrait(une)) for une in avec_page],
    )
