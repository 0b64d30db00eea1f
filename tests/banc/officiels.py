"""Les vraies intercommunalités de France, avec des plans inventés de tailles diverses : la courbe.

Chaque nom et chaque titre porte « (plan inventé) ». Rien n'en est publié : le
banc écrit ces territoires dans un dossier jetable, et n'en garde que des mesures.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from projet_social.corpus.officiel import lire_toute_la_liste
from projet_social.depart.entite import Entite, chercher
from projet_social.texte.identifiant import identifiant_de

from .corpus import (
    GRAINE,
    MOYENNE,
    Etiquettes,
    Identite,
    TailleDePlan,
    TerritoireInvente,
    inventer_le_plan,
)

MENTION = "(plan inventé)"
TAILLES = {
    TailleDePlan(axes=3, objectifs_par_axe=2, actions=10): 35,
    MOYENNE: 40,
    TailleDePlan(axes=5, objectifs_par_axe=4, actions=80): 20,
    TailleDePlan(axes=6, objectifs_par_axe=5, actions=150): 5,
}
"""Les tailles de plan, et combien sur cent en ont une : de 23 à 190 pages, 63 en moyenne."""


def nombre_d_intercommunalites() -> int:
    """Toutes celles de la liste officielle."""
    return len(lire_toute_la_liste().entites)


def sirens_tires(nombre: int) -> list[str]:
    """Les premières intercommunalités d'un tirage fixe : une petite taille est dans une grande.

    Raises:
        ValueError: la liste officielle n'en compte pas autant.
    """
    sirens = sorted(lire_toute_la_liste().entites)
    if nombre > len(sirens):
        raise ValueError(f"{len(sirens)} intercommunalités dans la liste officielle, au plus")
    Random(GRAINE).shuffle(sirens)
    return sirens[:nombre]


def inventer_pour_la_france(nombre: int, etiquettes: Etiquettes) -> Iterator[TerritoireInvente]:
    """Ces intercommunalités, chacune avec un plan inventé ; un plan ne dépend pas du nombre."""
    liste = lire_toute_la_liste()
    for siren in sirens_tires(nombre):
        [entite] = chercher(siren, liste).exactes
        graine, taille = f"{GRAINE}-{siren}", taille_de(siren)
        yield inventer_le_plan(_identite(entite), graine, etiquettes, taille, MENTION)


def taille_de(siren: str) -> TailleDePlan:
    """La taille du plan inventé d'une intercommunalité, toujours la même."""
    [taille] = Random(f"{GRAINE}-{siren}").choices([*TAILLES], [*TAILLES.values()])
    return taille


def _identite(entite: Entite) -> Identite:
    return Identite(
        slug=f"{identifiant_de(entite.nom_court)}-{entite.siren}",
        nom=f"{entite.nom_court} {MENTION}",
        nom_complet=f"{entite.nom} {MENTION}",
        type=entite.type.value,
        departements=entite.departements,
        siren=entite.siren,
    )
