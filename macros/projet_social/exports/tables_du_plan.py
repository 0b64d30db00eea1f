"""Les tables du plan : niveaux, fiches-actions, et ce qui les relie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from ..comparaison.mentions import est_de_lecture
from ..comparaison.suivi import signaux
from ..corpus.plan import Ligne, Plan
from ..modele.fiche_action import FicheAction
from ..modele.niveau import Niveau
from ..modele.vocabulaire import SignalDeSuivi, TypeNiveau
from ..pages.publication import Publication
from .colonnes_de_table import (
    adresse,
    champs,
    chaque,
    cle,
    colonne,
    exemple,
    nombre,
    oui_ou_non,
    rang,
    source,
)
from .table import ColonneDeTable, Definition, Rangee, definir


def cle_du_projet(plan: Plan) -> str:
    """Ce qui désigne un projet dans les tables : `questembert/projet`."""
    return f"{plan.territoire.slug}/{plan.id}"


def cle_de_la_ligne(ligne: Ligne) -> str:
    """Ce qui désigne une ligne dans les tables : `questembert/navettes-au-marche`."""
    return f"{ligne.territoire.slug}/{ligne.id}"


def plans_de(publication: Publication) -> list[Plan]:
    """Tous les plans publiés."""
    return publication.corpus.plans


def lignes_de(publication: Publication) -> Iterator[Ligne]:
    """Toutes les lignes de tous les plans, dans l'ordre de leur document."""
    return (ligne for plan in plans_de(publication) for ligne in plan.lignes)


def actions_de(publication: Publication) -> Iterator[Ligne]:
    """Toutes les fiches-actions."""
    return (ligne for ligne in lignes_de(publication) if ligne.fiche)


RANGEES = chaque(plans_de, lambda plan: plan.lignes)
"""Les rangées des lignes : chacune a sa place dans son plan."""


def _parent(rangee: Rangee) -> str | None:
    parents = rangee.objet.parents
    return cle_de_la_ligne(parents[0]) if parents else None


LIGNE = "Identifiant de la ligne, le même dans toutes les tables : territoire/identifiant."


def _tete() -> Iterator[ColonneDeTable]:
    """Ce qui situe une ligne, niveau ou action."""
    yield from cle("ligne", LIGNE, lambda r: cle_de_la_ligne(r.objet))
    yield from cle("territoire", "Identifiant du territoire.", lambda r: r.objet.territoire.slug)
    yield from cle("projet", "Identifiant du projet.", lambda r: cle_du_projet(r.de))
    yield from cle(
        "identifiant",
        "Fin de l'adresse de la ligne, unique dans son territoire.",
        lambda r: r.objet.id,
    )
    yield from rang("Place de la ligne dans son plan")
    yield from colonne("parent", "Ligne qui contient celle-ci ; vide à la racine du plan.", _parent)
    yield from cle(
        "libelle",
        "Mot du territoire pour ce niveau (« Champ d'intervention »).",
        lambda r: r.objet.libelle,
    )


def _suite() -> Iterator[ColonneDeTable]:
    """Ce qui finit une ligne, niveau ou action."""
    yield from adresse("Adresse de la ligne sur le site.")
    yield from source(lambda r: r.objet.source)


def _place_du_niveau(types: Iterable[TypeNiveau]) -> Iterator[ColonneDeTable]:
    """Le type d'une ligne, et ce que la comparaison en retient."""
    yield from colonne(
        "type",
        "Type canonique, commun à tous les territoires.",
        lambda r: r.objet.type,
        obligatoire=True,
        mots=types,
    )
    yield from oui_ou_non(
        "niveau_de_lecture",
        "la ligne est du niveau que la comparaison lit (le plus souvent, l'axe).",
        lambda r: est_de_lecture(r.objet),
    )
    yield from oui_ou_non(
        "sous_point",
        "la ligne est emboîtée sous une ligne du même type.",
        lambda r: r.objet.est_sous_point,
    )


LIGNES = definir(
    "lignes",
    "Lignes des plans",
    "Une ligne d'un plan, de l'axe à l'action : ce à quoi les autres tables se joignent.",
    "ligne",
    (
        *_tete(),
        *_place_du_niveau(TypeNiveau),
        *nombre(
            "profondeur",
            "Nombre de lignes qui la contiennent, de 0 à la racine du plan.",
            lambda r: len(r.objet.ancetres),
        ),
        *colonne(
            "chemin",
            "Titres de ce qui la contient, de la racine au parent ; vide à la racine.",
            lambda r: " > ".join(ligne.titre_numerote for ligne in r.objet.ancetres),
        ),
        *colonne("numero", "Numéro dans le plan.", lambda r: r.objet.numero),
        *cle("titre", "Titre, mot pour mot.", lambda r: r.objet.contenu.titre),
        *adresse("Adresse de la ligne sur le site."),
        *exemple(),
    ),
    RANGEES,
)

NIVEAUX = definir(
    "niveaux",
    "Niveaux du plan",
    "Un axe, un enjeu, un objectif ou une orientation d'un plan.",
    "ligne",
    (
        *_tete(),
        *_place_du_niveau(type_ for type_ in TypeNiveau if type_ is not TypeNiveau.ACTION),
        *champs(Niveau, lambda r: r.objet.contenu),
        *_suite(),
    ),
    lambda p: (rangee for rangee in RANGEES(p) if not rangee.objet.fiche),
)

ACTIONS = definir(
    "actions",
    "Fiches-actions",
    "Une action d'un plan ; seul son titre est toujours là.",
    "ligne",
    (
        *_tete(),
        *champs(FicheAction, lambda r: r.objet.fiche),
        *colonne(
            "signaux",
            "Ce que le site remarque du suivi, au jour où il est construit.",
            lambda r: list(signaux(r.objet.fiche, r.publication.aujourd_hui)),
            mots=SignalDeSuivi,
            liste=True,
        ),
        *_suite(),
    ),
    lambda p: (rangee for rangee in RANGEES(p) if rangee.objet.fiche),
)


RATTACHEMENTS = definir(
    "rattachements",
    "Rattachements",
    "Une ligne et un niveau qu'elle sert ; le premier est celui qui la contient.",
    "ligne parent",
    (
        *cle("ligne", LIGNE, lambda r: cle_de_la_ligne(r.de)),
        *cle("parent", "Niveau que la ligne sert.", lambda r: cle_de_la_ligne(r.objet)),
        *rang("Rang du rattachement"),
    ),
    chaque(lignes_de, lambda ligne: ligne.parents),
    liaison=True,
)


def _etiquettes(champ: str, mot: str, titre: str) -> Definition:
    """La table qui relie les lignes à leurs thèmes, ou à leurs publics."""
    return definir(
        f"{champ}_des_lignes",
        titre,
        f"Une ligne d'un plan et un {mot} qu'elle porte.",
        f"ligne {mot}",
        (
            *cle("ligne", LIGNE, lambda r: cle_de_la_ligne(r.de)),
            *cle(mot, f"Identifiant du {mot}.", lambda r: r.objet),
        ),
        chaque(lignes_de, attrgetter(champ)),
        liaison=True,
    )


THEMES_DES_LIGNES = _etiquettes("themes", "theme", "Thèmes des lignes")
PUBLICS_DES_LIGNES = _etiquettes("publics", "public", "Publics des lignes")
