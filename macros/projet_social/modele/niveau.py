"""Les niveaux d'un plan, dans les mots du territoire, et leur emboîtement.

Le type canonique (axe, enjeu, objectif, orientation, action) est la clé sous laquelle la
ligne est écrite ; le mot imprimé est celui que le territoire déclare.
"""

from typing import Annotated

from pydantic import Field

from .date_partielle import DateEcrite
from .etape import Indicateur
from .fiche_action import FicheAction
from .socle import Liste, Objet, abregee
from .source import Source
from .texte import Identifiant, Identifiants, OuiNon, Prose, PublicsVises, Resume, Titre
from .vocabulaire import Genre, TypeNiveau


class Libelle(Objet):
    """Le mot du territoire pour un niveau : « Champ d'intervention », « Piste », « Constat »."""

    singulier: Titre
    """Mot au singulier."""
    pluriel: Titre
    """Mot au pluriel."""
    genre: Genre = Genre.MASCULIN
    """Genre du mot : m ou f."""


class AvecNiveaux(Objet):
    """Ce qui contient des lignes de plan : un projet, ou une ligne elle-même."""

    ordre: Identifiants = ()
    """Identifiants des lignes d'ici, fiches comprises, dans l'ordre du document."""
    axes: "Niveaux" = ()
    """Axes emboîtés ici."""
    enjeux: "Niveaux" = ()
    """Enjeux emboîtés ici."""
    objectifs: "Niveaux" = ()
    """Objectifs emboîtés ici."""
    orientations: "Niveaux" = ()
    """Orientations emboîtées ici."""
    actions: "tuple[FicheEcrite, ...]" = ()
    """Fiches-actions écrites sur place."""


FicheEcrite = Annotated[FicheAction, abregee("titre")]
"""Une fiche-action, ou une simple phrase : son titre."""


class Niveau(AvecNiveaux):
    """Une ligne du plan. Une simple phrase vaut une ligne qui n'a qu'un titre."""

    id: Identifiant | None = None
    """Identifiant : la fin de l'adresse. Tiré du titre s'il manque."""
    numero: Titre | None = None
    """Numéro imprimé dans le document (il peut se répéter)."""
    alias: Identifiants = ()
    """Anciens identifiants : leurs adresses mènent encore à la ligne."""
    issue_de: Identifiants = ()
    """Identifiants des lignes d'une version précédente qu'elle partage ou réunit."""
    titre: Titre
    """Intitulé, mot pour mot."""
    resume: Resume | None = None
    """Une phrase simple pour un habitant."""
    description: Prose | None = None
    """Précisions, avec nos mots."""
    themes: Identifiants = Field(default=(), max_length=4)
    """De un à quatre thèmes, pour cette ligne seule."""
    publics: PublicsVises = ()
    """Publics visés par cette ligne : identifiants de la liste, ou mots du document."""
    rattachements: Identifiants = ()
    """Autres niveaux sous lesquels la même ligne figure aussi."""
    moyens: Prose | None = None
    """Moyens humains et matériels de la ligne."""
    resultats_attendus: Liste[Prose] = ()
    """Résultats attendus de la ligne."""
    indicateurs: tuple[Indicateur, ...] = ()
    """Indicateurs attachés à la ligne."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source, montrés tels quels."""
    source: Source | None = None
    """D'où vient la ligne."""
    valide: DateEcrite | None = None
    """Date de validation, si ce n'est pas celle du plan."""
    maj: DateEcrite | None = None
    """Date de la dernière mise à jour."""
    exemple: OuiNon = False
    """Oui pour une ligne inventée, qui ne fait que montrer : elle ne se publie pas."""


Niveaux = tuple[Annotated[Niveau, abregee("titre")], ...]

PLURIELS = {type_.pluriel: type_ for type_ in TypeNiveau}
"""Clés du YAML, dans l'ordre canonique, vers le type de leurs lignes."""
CITENT_DES_LIGNES = ("rattachements", "actions_liees", "ordre")
"""Les champs qui citent des lignes du plan par leur identifiant."""

AvecNiveaux.model_rebuild()
Niveau.model_rebuild()
