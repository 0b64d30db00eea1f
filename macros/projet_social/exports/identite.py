"""Des identifiants qui durent : un agenda ou un lecteur de flux y reconnaît ce qu'il a déjà lu.

Ils ne dépendent ni de l'adresse du site, qui peut changer, ni du rang d'une ligne : du SIREN du
territoire (à défaut, de son code Insee ou de son premier identifiant), puis du premier
identifiant de la ligne. Un renommage qui passe par « alias » ne les change donc pas.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from ..corpus.plan import Ligne, Plan, TerritoirePublie
from ..pages.publication import Publication
from ..texte.identifiant import identifiant_de

ESPACE = UUID("b7a0f0a4-5d0c-5a53-9a3e-3f0b6c1d7c52")
"""L'espace de noms du projet : le changer changerait tous les identifiants."""


def uuid_de(*morceaux: str) -> UUID:
    """L'identifiant de ce que désignent ces morceaux, du plus large au plus précis."""
    return uuid5(ESPACE, "/".join(morceaux))


def du_site(publication: Publication) -> str:
    """Ce qui désigne un site où qu'il soit publié : qui l'édite, à défaut son nom."""
    return f"site:{publication.corpus.editeur.siren or publication.nom}"


def identifiant_du_jeu(publication: Publication) -> str:
    """Ce qui désigne ses données, pour un portail qui les a déjà moissonnées."""
    return uuid_de(du_site(publication), "projets-sociaux").urn


def du_territoire(territoire: TerritoirePublie) -> str:
    """Ce qui désigne un territoire où qu'il soit publié."""
    donnees = territoire.donnees
    if donnees.siren:
        return f"siren:{donnees.siren}"
    if donnees.insee:
        return f"insee:{donnees.insee}"
    return f"territoire:{(*donnees.alias, territoire.slug)[0]}"


def du_plan(plan: Plan) -> str:
    """Ce qui désigne un plan."""
    return f"{du_territoire(plan.territoire)}/plan:{plan.id}"


def de_la_ligne(ligne: Ligne) -> str:
    """Ce qui désigne une ligne, renommages compris."""
    return f"{du_territoire(ligne.territoire)}/ligne:{(*ligne.contenu.alias, ligne.id)[0]}"


def des_titres(titres: Iterable[str]) -> list[str]:
    """Un nom par titre, dans leur ordre ; un titre répété se distingue par son rang parmi eux."""
    vus: dict[str, int] = {}
    noms = []
    for titre in titres:
        nom = identifiant_de(titre)
        vus[nom] = vus.get(nom, 0) + 1
        noms.append(nom if vus[nom] == 1 else f"{nom}:{vus[nom]}")
    return noms
