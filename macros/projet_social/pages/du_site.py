"""Les pages du site entier : accueil, listes, communes, glossaire, sources, comparaison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..corpus.corpus import Corpus
from .adresse import a_une_page
from .fixe import AdresseFixe
from .page import POUR_LES_AGENTS, TERRITOIRES_PAR_PAGE, LienDePage, Page, pages
from .volets import (
    communes_des_territoires,
    pages_des_volets,
    volets_des_communes,
    volets_des_territoires,
)

GLOSSAIRE = LienDePage("Glossaire", AdresseFixe.GLOSSAIRE)
ACTEURS = LienDePage("Les acteurs nommés", AdresseFixe.ACTEURS)
SOURCES = LienDePage("Les documents sources", AdresseFixe.SOURCES)

PLAN_DU_SITE = Page(
    AdresseFixe.PLAN_DU_SITE,
    "Plan du site",
    "plan_du_site",
    description="Toutes les pages du site.",
)

PAGES_DU_PLAN = 600
"""Au-delà, le plan du site se lit territoire par territoire."""
PAR_LIEU = "par-lieu/"
"""Où se rangent les volets de la liste des territoires : à côté, un nom est un territoire."""


def plan_du_site_par_territoire(corpus: Corpus) -> bool:
    """Vrai si le plan du site ne peut montrer les pages de tous les territoires à la fois."""
    nombre = sum(a_une_page(ligne) for t in corpus.territoires.values() for ligne in t.lignes)
    return len(corpus.territoires) > 1 and (
        nombre > PAGES_DU_PLAN or len(corpus.territoires) > TERRITOIRES_PAR_PAGE
    )


@pages
def pages_du_site(corpus: Corpus) -> Iterator[Page]:
    """Les pages qui existent une fois."""
    yield Page(
        "",
        "Les projets sociaux de territoire",
        "accueil",
        description="Ce que les territoires ont décidé pour leurs habitants, mot pour mot.",
        titre_imprime=False,
    )
    territoires = Page(
        AdresseFixe.TERRITOIRES,
        "Les territoires",
        "territoires",
        description="Les territoires publiés, leur type, leurs habitants et l’état de leur projet.",
    )
    yield territoires
    yield from pages_des_volets(territoires, volets_des_territoires(corpus), sous=PAR_LIEU)
    if corpus.officiel.communes:
        communes = Page(
            AdresseFixe.COMMUNES,
            "Trouver mon territoire par ma commune",
            "communes",
            description="Toutes les communes des territoires publiés, de A à Z.",
        )
        yield communes
        volets = volets_des_communes(communes_des_territoires(corpus))
        yield from pages_des_volets(communes, volets, "Les communes")
    if corpus.termes:
        yield GLOSSAIRE.page(
            "glossaire",
            sorte="Repères",
            description="Les sigles et les mots de l’action sociale, expliqués simplement.",
            fichier="referentiels/glossaire.yml",
        )
    if corpus.referentiel_acteurs.acteurs:
        yield ACTEURS.page(
            "acteurs",
            sorte="Repères",
            description="Les acteurs que nomment les documents, et où ils ont été entendus.",
            fichier="referentiels/acteurs.yml",
        )
    if corpus.sources:
        yield SOURCES.page(
            "sources",
            sorte=POUR_LES_AGENTS,
            description="Les documents d’où viennent les données, et comment les citer.",
            fichier="referentiels/sources.yml",
        )
    yield Page(
        AdresseFixe.RECHERCHE,
        "Chercher dans le site",
        "recherche",
        description="Chercher un mot dans le projet, par thème ou par public."
        if len(corpus.territoires) == 1
        else "Chercher un mot dans tous les projets, par territoire ou par thème.",
    )
    yield PLAN_DU_SITE
    if plan_du_site_par_territoire(corpus):
        for territoire in corpus.territoires.values():
            yield replace(
                PLAN_DU_SITE,
                adresse=f"{PLAN_DU_SITE.adresse}{territoire.slug}/",
                titre=f"{territoire.nom} : toutes les pages",
                arguments={"territoire": territoire.slug},
                description=f"Toutes les pages de {territoire.nom}.",
                fil=(PLAN_DU_SITE.lien,),
            )
