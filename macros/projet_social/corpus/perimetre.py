"""Ce qu'un plan couvre : les communautés qui le portent, leurs communes, leurs habitants.

Un plan se porte parfois à plusieurs, quand une seule communauté tient le site : les autres, nommées
dans `partage_avec`, n'y ont pas de page, mais leurs habitants sont bien de ceux que le plan sert.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..texte.identifiant import forme_commune
from .officiel import CommuneOfficielle, EntiteOfficielle, ListeOfficielle, nom_lisible

if TYPE_CHECKING:
    from .plan import Plan


@dataclass(frozen=True)
class CommunauteDAilleurs:
    """Une communauté qui porte un plan sans être publiée ici.

    Attributes:
        nom: son nom, officiel si elle est dite par son SIREN.
        entite: sa ligne de la liste officielle ; None si elle n'est que nommée.
        communes: ses communes d'après la liste officielle.
    """

    nom: str
    entite: EntiteOfficielle | None = None
    communes: tuple[CommuneOfficielle, ...] = ()


@dataclass(frozen=True)
class Perimetre:
    """Ce que couvre un plan porté à plusieurs.

    Attributes:
        noms: ceux qui le portent, celui sous l'adresse duquel il est publié en tête.
        habitants: leur somme dans la liste officielle ; None s'il en manque un.
        communes: leur nombre ; None s'il en manque un.
    """

    noms: tuple[str, ...]
    habitants: int | None
    communes: int | None

    @property
    def porteurs(self) -> str:
        """« Val d'Aval, Haut Bief et Cap »."""
        *premiers, dernier = self.noms
        return f"{', '.join(premiers)} et {dernier}"


def reconnaitre(dits: tuple[str, ...], officiel: ListeOfficielle) -> list[CommunauteDAilleurs]:
    """Les communautés dites par leur SIREN ou leur nom, dans l'ordre où elles sont écrites."""
    return [_reconnaitre(dit, officiel) for dit in dits]


def _reconnaitre(dit: str, officiel: ListeOfficielle) -> CommunauteDAilleurs:
    entite = officiel.entites.get(dit)
    if entite is None:
        return CommunauteDAilleurs(dit)
    siennes = (c for c in officiel.communes.values() if c.siren_epci == entite.siren)
    return CommunauteDAilleurs(nom_lisible(entite.nom), entite, tuple(siennes))


def homonymes(nom: str, officiel: ListeOfficielle) -> Iterator[EntiteOfficielle]:
    """Les entités de la liste officielle qui portent ce nom, sigle développé ou non."""
    voulu = forme_commune(nom)
    for entite in officiel.entites.values():
        if voulu in (forme_commune(entite.nom), forme_commune(nom_lisible(entite.nom))):
            yield entite


def perimetre_de(plan: Plan) -> Perimetre | None:
    """Le périmètre d'un plan porté à plusieurs ; None s'il ne l'est que par un territoire."""
    noms = [t.nom for t in plan.territoires] + [c.nom for c in plan.d_ailleurs]
    if len(noms) < 2:
        return None
    peuples = [territoire.population_officielle for territoire in plan.territoires]
    peuples += [c.entite.population_municipale if c.entite else None for c in plan.d_ailleurs]
    connus = [nombre for nombre in peuples if nombre is not None]
    communes = [commune for territoire in plan.territoires for commune in territoire.communes]
    communes += [commune for communaute in plan.d_ailleurs for commune in communaute.communes]
    codes = {commune.insee for commune in communes}
    entier = len(connus) == len(noms)
    return Perimetre(tuple(noms), sum(connus) if entier else None, len(codes) if entier else None)
