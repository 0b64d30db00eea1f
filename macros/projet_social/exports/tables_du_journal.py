"""La table du journal : ce que les données ont de daté, le plus récent d'abord."""

from __future__ import annotations

from ..corpus.plan import Ligne, Plan
from .colonnes_de_table import adresse, chaque, cle, colonne, exemple, rang
from .journal import EntreeDuJournal, entrees_du_journal
from .table import Rangee, TypeDeColonne, definir
from .tables_du_plan import cle_de_la_ligne, cle_du_projet


def _projet(rangee: Rangee) -> str | None:
    """Le projet d'aujourd'hui ; d'une version figée, celui qu'elle fige, s'il est encore là."""
    entree: EntreeDuJournal = rangee.objet
    if isinstance(entree.objet, Plan | Ligne):
        return cle_du_projet(entree.plan)
    fige = (entree.objet.territoire, entree.plan.id)
    plans = rangee.publication.corpus.plans
    return next((cle_du_projet(p) for p in plans if (p.territoire.slug, p.id) == fige), None)


def _ligne(rangee: Rangee) -> str | None:
    objet = rangee.objet.objet
    return cle_de_la_ligne(objet) if isinstance(objet, Ligne) else None


JOURNAL = definir(
    "journal",
    "Journal des données",
    "Un projet ou une ligne, le jour de sa dernière mise à jour ; une version figée, le sien.",
    "rang",
    (
        *rang("Place, la plus récente d'abord"),
        *colonne(
            "jour",
            "Jour que portent les données (clé maj, ou date de la version figée).",
            lambda r: r.objet.jour,
            TypeDeColonne.DATE,
            obligatoire=True,
        ),
        *cle("nature", "Ce qui en est daté : projet, ligne ou version.", lambda r: r.objet.nature),
        *cle("territoire", "Identifiant du territoire.", lambda r: r.objet.plan.territoire.slug),
        *colonne("projet", "Identifiant du projet.", _projet),
        *colonne("ligne", "Ligne du plan, si c'en est une.", _ligne),
        *cle(
            "titre", "Titre du projet, de la ligne ou de la version.", lambda r: r.objet.objet.titre
        ),
        *exemple(),
        *adresse("Où la lire sur le site.", lambda r: r.objet.objet),
    ),
    chaque(lambda p: [p.corpus], entrees_du_journal),
)
