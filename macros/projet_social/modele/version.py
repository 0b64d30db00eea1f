"""Un plan tel qu'il était un jour : de quoi le relire sans rien d'autre, et qui ne change plus."""

from typing import Annotated

from pydantic import AfterValidator

from .date_partielle import DateEcrite, DatePartielle
from .fiche_action import FicheAction
from .format import FormatEcrit
from .projet import Projet
from .referentiel import Public, Theme
from .socle import Objet, Refus
from .source import DocumentSource
from .territoire import Territoire
from .texte import Identifiant, Titre

DOSSIER = "/versions/"
"""Ce que porte le chemin d'une version figée, et d'elle seule."""


def est_une_version(fichier: str) -> bool:
    """Vrai du chemin d'une version figée."""
    return DOSSIER in fichier


def _un_jour(date: DatePartielle) -> DatePartielle:
    if not date.exacte:
        raise Refus(f"« {date} » ne dit pas un jour", "écrire un jour : 12 décembre 2025")
    return date


class VersionFigee(Objet):
    """Un plan figé un jour. `projet-social figer` l'écrit ; personne ne le retouche."""

    titre: Titre
    """Ce qui s'est passé ce jour-là (« Voté le 12 décembre 2025 »)."""
    date: Annotated[DateEcrite, AfterValidator(_un_jour)]
    """Le jour de la version."""
    plan: Identifiant
    """Le plan dont c'est une version : « projet », ou la fin du nom de son fichier."""
    format: FormatEcrit
    """Version du format des données, ce jour-là : une plus ancienne se lit encore."""
    territoire: Territoire
    """Le territoire, ce jour-là."""
    projet: Projet
    """Le projet et les niveaux de son plan, ce jour-là."""
    actions: tuple[FicheAction, ...] = ()
    """Les fiches-actions, ce jour-là, dans l'ordre du plan."""
    themes: tuple[Theme, ...] = ()
    """Les thèmes qu'elles nomment, ce jour-là."""
    publics: tuple[Public, ...] = ()
    """Les publics de la liste qu'elles nomment, ce jour-là."""
    sources: tuple[DocumentSource, ...] = ()
    """Les documents sources qu'elles citent, ce jour-là."""
