"""Les dossiers comparatifs et la liste des accompagnements."""

from pydantic import Field

from .date_partielle import DateEcrite
from .socle import Liste, Objet
from .source import Source
from .texte import Departement, Identifiant, Identifiants, Prose, Siren, Structure, Titre
from .vocabulaire import EtatEntite, VueComparee


class Dossier(Objet):
    """Une comparaison de territoires choisis, avec son introduction."""

    titre: Titre
    """Titre du dossier."""
    editeur: Structure | None = None
    """Qui publie le dossier."""
    auteurs: Liste[Structure] = ()
    """Fonctions des auteurs."""
    partenaires: Liste[Structure] = ()
    """Partenaires du dossier."""
    periode: DateEcrite | None = None
    """Années couvertes."""
    introduction: Prose | None = None
    """Présentation, avec nos mots."""
    methode: Prose | None = None
    """Méthode suivie, avec nos mots."""
    territoires: Identifiants = Field(min_length=1)
    """Territoires comparés, dans l'ordre de publication."""
    vues: Liste[VueComparee] = tuple(VueComparee)
    """Comparaisons à montrer, dans l'ordre ; absent : toutes."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """Document d'où vient le dossier."""


class Accompagnement(Objet):
    """Une intercommunalité accompagnée, telle que la liste la nomme."""

    nom: Titre
    """Nom, mot pour mot."""
    departements: Liste[Departement] = ()
    """Numéros de départements imprimés."""
    territoire: Identifiant | None = None
    """Territoire publié ici, s'il y en a un."""
    siren: Siren | None = None
    """SIREN dans la liste officielle, si le rapprochement est certain."""
    etat: EtatEntite = EtatEntite.NON_RAPPROCHEE
    """Ce que l'entité est devenue."""
    nom_actuel: Titre | None = None
    """Nom d'aujourd'hui."""
    precision: Titre | None = None
    """Doute ou précision."""


class GroupeDAccompagnements(Objet):
    """Une partie de la liste."""

    titre: Titre
    """Titre de la partie."""
    accompagnements: tuple[Accompagnement, ...]
    """Lignes, dans l'ordre de la source."""


class Accompagnements(Objet):
    """Le fichier `accompagnements.yml`."""

    groupes: tuple[GroupeDAccompagnements, ...] = ()
    """Parties de la liste."""
    notes: Liste[Prose] = ()
    """Défauts et particularités de la source."""
    source: Source | None = None
    """Document d'où vient la liste."""
