"""Ce qu'une page annonce : un calendrier, un flux, auxquels un appareil peut s'abonner.

L'annonce sert deux fois : dans l'en-tête de la page, pour l'appareil ; dans la page, pour la
personne. Elle vaut aussi pour les pages que contient celle qui la porte ; l'accueil n'annonce que
pour lui-même, pour ne pas alourdir celles qui ne se suivent pas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CALENDRIER = "text/calendar"
ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Annonce:
    """Un fichier auquel on s'abonne, et la page qui le dit.

    Attributes:
        page: adresse d'ensemble de la page ; vide pour l'accueil.
        titre: ce qu'il contient, pour un appareil.
        mot: le même en un mot, pour le lien que lit une personne.
    """

    page: str
    type: str
    titre: str
    mot: str


Annonces = Mapping[str, Sequence[tuple[str, Annonce]]]
"""Par page, l'adresse et l'annonce de chaque fichier."""


def annonces_de(adresse: str, annonces: Annonces) -> Sequence[tuple[str, Annonce]]:
    """Ce qu'annonce une page ; à défaut, la plus proche de celles qui la contiennent.

    Args:
        adresse: adresse d'ensemble de la page.
    """
    morceaux = adresse.split("/")[:-1]
    for nombre in range(len(morceaux), min(len(morceaux), 1) - 1, -1):
        chemin = "".join(f"{morceau}/" for morceau in morceaux[:nombre])
        if trouvees := annonces.get(chemin):
            return trouvees
    return ()
