"""Les séances où une personne parcourt le site avec un lecteur d'écran, et ce qu'elle a trouvé.

Le protocole est dans `docs/guide/seances-lecteur-ecran.md` : ce fichier n'en garde que les
résultats, et aucun nom de personne.
"""

from typing import Annotated

from pydantic import Field

from .date_partielle import DateEcrite
from .socle import Liste, Objet
from .texte import AdresseWeb, Identifiant, Titre
from .vocabulaire import Reussite


class Parcours(Objet):
    """Un parcours du protocole, tel qu'il s'est passé pendant une séance."""

    id: Identifiant
    """Identifiant du parcours dans le protocole (« p1 »)."""
    resultat: Reussite
    """Comment il s'est terminé."""
    constats: Liste[Titre] = ()
    """Ce qui a gêné, une phrase par constat."""


class Seance(Objet):
    """Une séance avec un lecteur d'écran."""

    date: DateEcrite
    """Date de la séance."""
    lecteur: Titre
    """Lecteur d'écran et sa version (« NVDA 2026.1 »)."""
    navigateur: Titre
    """Navigateur et sa version."""
    systeme: Titre
    """Système et appareil."""
    version: Titre
    """Version du site parcourue : date de construction ou numéro."""
    parcours: Annotated[tuple[Parcours, ...], Field(min_length=1)]
    """Parcours suivis."""


class Seances(Objet):
    """Le fichier `seances.yml`."""

    protocole: AdresseWeb | None = None
    """Page du protocole suivi : adresse https:// ou chemin sous la racine du site."""
    seances: tuple[Seance, ...] = ()
    """Séances, de la plus ancienne à la plus récente."""
