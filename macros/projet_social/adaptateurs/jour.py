"""Le jour d'une construction : celui de l'horloge, ou celui que l'on impose pour la refaire.

Échéances dépassées, actions sans nouvelles, audit périmé : une page dit ce qui est vrai un jour. Ce
jour est donc une entrée de la construction, sous le nom que lui donnent les autres outils
(`SOURCE_DATE_EPOCH`, en secondes depuis 1970) : le même jour donne les mêmes octets.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from .commandes.refus import RefusDeCommande

VARIABLE_DU_JOUR = "SOURCE_DATE_EPOCH"


def jour_de_la_construction() -> date:
    """Le jour que l'on impose, sinon celui d'aujourd'hui.

    Raises:
        RefusDeCommande: la variable d'environnement n'est pas un nombre de secondes.
    """
    impose = os.environ.get(VARIABLE_DU_JOUR, "").strip()
    if not impose:
        return date.today()
    try:
        return datetime.fromtimestamp(int(impose), UTC).date()
    except (ValueError, OverflowError, OSError) as erreur:
        raise RefusDeCommande(
            f"{VARIABLE_DU_JOUR} : « {impose[:40]} » n'est pas un nombre de secondes depuis 1970 ; "
            "écrire par exemple 1764374400, ou retirer cette variable d'environnement"
        ) from erreur
