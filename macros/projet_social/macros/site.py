"""Les macros du site entier : accueil et plan du site."""

from __future__ import annotations

from ..comparaison.matrice import croiser
from ..comparaison.selection import choisir
from ..pages.du_site import plan_du_site_par_territoire
from ..pages.page import POUR_LES_AGENTS, Page
from .en_volets import NOMS_PAR_PAGE
from .integration import suivre
from .registre import macro
from .themes import SITUATIONS_A_L_ACCUEIL, situations, themes
from .vocabulaires import recherche_territoire
from .vue import Vue

TERRITOIRES_A_L_ACCUEIL = 24
"""Au-delà, l'accueil mène à leur liste."""
RUBRIQUES = {
    "situations": "Situations de vie",
    "themes": "Thèmes",
    "publics": "Publics",
    "comparaison": "Comparaison",
    "reference": "Référence",
}


@macro
def accueil(vue: Vue) -> str:
    """La page d'accueil : trouver son territoire, une situation, un thème."""
    territoires = list(vue.corpus.territoires.values())
    return vue.rendre(
        "accueil.html",
        recherche=vue.bloc(recherche_territoire),
        montres=territoires if len(territoires) <= TERRITOIRES_A_L_ACCUEIL else [],
        matrice=croiser(vue.corpus, vue.publication.mentions, choisir(vue.corpus))
        if vue.corpus.themes and len(territoires) > 1
        else None,
        situations=vue.bloc(situations, nombre=SITUATIONS_A_L_ACCUEIL),
        themes=vue.bloc(themes, detail=False, niveau_de_titre=3),
        suivre=vue.bloc(suivre),
    )


@macro
def recherche(vue: Vue) -> str:
    """Le formulaire de recherche et ses filtres ; sans JavaScript, les autres chemins."""
    sortes = {page.sorte for page in vue.publication.pages}
    return vue.rendre("recherche.html", sortes=sorted(sortes - {"", POUR_LES_AGENTS}))


@macro
def plan_du_site(vue: Vue, territoire: str = "") -> str:
    """Toutes les pages du site, rangées ; s'il y en a trop, un plan par territoire.

    Les volets d'une page découpée s'atteignent par elle.

    Args:
        territoire: identifiant d'un territoire, pour ses seules pages
    """
    rubriques: dict[str, list[Page]] = {nom: [] for nom in RUBRIQUES}
    generales: list[Page] = []
    par_territoire: dict[str, list[Page]] = {}
    for page in vue.publication.pages:
        if page.territoire:
            par_territoire.setdefault(page.territoire, []).append(page)
        elif "volet" not in page.arguments and (page.macro != "plan_du_site" or not page.arguments):
            rubriques.get(page.adresse.partition("/")[0], generales).append(page)
    if territoire:
        pages = par_territoire[vue.corpus.territoire(territoire).slug]
        return vue.rendre("plan_d_un_territoire.html", pages=pages)
    return vue.rendre(
        "plan_du_site.html",
        total=vue.publication.nombre_de_pages,
        ajoutees=vue.publication.ajoutees,
        generales=generales,
        groupes=[(RUBRIQUES[nom], pages) for nom, pages in rubriques.items() if pages],
        territoires=[
            (vue.corpus.territoires[slug], pages) for slug, pages in par_territoire.items()
        ],
        en_entier=not plan_du_site_par_territoire(vue.corpus),
        comptes=len(par_territoire) <= NOMS_PAR_PAGE,
    )
