"""Les tables des territoires et de leurs projets."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from ..corpus.plan import Plan, TerritoirePublie
from ..modele.projet import Ambition, Gouvernance, Projet, Secteur, Valeur
from ..modele.socle import Objet
from ..modele.territoire import Fait, Population, Territoire
from ..modele.vocabulaire import TypeNiveau
from ..pages.publication import Publication
from .colonnes_de_table import (
    adresse,
    champs,
    chaque,
    cle,
    colonne,
    exemple,
    nombre,
    numeroter,
    rang,
)
from .table import ColonneDeTable, Definition, Rangee, TypeDeColonne, definir
from .tables_du_plan import cle_du_projet, plans_de

LE_TERRITOIRE = "Identifiant du territoire, fin de son adresse."


def territoires_de(publication: Publication) -> list[TerritoirePublie]:
    """Les territoires publiés, et ceux avec qui ils portent un plan."""
    corpus = publication.corpus
    lies = {t.slug: t for plan in corpus.plans for t in plan.territoires}
    return list((corpus.territoires | lies).values())


def _d_ensemble(rangee: Rangee) -> Population | None:
    """La population que le document donne à tout le territoire."""
    populations = rangee.objet.donnees.populations
    return next((p for p in populations if p.perimetre is None), None)


TERRITOIRES = definir(
    "territoires",
    "Territoires",
    "Une intercommunalité, un syndicat ou une commune qui publie un projet.",
    "territoire",
    (
        *cle("territoire", LE_TERRITOIRE, lambda r: r.objet.slug),
        *champs(Territoire, lambda r: r.objet.donnees),
        *champs(Population, _d_ensemble, "population_source_", sauf="perimetre nature"),
        *colonne(
            "population_officielle",
            "Population municipale de la liste officielle, sommée pour un syndicat.",
            lambda r: r.objet.population_officielle,
            TypeDeColonne.ENTIER,
            unite="habitants",
        ),
        *colonne(
            "communes_officielles",
            "Nombre de communes de la liste officielle.",
            lambda r: len(r.objet.communes) or None,
            TypeDeColonne.ENTIER,
            unite="communes",
        ),
        *nombre(
            "projets", "Nombre de projets que porte le territoire.", lambda r: len(r.objet.plans)
        ),
        *adresse("Adresse de la page du territoire."),
    ),
    lambda p: numeroter(p, territoires_de(p)),
)


POPULATIONS = definir(
    "populations",
    "Populations des documents",
    "Un nombre d'habitants que dit la source d'un territoire.",
    "territoire rang",
    (
        *cle("territoire", LE_TERRITOIRE, lambda r: r.de.slug),
        *rang("Rang du chiffre"),
        *champs(Population),
    ),
    chaque(territoires_de, lambda territoire: territoire.donnees.populations),
)


HISTOIRE = definir(
    "histoire",
    "Histoire des territoires",
    "Un fait daté de l'histoire d'un territoire.",
    "territoire rang",
    (
        *cle("territoire", LE_TERRITOIRE, lambda r: r.de.slug),
        *rang("Rang du fait"),
        *champs(Fait),
    ),
    chaque(territoires_de, lambda territoire: territoire.donnees.histoire),
)


COMMUNES = definir(
    "communes",
    "Communes",
    "Une commune d'un territoire, d'après la liste officielle.",
    "territoire insee",
    (
        *cle("territoire", LE_TERRITOIRE, lambda r: r.de.slug),
        *cle("insee", "Code Insee de la commune.", lambda r: r.objet.insee),
        *cle("nom", "Nom de la commune.", lambda r: r.objet.nom),
        *cle("departement", "Numéro du département.", lambda r: r.objet.departement),
        *colonne("siren_epci", "SIREN de son intercommunalité.", lambda r: r.objet.siren_epci),
        *colonne(
            "population_municipale",
            "Population municipale de la liste officielle.",
            lambda r: r.objet.population_municipale,
            TypeDeColonne.ENTIER,
            unite="habitants",
        ),
    ),
    chaque(territoires_de, lambda territoire: territoire.communes),
)


def _comptes() -> Iterator[ColonneDeTable]:
    """Le nombre de lignes de chaque type, tel que le site le dit."""
    for type_ in TypeNiveau:

        def compter(rangee: Rangee, type_: TypeNiveau = type_) -> int:
            plan: Plan = rangee.objet
            return plan.comptes[type_]

        yield from nombre(
            type_.pluriel,
            f"Nombre de lignes de type {type_.value}, sous-points non comptés.",
            compter,
        )


PROJETS = definir(
    "projets",
    "Projets",
    "Un projet publié par un territoire, ou par plusieurs ensemble.",
    "projet",
    (
        *cle(
            "projet",
            "Identifiant du projet, le même dans toutes les tables : territoire/projet.",
            lambda r: cle_du_projet(r.objet),
        ),
        *cle(
            "territoire",
            "Territoire sous l'adresse duquel le projet est publié.",
            lambda r: r.objet.territoire.slug,
        ),
        *champs(Projet, lambda r: r.objet.projet),
        *colonne(
            "niveau_de_lecture",
            "Niveau que la comparaison lit.",
            lambda r: r.objet.niveau_de_lecture,
            mots=TypeNiveau,
        ),
        *_comptes(),
        *adresse("Adresse du projet sur le site."),
    ),
    lambda p: numeroter(p, plans_de(p)),
)


PROJETS_DES_TERRITOIRES = definir(
    "projets_des_territoires",
    "Projets des territoires",
    "Un projet et un territoire qui le porte.",
    "projet territoire",
    (
        *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de)),
        *cle("territoire", LE_TERRITOIRE, lambda r: r.objet.slug),
        *rang("Rang du territoire parmi les porteurs"),
    ),
    chaque(plans_de, lambda plan: plan.territoires),
    liaison=True,
)


GOUVERNANCE = definir(
    "gouvernance",
    "Gouvernance",
    "Qui porte la politique sociale d'un projet ; rien si le document n'en dit rien.",
    "projet",
    (
        *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de)),
        *cle("territoire", LE_TERRITOIRE, lambda r: r.de.territoire.slug),
        *champs(Gouvernance),
        *exemple(),
    ),
    chaque(plans_de, lambda plan: filter(None, [plan.projet.gouvernance])),
)


def _liste_du_projet(modele: type[Objet], nom: str, titre: str, description: str) -> Definition:
    """La table d'une liste que le projet porte à côté de son plan."""
    return definir(
        nom,
        titre,
        description,
        "projet rang",
        (
            *cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de)),
            *rang("Place dans le projet"),
            *champs(modele),
            *exemple(),
        ),
        chaque(plans_de, attrgetter(f"projet.{nom}")),
    )


VALEURS = _liste_du_projet(
    Valeur, "valeurs", "Valeurs des projets", "Une valeur qu'un projet affirme."
)
AMBITIONS = _liste_du_projet(
    Ambition, "ambitions", "Ambitions des projets", "Un futur souhaité, au-dessus du plan."
)
POINTS_TRANSVERSAUX = _liste_du_projet(
    Ambition, "points_transversaux", "Points transversaux", "Un point valable pour tout le plan."
)
SECTEURS = _liste_du_projet(
    Secteur, "secteurs", "Secteurs", "Une partie du territoire que le projet distingue."
)
